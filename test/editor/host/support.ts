/** What the tests in the extension host share: documents of the open folder, and waiting for what comes later. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";

/** The extension under test. */
export function extension(): vscode.Extension<unknown> {
	const found = vscode.extensions.getExtension("toon-workbench.toon-workbench");
	assert.ok(found, "the extension is installed");
	return found;
}

/** The URI of a file of the open folder, which is a copy of examples/. */
export function uriOf(name: string): vscode.Uri {
	const folder = vscode.workspace.workspaceFolders?.[0];
	assert.ok(folder, "a folder is open");
	return vscode.Uri.joinPath(folder.uri, name);
}

/** Writes a new file of the open folder and opens it in an editor. */
export async function openNew(name: string, content: string | Uint8Array): Promise<vscode.TextEditor> {
	await vscode.workspace.fs.writeFile(uriOf(name), typeof content === "string" ? Buffer.from(content) : content);
	return open(name);
}

/** Opens a file of the open folder in an editor. */
export async function open(name: string): Promise<vscode.TextEditor> {
	return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriOf(name)), vscode.ViewColumn.One);
}

/** Text of a file of the open folder as it is on disk, or undefined if there is none. */
export async function diskText(name: string): Promise<string | undefined> {
	try {
		return Buffer.from(await vscode.workspace.fs.readFile(uriOf(name))).toString("utf8");
	} catch {
		return undefined;
	}
}

/** Replaces the first occurrence of a text in an editor. */
export async function replace(editor: vscode.TextEditor, from: string, to: string): Promise<void> {
	const { document } = editor;
	const start = document.getText().indexOf(from);
	assert.ok(start >= 0, `the document holds ${from}`);
	const range = new vscode.Range(document.positionAt(start), document.positionAt(start + from.length));
	assert.ok(await editor.edit((edit) => edit.replace(range, to)));
}

/** The errors of a document, each as its code and the text that it marks. */
export function errorsOf(document: vscode.TextDocument): string[] {
	return vscode.languages
		.getDiagnostics(document.uri)
		.filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
		.map(({ code, range }) => `${codeName(code)}: ${document.getText(range)}`);
}

function codeName(code: vscode.Diagnostic["code"]): string {
	return String(typeof code === "object" ? code.value : code);
}

/** Asks until `ask` is true; fails with what was waited for. `limit` is in ms. */
export async function until(what: string, ask: () => boolean | Promise<boolean>, limit = 20_000): Promise<void> {
	for (const end = Date.now() + limit; !(await ask()); await sleep(25)) {
		if (Date.now() > end) assert.fail(`Waited ${limit} ms in vain until ${what}.`);
	}
}

/** Waits until the errors of a document are these. */
export async function untilErrors(document: vscode.TextDocument, expected: readonly string[]): Promise<void> {
	const same = () => JSON.stringify(errorsOf(document)) === JSON.stringify(expected);
	try {
		await until("the errors are as expected", same);
	} catch {
		assert.deepEqual(errorsOf(document), expected);
	}
}

/** Process ids of the extension's language servers, which are children of this process (Linux only). */
export function serverProcesses(): number[] {
	const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8").trim().split(" ");
	return children.filter((pid) => pid !== "" && commandLine(pid).includes("dist/server.js")).map(Number);
}

function commandLine(pid: string): string {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, "utf8");
	} catch {
		return "";
	}
}

/** Whether the client is loaded, which extension.js stands in for. */
export function isClientLoaded(): boolean {
	return Object.keys(require.cache).some((file) => file.replaceAll("\\", "/").endsWith("/dist/client.js"));
}

/** Closes every editor without asking about changes. */
export async function closeAll(): Promise<void> {
	while (vscode.window.activeTextEditor?.document.isDirty) {
		await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
	}
	await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}
