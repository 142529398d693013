/** Completion, navigation, counts, pasting and refactorings in VS Code itself. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, openNew, replace, until } from "./support";

const table = "tasks[2]{id,state,title,n}:\n  1,open,first,1\n  2,done,second,2\nz: 1\n";
let documents = 0;

const opened = (text: string): Promise<vscode.TextEditor> => openNew(`editing-${++documents}.toon`, text);

/** Puts the cursor behind the first occurrence of a text. */
function placeBehind(editor: vscode.TextEditor, text: string): vscode.Position {
	const offset = editor.document.getText().indexOf(text) + text.length;
	const position = editor.document.positionAt(offset);
	editor.selection = new vscode.Selection(position, position);
	return position;
}

async function type(text: string): Promise<void> {
	for (const key of text) await vscode.commands.executeCommand("type", { text: key });
}

describe("editing", () => {
	afterEach(closeAll);

	it("completes cells by the values of their column", async () => {
		const { document } = await opened(table);
		const list = await vscode.commands.executeCommand<vscode.CompletionList>(
			"vscode.executeCompletionItemProvider",
			document.uri,
			new vscode.Position(1, 4),
		);
		const item = list.items.find(({ label }) => (typeof label === "string" ? label : label.label) === "done");
		assert.equal(item?.detail, "1× in state");
	});

	it("counts rows while they are typed, in one undo step", async () => {
		const editor = await opened(table);
		placeBehind(editor, "second,2");
		await type("\n3,open,third,3");
		await until("the count follows", () => editor.document.getText().startsWith("tasks[3]"));
		assert.equal(
			editor.document.getText(),
			table.replace("[2]", "[3]").replace("second,2", "second,2\n  3,open,third,3"),
		);
		for (let step = 0; step < 20 && editor.document.getText() !== table; step++) {
			await vscode.commands.executeCommand("undo");
			const text = editor.document.getText();
			const rows = text.split("\n").filter((line) => /^ {2}\S/.test(line)).length;
			assert.ok(text.startsWith(`tasks[${rows}]`), text);
		}
		assert.equal(editor.document.getText(), table);
	});

	it("leaves a wrong count alone", async () => {
		const editor = await opened(table.replace("[2]", "[7]"));
		placeBehind(editor, "second,2");
		await type("\n3,open,third,3");
		const other = await opened("t[1]{a}:\n  1\n");
		placeBehind(other, "  1");
		await type("\n2");
		await until("the other count follows", () => other.document.getText().startsWith("t[2]"));
		assert.ok(editor.document.getText().startsWith("tasks[7]"));
	});

	it("renames a column in its header", async () => {
		const { document } = await opened(table);
		const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
			"vscode.executeDocumentRenameProvider",
			document.uri,
			new vscode.Position(1, 5),
			"status",
		);
		await vscode.workspace.applyEdit(edit);
		assert.ok(document.getText().startsWith("tasks[2]{id,status,title,n}:"));
	});

	it("folds tables, leads from cells to fields, colours columns", async () => {
		const { document } = await opened(table);
		const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
			"vscode.executeFoldingRangeProvider",
			document.uri,
		);
		assert.ok(folds.some(({ start, end }) => start === 0 && end === 2));
		const [definition] = await vscode.commands.executeCommand<vscode.Location[]>(
			"vscode.executeDefinitionProvider",
			document.uri,
			new vscode.Position(2, 5),
		);
		assert.equal(definition && document.getText(definition.range), "state");
		const range = new vscode.Range(1, 0, 2, 0);
		const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>(
			"vscode.provideDocumentRangeSemanticTokens",
			document.uri,
			range,
		);
		assert.ok(tokens.data.length >= 20);
	});

	it("offers refactorings and works them out", async () => {
		const { document } = await opened(table);
		const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
			"vscode.executeCodeActionProvider",
			document.uri,
			new vscode.Range(0, 0, 0, 0),
			vscode.CodeActionKind.RefactorRewrite.value,
			20,
		);
		const chosen = actions.find(({ title }) => title === "Convert table to list");
		assert.ok(chosen?.edit);
		await vscode.workspace.applyEdit(chosen.edit);
		assert.ok(document.getText().startsWith("tasks[2]:\n  - id: 1\n    state: open\n"));
	});

	it("copies rows as JSON and replaces selections", async () => {
		const editor = await opened(table);
		editor.selection = new vscode.Selection(1, 0, 2, 0);
		await vscode.commands.executeCommand("toon.copyAsCompactJson");
		const copied = await vscode.env.clipboard.readText();
		assert.equal(copied, '[{"id":1,"state":"open","title":"first","n":1}]');
		await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
		const text = await openNew("note.txt", `See this:\n${copied}\n`);
		text.selection = new vscode.Selection(1, 0, 1, copied.length);
		await vscode.commands.executeCommand("toon.replaceWithToon");
		await until("it is TOON", () => text.document.getText().includes("[1]{id,state,title,n}:\n  1,open,first,1"));
	});

	it("shows names of columns on the row of the cursor", async () => {
		const editor = await opened(table);
		const hints = () =>
			vscode.commands.executeCommand<vscode.InlayHint[]>(
				"vscode.executeInlayHintProvider",
				editor.document.uri,
				new vscode.Range(0, 0, 4, 0),
			);
		assert.equal((await hints()).length, 0);
		const settings = vscode.workspace.getConfiguration("toon", editor.document.uri);
		await settings.update("inlayHints.columnNames", true, vscode.ConfigurationTarget.Global);
		placeBehind(editor, "2,do");
		assert.deepEqual(
			(await hints()).map(({ label }) => label),
			["id:", "state:", "title:", "n:"],
		);
		await settings.update("inlayHints.columnNames", undefined, vscode.ConfigurationTarget.Global);
	});

	it("completes in a document that was never saved", async () => {
		const document = await vscode.workspace.openTextDocument({ language: "toon", content: "a:\n  k: x\nb:\n  k: " });
		await vscode.window.showTextDocument(document);
		const list = await vscode.commands.executeCommand<vscode.CompletionList>(
			"vscode.executeCompletionItemProvider",
			document.uri,
			new vscode.Position(3, 5),
		);
		assert.ok(list.items.some(({ label }) => (typeof label === "string" ? label : label.label) === "x"));
	});

	it("converts what is selected, not the file", async () => {
		const editor = await openNew("selected.json", '{\n  "a": [1, 2],\n  "b": {"c": 3}\n}\n');
		editor.selection = new vscode.Selection(2, 7, 2, 15);
		await vscode.commands.executeCommand("toon.convertJsonToToon");
		await until("the result is open", () => vscode.window.activeTextEditor?.document.getText() === "c: 3");
		await replace(vscode.window.activeTextEditor as vscode.TextEditor, "c: 3", "");
	});
});
