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

	/** What a command makes of a selection, in the second column. */
	async function convertedSelection(name: string, content: string, selected: string, command: string): Promise<string> {
		const editor = await openNew(name, content);
		const start = editor.document.positionAt(content.indexOf(selected));
		const end = editor.document.positionAt(content.indexOf(selected) + selected.length);
		editor.selection = new vscode.Selection(start, end);
		await vscode.commands.executeCommand(command);
		const shown = () => vscode.window.activeTextEditor;
		await until("the result is shown", () => shown() !== undefined && shown()?.document !== editor.document);
		assert.equal(shown()?.viewColumn, vscode.ViewColumn.Two);
		assert.equal(vscode.window.tabGroups.all.length, 2);
		return shown()?.document.getText() ?? "";
	}

	const SELECTIONS: readonly (readonly [
		name: string,
		content: string,
		selected: string,
		to: string,
		result: unknown,
	])[] = [
		["part.json", '{"a": {"b": 1}, "c": 2}', '{"b": 1}', "convertJsonToToon", "b: 1\n"],
		["part.yaml", "a:\n  b: 1\nc: 2\n", "c: 2\n", "convertToToon", "c: 2\n"],
		["part.csv", "id,x\n1,2\n3,4\n", "id,x\n1,2\n", "convertToToon", "[1]{id,x}:\n  1,2\n"],
		["part.md", 'Text\n\n{"b": 1}\n', '{"b": 1}', "convertToToon", "b: 1\n"],
		["part.ts", 'const a = {"b": 1};\n', '{"b": 1}', "convertToToon", "b: 1\n"],
		["part.toon", "a: 1\nt[1]{id}:\n  7\n", "a: 1\n", "convertToJson", '{\n  "a": 1\n}\n'],
		["part2.toon", "a: 1\nt[1]{id}:\n  7\n", "a: 1\n", "convertToYaml", "a: 1\n"],
	];

	for (const [name, content, selected, command, result] of SELECTIONS) {
		it(`converts the selection alone: ${name}, ${command}`, async () => {
			const text = await convertedSelection(name, content, selected, `toon.${command}`);
			assert.equal(text.trimEnd(), String(result).trimEnd());
		});
	}

	it("shows the next result in the second column too", async () => {
		await openNew("one.toon", text);
		await vscode.commands.executeCommand("toon.convertToJson");
		await until(
			"one.json is shown",
			() => vscode.window.activeTextEditor?.document.fileName.endsWith("one.json") ?? false,
		);
		await vscode.window.showTextDocument(uriOf("one.toon"), { viewColumn: vscode.ViewColumn.Two });
		await vscode.commands.executeCommand("toon.convertToYaml");
		await until(
			"one.yaml is shown",
			() => vscode.window.activeTextEditor?.document.fileName.endsWith("one.yaml") ?? false,
		);
		assert.equal(vscode.window.activeTextEditor?.viewColumn, vscode.ViewColumn.Two);
		assert.equal(vscode.window.tabGroups.all.length, 2);
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
