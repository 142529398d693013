/** The frame of the webview: a page that can do nothing but run our script and show our style sheet. */
import { Uri, type Webview } from "vscode";

/** Where the webview may read from: the bundles, nothing of the workspace. */
export function resourceRoots(extensionUri: Uri): readonly Uri[] {
	return [Uri.joinPath(extensionUri, "dist")];
}

/**
 * No inline script or style, no image, no font, no connection: whatever a document says, it is only text here.
 * The document itself comes by messages and never is part of this markup.
 */
export function previewHtml(webview: Webview, extensionUri: Uri): string {
	const file = (name: string): string => webview.asWebviewUri(Uri.joinPath(extensionUri, "dist", name)).toString();
	const nonce = Array.from(crypto.getRandomValues(new Uint8Array(18)), (byte) =>
		byte.toString(16).padStart(2, "0"),
	).join("");
	const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>TOON Preview</title>
<link rel="stylesheet" nonce="${nonce}" href="${file("preview.css")}">
</head>
<body>
<script nonce="${nonce}" src="${file("preview.js")}"></script>
</body>
</html>
`;
}
