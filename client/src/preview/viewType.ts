/** The type of the preview's panels; also in package.json, as `onWebviewPanel:toon.preview`. */

export const PREVIEW_TYPE = "toon.preview";
