/** What the editor's views get from the server: outline and folding. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, open } from "./support";

describe("editor features", () => {
	after(closeAll);

	it("lists keys and tables in the outline, no rows", async () => {
		const { document } = await open("tasklist.toon");
		const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
			"vscode.executeDocumentSymbolProvider",
			document.uri,
		);
		const names = symbols.map(({ name }) => name);
		assert.deepEqual(names, ["project", "sprint", "tasks", "owners", "orders", "notes", "empty"]);
		assert.deepEqual(symbols.find(({ name }) => name === "tasks")?.children, []);
	});
});
