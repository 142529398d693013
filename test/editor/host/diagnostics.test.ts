/** Errors in the editor: they come and go with the text, at the text that is wrong. */
import * as vscode from "vscode";
import { closeAll, open, openNew, replace, untilErrors } from "./support";

const row = "T-2,done,Cache counts (LRU),P0,2";

describe("diagnostics", () => {
	afterEach(closeAll);

	it("finds nothing wrong with an example", async () => {
		const { document } = await open("tasklist.toon");
		await untilErrors(document, []);
	});

	it("marks a broken row, and nothing once it is mended", async () => {
		const editor = await open("tasklist.toon");
		await replace(editor, row, `${row},surplus`);
		await untilErrors(editor.document, ["row-width: ,surplus"]);
		await replace(editor, `${row},surplus`, row);
		await untilErrors(editor.document, []);
	});

	it("marks errors of an untitled document", async () => {
		const document = await vscode.workspace.openTextDocument({ language: "toon", content: 'a[2]: 1\nb: "\\q"\n' });
		await vscode.window.showTextDocument(document);
		await untilErrors(document, ["array-length: [2]", "invalid-escape: \\q"]);
	});

	it("asks for less where strict mode is off", async () => {
		const { document } = await openNew("strict.toon", "a[2]: 1\n");
		await untilErrors(document, ["array-length: [2]"]);
		const settings = vscode.workspace.getConfiguration("toon", document.uri);
		await settings.update("strict", false, vscode.ConfigurationTarget.Workspace);
		try {
			await untilErrors(document, []);
		} finally {
			await settings.update("strict", undefined, vscode.ConfigurationTarget.Workspace);
		}
		await untilErrors(document, ["array-length: [2]"]);
	});
});
