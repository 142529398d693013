/** "TOON: Repair Document" in VS Code itself. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, errorsOf, openNew, until } from "./support";

describe("repair", () => {
	afterEach(closeAll);

	it("mends what is sure, in one undo step, and leaves the rest with its problem", async () => {
		const broken = 'users:\n  - name: Ada\n  - name: Bob\npath: "C:\\dir"\nt[1]{a,b}:\n  1,2,3\n';
		const { document } = await openNew("repair.toon", broken);
		await until("there are problems", () => errorsOf(document).length > 0);
		await vscode.commands.executeCommand("toon.repairDocument");
		const repaired = 'users[2]:\n  - name: Ada\n  - name: Bob\npath: "C:\\\\dir"\nt[1]{a,b}:\n  1,2,3\n';
		await until("it is repaired", () => document.getText() === repaired);
		await until("one problem is left", () => errorsOf(document).length === 1);
		assert.match(errorsOf(document).join(), /^row-width: /);
		await vscode.commands.executeCommand("undo");
		await until("the text is as it was", () => document.getText() === broken);
	});

	it("leaves a valid document as it is", async () => {
		const text = "a: 1\n";
		const { document } = await openNew("valid.toon", text);
		await vscode.commands.executeCommand("toon.repairDocument", document.uri);
		assert.equal(document.getText(), text);
		assert.equal(document.isDirty, false);
	});
});
