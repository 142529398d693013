/** Ticks of check boxes: whether a document takes them, and writing them, as one undo step each. */
import { FilePermission, Range, type TextDocument, type Uri, WorkspaceEdit, window, workspace } from "vscode";
import { previewTick } from "../../../server/src/lsp/protocol";
import type { Server } from "../server";
import type { FromWebview } from "./messages";

type TickParams = Extract<FromWebview, { type: "tick" }>["params"];

/** How often it is tried while the document changes under way. */
const TRIES = 3;

/** Why tasks of a document cannot be ticked, for people; null where they can. */
export async function whyFixed(uri: Uri): Promise<string | null> {
	if (!workspace.isTrusted) return "Tasks can be ticked once you trust this workspace.";
	if (uri.scheme === "untitled") return null;
	const readOnly = "The document is read-only: its tasks cannot be ticked.";
	if (workspace.fs.isWritableFileSystem(uri.scheme) !== true) return readOnly;
	try {
		const { permissions } = await workspace.fs.stat(uri);
		return permissions === undefined || (permissions & FilePermission.Readonly) === 0 ? null : readOnly;
	} catch {
		// Not on disk yet, or not any more: it can be edited all the same.
		return null;
	}
}

/** Writes a tick into the document, saved or not. Says so where nothing is written. */
export async function tickTask(server: Server, document: TextDocument, params: TickParams): Promise<void> {
	const reason = await whyFixed(document.uri);
	if (reason !== null) return warn(reason);
	for (let tries = 0; tries < TRIES; tries++) {
		const answer = await server.request(previewTick, { ...params, uri: document.uri.toString() });
		if (answer === null) return warn("The language server does not have the document. Try again.");
		if ("refused" in answer) return warn(answer.refused);
		// Somebody typed meanwhile: the row is looked for again.
		if (answer.version !== document.version) continue;
		const { start, end } = answer.edit.range;
		const edit = new WorkspaceEdit();
		const range = new Range(start.line, start.character, end.line, end.character);
		edit.replace(document.uri, range, answer.edit.newText);
		if (!(await workspace.applyEdit(edit))) warn("VS Code refused the change: the document may be read-only.");
		return;
	}
	warn("The document is being changed. Try again when it rests.");
}

function warn(text: string): void {
	void window.showWarningMessage(`TOON: ${text}`);
}
