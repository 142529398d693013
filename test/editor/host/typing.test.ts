/** What Enter and brackets do while somebody types: the language configuration at work. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, openNew, until } from "./support";

let documents = 0;

/** Types into a new document that ends where the cursor is, and returns its text. */
async function typed(before: string, keys: string): Promise<string> {
	const editor = await openNew(`typing-${++documents}.toon`, before);
	const end = editor.document.positionAt(before.length);
	editor.selection = new vscode.Selection(end, end);
	for (const text of keys) await vscode.commands.executeCommand("type", { text });
	const after = editor.document.getText();
	await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
	return after;
}

describe("typing", () => {
	after(closeAll);

	for (const [what, before, keys, expected] of [
		["Enter after a colon indents", "server:", "\nport: 1", "server:\n  port: 1"],
		["Enter after a value keeps the depth", "server:\n  port: 1", "\n", "server:\n  port: 1\n  "],
		["Enter after a table's header goes to row depth", "users[2]{id,name}:", "\n1,Ada", "users[2]{id,name}:\n  1,Ada"],
		[
			"Enter in a table stays at row depth",
			"users[2]{id,name}:\n  1,Ada",
			"\n2,Bob",
			"users[2]{id,name}:\n  1,Ada\n  2,Bob",
		],
		["Enter in a list continues it", "notes[2]:\n  - one", "\ntwo", "notes[2]:\n  - one\n  - two"],
		["brackets close", "a", "[", "a[]"],
	] as const) {
		it(what, async () => {
			assert.equal(await typed(before, keys), expected);
		});
	}

	it("Enter on an empty item leaves the list", async () => {
		const editor = await openNew("list.toon", "notes[1]:\n  - one\n  - ");
		const end = editor.document.positionAt(editor.document.getText().length);
		editor.selection = new vscode.Selection(end, end);
		await vscode.commands.executeCommand("type", { text: "\n" });
		await until("the marker is gone", () => editor.document.getText() === "notes[1]:\n  - one\n");
		await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
	});

	it("toggles # comments", async () => {
		const editor = await openNew("comment.toon", "a: 1");
		await vscode.commands.executeCommand("editor.action.commentLine");
		assert.equal(editor.document.getText(), "# a: 1");
		await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
	});
});
