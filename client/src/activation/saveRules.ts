/** Whether a save of a document is followed by a conversion, as the server would decide it. */
import * as vscode from "vscode";
import { compileGlob } from "../../../server/src/lsp/protocol";

/** A rule of `toon.convertOnSave.rules`; people may have written anything. */
interface SaveRule {
	readonly files?: unknown;
}

export function isConvertedOnSave({ uri }: vscode.TextDocument): boolean {
	const settings = vscode.workspace.getConfiguration("toon.convertOnSave", uri);
	if (!settings.get<boolean>("enabled", false)) return false;
	const folder = vscode.workspace.getWorkspaceFolder(uri);
	if (folder === undefined) return false;
	const path = uri.path.slice(folder.uri.path.replace(/\/$/, "").length + 1);
	return settings.get<readonly SaveRule[]>("rules", []).some(({ files }) => mayMatch(files, path));
}

/** What is no glob is for the server, which says so. */
function mayMatch(files: unknown, path: string): boolean {
	try {
		return typeof files !== "string" || compileGlob(files, { dot: true }).matches(path);
	} catch {
		return true;
	}
}
