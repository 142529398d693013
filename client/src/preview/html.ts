/** The frame of a webview: a page that can do nothing but run our script and show our style sheet. */
import { Uri, type Webview } from "vscode";
import { webviewPolicy } from "../webviewPolicy";

/** Where the webview may read from: the bundles, nothing of the workspace. */
export function resourceRoots(extensionUri: Uri): readonly Uri[] {
	return [Uri.joinPath(extensionUri, "dist")];
}

/**
 * No inline script or style, no image, no font, no connection: whatever a document says, it is only text here.
 * The document itself comes by messages and never is part of this markup.
 */
export const previewHtml = (webview: Webview, extensionUri: Uri): string =>
	webviewHtml(webview, extensionUri, { name: "preview", title: "TOON Preview" });

/** The same for any webview; `name` is that of its bundles. */
export function webviewHtml(
	webview: Webview,
	extensionUri: Uri,
	{ name, title }: { readonly name: string; readonly title: string },
): string {
	const file = (extension: string): string =>
		webview.asWebviewUri(Uri.joinPath(extensionUri, "dist", `${name}.${extension}`)).toString();
	const { nonce, content } = webviewPolicy();
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${content}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" nonce="${nonce}" href="${file("css")}">
</head>
<body>
<script nonce="${nonce}" src="${file("js")}"></script>
</body>
</html>
`;
}
