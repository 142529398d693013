/** The frame of the figures: a page that can do nothing but put newer ones in the place of the old. */
import { webviewPolicy } from "../webviewPolicy";

const STYLE = `
body { padding: 0 1.5em 2em; max-width: 70em; }
table { border-collapse: collapse; margin-bottom: 1.5em; font-variant-numeric: tabular-nums; }
th, td { padding: 0.25em 0.8em; text-align: right; border-bottom: 1px solid var(--vscode-widget-border, transparent); }
th:first-child, td:first-child, th:last-child, td:last-child { text-align: left; }
thead th { color: var(--vscode-descriptionForeground); font-weight: normal; }
tbody th { font-weight: normal; }
.warn { color: var(--vscode-editorWarning-foreground); font-weight: bold; }
.bad { color: var(--vscode-errorForeground); font-weight: bold; }
p { color: var(--vscode-descriptionForeground); }
`;

/** In place, so that what was scrolled to stays in sight. */
const SCRIPT = `addEventListener("message", ({ data }) => { document.querySelector("main").innerHTML = data; });`;

/** @param report made by `performanceReport` */
export function performancePage(report: string): string {
	const { nonce, content } = webviewPolicy();
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${content}">
<title>TOON Performance</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>${report}</main>
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>
`;
}
