/** Convert on save of JSON in a window that has never seen a .toon file. */
import assert from "node:assert/strict";
import { decode } from "@toon-format/toon";
import * as vscode from "vscode";
import { diskText, isClientLoaded, openNew, until } from "./support";

describe("convert on save without TOON in the window", () => {
	it("writes the .toon of a saved .json", async () => {
		const editor = await openNew("data.json", '{"users": [{"id": 1}, {"id": 2}]}\n');
		assert.equal(isClientLoaded(), false);
		const settings = vscode.workspace.getConfiguration("toon.convertOnSave");
		const rules = [{ files: "**/*.json", to: "toon", output: "${dir}/${name}.toon" }];
		await settings.update("rules", rules, vscode.ConfigurationTarget.Workspace);
		await settings.update("enabled", true, vscode.ConfigurationTarget.Workspace);
		await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), " "));
		assert.equal(isClientLoaded(), false);
		assert.ok(await editor.document.save());
		await until("the file is there", async () => (await diskText("data.toon")) !== undefined);
		assert.deepEqual(decode((await diskText("data.toon")) ?? ""), { users: [{ id: 1 }, { id: 2 }] });
		assert.ok(isClientLoaded());
	});
});
