/** What the manifest promises is there in a running VS Code. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, extension, open, until } from "./support";

interface Manifest {
	readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe("manifest", () => {
	after(closeAll);

	it("opens .toon files as TOON and activates the extension for them", async () => {
		const editor = await open("tasklist.toon");
		assert.equal(editor.document.languageId, "toon");
		await until("the extension is active", () => extension().isActive);
	});

	it("has every command that it contributes", async () => {
		const { contributes } = extension().packageJSON as Manifest;
		const registered = new Set(await vscode.commands.getCommands(true));
		const missing = contributes.commands.map(({ command }) => command).filter((command) => !registered.has(command));
		assert.deepEqual(missing, []);
	});

	it("indents .toon files by two spaces", async () => {
		const editor = await open("tasklist.toon");
		assert.equal(editor.options.tabSize, 2);
		assert.equal(editor.options.insertSpaces, true);
	});
});
