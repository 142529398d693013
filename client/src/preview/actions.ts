/** What the toolbar offers: the document as Markdown on the clipboard or in an editor, and as a file of any format. */
import { env, type TextDocument, Uri, type ViewColumn, window, workspace } from "vscode";
import {
	convert,
	extensionOf,
	type FormatName,
	isTable,
	TARGET_FORMATS,
	titleOf,
} from "../../../server/src/lsp/protocol";
import type { Server } from "../server";

/** What is made for reading comes first. */
const DOCUMENT_FORMATS: readonly FormatName[] = ["markdown", "html"];
const EXPORT_FORMATS = [
	...DOCUMENT_FORMATS,
	...TARGET_FORMATS.filter((format) => format !== "toon" && !DOCUMENT_FORMATS.includes(format)),
].map((format) => ({ label: titleOf(format), ...(isTable(format) && { description: "one table" }), format }));

/** @param marker whether a document says that it is generated; what becomes a part of another text does not */
async function converted(server: Server, document: TextDocument, to: FormatName, marker = true): Promise<string> {
	const source = nameOf(document.uri);
	const options = { source, ...(!marker && { marker }) };
	const result = await server.request(convert, { uri: document.uri.toString(), to, options });
	return result.text;
}

export async function copyMarkdown(server: Server, document: TextDocument): Promise<void> {
	await env.clipboard.writeText(await converted(server, document, "markdown", false));
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
	const item = await window.showQuickPick(EXPORT_FORMATS, { placeHolder: "Export as" });
	if (item === undefined) return;
	const content = await converted(server, document, item.format);
	const extension = extensionOf(item.format);
	const target = await window.showSaveDialog({
		...suggestion(document.uri, extension),
		filters: { [item.label]: [extension.slice(1)], "All files": ["*"] },
	});
	if (target === undefined) return;
	await workspace.fs.writeFile(target, new TextEncoder().encode(content));
	const open = "Open";
	const choice = await window.showInformationMessage(`Exported to ${workspace.asRelativePath(target)}.`, open);
	if (choice === open) await window.showTextDocument(target);
}

/** Beside the source; an untitled document has no place of its own. */
function suggestion(uri: Uri, extension: string): { readonly defaultUri?: Uri } {
	const name = `${nameOf(uri).replace(/\.[^.]+$/, "")}${extension}`;
	if (uri.scheme !== "untitled") return { defaultUri: Uri.joinPath(uri, "..", name) };
	const folder = workspace.workspaceFolders?.[0]?.uri;
	return folder ? { defaultUri: Uri.joinPath(folder, name) } : {};
}

const nameOf = (uri: Uri): string => uri.path.slice(uri.path.lastIndexOf("/") + 1);
