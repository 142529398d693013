/** What the toolbar offers: the document as Markdown on the clipboard or in an editor, and as a file of any format. */
import { env, type QuickPickItem, type TextDocument, Uri, type ViewColumn, window, workspace } from "vscode";
import { convert, type FormatName } from "../../../server/src/lsp/protocol";
import type { Server } from "../server";

interface FormatItem extends QuickPickItem {
	readonly format: FormatName;
	readonly extension: string;
}

const exportFormats: readonly FormatItem[] = [
	{ label: "Markdown", format: "markdown", extension: "md" },
	{ label: "HTML", format: "html", extension: "html" },
	{ label: "JSON", format: "json", extension: "json" },
	{ label: "JSON Lines", format: "jsonl", extension: "jsonl" },
	{ label: "YAML", format: "yaml", extension: "yaml" },
	{ label: "CSV", description: "one table", format: "csv", extension: "csv" },
	{ label: "TSV", description: "one table", format: "tsv", extension: "tsv" },
];

async function converted(server: Server, document: TextDocument, to: FormatName): Promise<string> {
	const source = nameOf(document.uri);
	const result = await server.request(convert, { uri: document.uri.toString(), to, options: { source } });
	return result.text;
}

export async function copyMarkdown(server: Server, document: TextDocument): Promise<void> {
	await env.clipboard.writeText(await converted(server, document, "markdown"));
	window.setStatusBarMessage("Copied as Markdown", 3000);
}

/** @param column where the source is, so that the preview stays in sight */
export async function openMarkdown(server: Server, document: TextDocument, column: ViewColumn): Promise<void> {
	const content = await converted(server, document, "markdown");
	await window.showTextDocument(await workspace.openTextDocument({ language: "markdown", content }), column);
}

/** Asks for a format and a place, and writes there. */
export async function exportToFile(server: Server, document: TextDocument): Promise<void> {
	if (!workspace.isTrusted) {
		void window.showWarningMessage("Nothing is written before you trust this workspace.");
		return;
	}
	const item = await window.showQuickPick(exportFormats, { placeHolder: "Export as" });
	if (item === undefined) return;
	const content = await converted(server, document, item.format);
	const target = await window.showSaveDialog({
		...suggestion(document.uri, item.extension),
		filters: { [item.label]: [item.extension], "All files": ["*"] },
	});
	if (target === undefined) return;
	await workspace.fs.writeFile(target, new TextEncoder().encode(content));
	const open = "Open";
	const choice = await window.showInformationMessage(`Exported to ${workspace.asRelativePath(target)}.`, open);
	if (choice === open) await window.showTextDocument(target);
}

/** Beside the source; an untitled document has no place of its own. */
function suggestion(uri: Uri, extension: string): { readonly defaultUri?: Uri } {
	const name = `${nameOf(uri).replace(/\.[^.]+$/, "")}.${extension}`;
	if (uri.scheme !== "untitled") return { defaultUri: Uri.joinPath(uri, "..", name) };
	const folder = workspace.workspaceFolders?.[0]?.uri;
	return folder ? { defaultUri: Uri.joinPath(folder, name) } : {};
}

const nameOf = (uri: Uri): string => uri.path.slice(uri.path.lastIndexOf("/") + 1);
