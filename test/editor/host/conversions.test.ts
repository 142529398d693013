/** Conversion commands and convert-on-save: what is written, and what is not. */
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { decode } from "@toon-format/toon";
import * as vscode from "vscode";
import { closeAll, diskText, openNew, replace, until, uriOf } from "./support";

const text = "users[2]{id,name}:\n  1,Ada\n  2,Bob\n";
const value = {
	users: [
		{ id: 1, name: "Ada" },
		{ id: 2, name: "Bob" },
	],
};

/** Waits until a file of the folder is there, and returns its text. */
async function written(name: string): Promise<string> {
	await until(`${name} is written`, async () => (await diskText(name)) !== undefined);
	return (await diskText(name)) ?? "";
}

async function setConvertOnSave(enabled: boolean | undefined): Promise<void> {
	const settings = vscode.workspace.getConfiguration("toon");
	await settings.update("convertOnSave.enabled", enabled, vscode.ConfigurationTarget.Workspace);
}

describe("conversions", () => {
	afterEach(async () => {
		await setConvertOnSave(undefined);
		await closeAll();
	});

	it("converts TOON to JSON beside it", async () => {
		await openNew("to-json.toon", text);
		await vscode.commands.executeCommand("toon.convertToJson");
		assert.deepEqual(JSON.parse(await written("to-json.json")), value);
	});

	it("converts a file chosen in the explorer, which no editor shows", async () => {
		await openNew("chosen.toon", text);
		await closeAll();
		await vscode.commands.executeCommand("toon.convertToMarkdown", uriOf("chosen.toon"));
		assert.match(await written("chosen.md"), /\| *1 *\| *Ada *\|/);
	});

	it("converts to YAML", async () => {
		await openNew("to-yaml.toon", text);
		await vscode.commands.executeCommand("toon.convertToYaml");
		assert.match(await written("to-yaml.yaml"), /name: Ada/);
	});

	it("converts JSON to TOON beside it", async () => {
		await openNew("from.json", JSON.stringify(value));
		await vscode.commands.executeCommand("toon.convertJsonToToon");
		assert.deepEqual(decode(await written("from.toon")), value);
	});

	it("opens the result where the document is not saved", async () => {
		const document = await vscode.workspace.openTextDocument({ language: "toon", content: text });
		await vscode.window.showTextDocument(document);
		await vscode.commands.executeCommand("toon.convertToJson");
		await until("a JSON document is shown", () => vscode.window.activeTextEditor?.document.languageId === "json");
		assert.deepEqual(JSON.parse(vscode.window.activeTextEditor?.document.getText() ?? ""), value);
	});

	it("writes nothing for a document with errors", async () => {
		await openNew("broken.toon", "a[2]: 1\n");
		// Not awaited: it ends when its message is closed.
		void vscode.commands.executeCommand("toon.convertToJson");
		await sleep(1500);
		assert.equal(await diskText("broken.json"), undefined);
	});

	it("writes the Markdown on save when that is on", async () => {
		await setConvertOnSave(true);
		const editor = await openNew("saved.toon", text);
		await replace(editor, "Bob", "Grace");
		await editor.document.save();
		assert.match(await written("saved.md"), /\| *2 *\| *Grace *\|/);
	});

	it("writes nothing on save when that is off", async () => {
		const editor = await openNew("quiet.toon", text);
		await replace(editor, "Bob", "Grace");
		await editor.document.save();
		await sleep(1500);
		assert.equal(await diskText("quiet.md"), undefined);
	});

	it("does not overwrite a Markdown file that it has not written", async () => {
		await vscode.workspace.fs.writeFile(uriOf("mine.md"), Buffer.from("# Mine\n"));
		await setConvertOnSave(true);
		const editor = await openNew("mine.toon", text);
		await replace(editor, "Bob", "Grace");
		await editor.document.save();
		await sleep(1500);
		assert.equal(await diskText("mine.md"), "# Mine\n");
	});
});
