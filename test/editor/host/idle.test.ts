/** A window that looks at files of others has the entry alone; a selection in JSON brings the client, and its meter. */
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { extension, isClientLoaded, openNew, serverProcesses, until } from "./support";

const FOREIGN: readonly (readonly [name: string, content: string])[] = [
	["notes.md", "# Notes\n\n```json\n{}\n```\n"],
	["data.yaml", "a: 1\n"],
	["table.csv", "a,b\n1,2\n"],
	["plain.txt", "text\n"],
	["data.json", '{"users": [{"id": 1}, {"id": 2}]}\n'],
];

describe("a window without TOON", () => {
	it("loads no client for files of others, opened, edited or saved", async () => {
		for (const [name, content] of FOREIGN) {
			const editor = await openNew(name, content);
			await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), " "));
			await editor.document.save();
		}
		await until("the entry is active", () => extension().isActive);
		await sleep(1500);
		assert.equal(isClientLoaded(), false);
		assert.deepEqual(serverProcesses(), []);
	});

	it("loads it when something is selected in JSON", async () => {
		const editor = vscode.window.activeTextEditor;
		assert.equal(editor?.document.languageId, "json");
		await vscode.commands.executeCommand("editor.action.selectAll");
		await until("the client is loaded", isClientLoaded);
		await until("the server runs", () => serverProcesses().length === 1);
	});

	it("has every command, before and after", async () => {
		const { contributes } = extension().packageJSON as {
			readonly contributes: { readonly commands: readonly { readonly command: string }[] };
		};
		const registered = new Set(await vscode.commands.getCommands(true));
		const missing = contributes.commands.map(({ command }) => command).filter((command) => !registered.has(command));
		assert.deepEqual(missing, []);
	});
});
