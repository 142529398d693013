/** The tools for language models, and the commands that work with values, in a running VS Code. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, open, openNew, until, uriOf } from "./support";

const options = (input: object): vscode.LanguageModelToolInvocationOptions<object> => ({
	input,
	toolInvocationToken: undefined,
});

async function invoke(name: string, input: object): Promise<string> {
	const { content } = await vscode.lm.invokeTool(name, options(input));
	return (content[0] as vscode.LanguageModelTextPart).value;
}

describe("agents", () => {
	before(() => open("users.toon"));
	after(closeAll);

	const names = ["encode", "decode", "check", "repair", "count", "query", "edit"].map((name) => `toon_${name}`);

	it("offers every tool", () => {
		const offered = vscode.lm.tools.map(({ name }) => name);
		assert.deepEqual(
			names.filter((name) => !offered.includes(name)),
			[],
		);
	});

	const calls: [string, object, RegExp][] = [
		["toon_encode", { text: '{"a":[1,2]}' }, /^a\[2\]: 1,2$/],
		["toon_decode", { text: "a: 1" }, /"a": 1/],
		["toon_check", { text: "a[2]: 1" }, /array-length/],
		["toon_repair", { text: "a[2]: 1" }, /^a\[1\]: 1$/],
		["toon_count", { text: "a: 1" }, /^encoding: o200k_base/],
		["toon_query", { text: "a: 1", expression: ".a" }, /^1$/],
		["toon_edit", { text: "a: 1", edits: [{ op: "set", at: "a", value: 2 }] }, /^a: 2$/],
	];
	for (const [name, input, expected] of calls) {
		it(`invokes ${name}`, async () => assert.match(await invoke(name, input), expected));
	}

	it("compares two files by value", async () => {
		await openNew("left.toon", "u[1]{id,n}:\n  1,a\n");
		await openNew("right.json", '{"u":[{"n":"b","id":1}]}');
		await vscode.commands.executeCommand("toon.compareByValue", uriOf("left.toon"), [
			uriOf("left.toon"),
			uriOf("right.json"),
		]);
		await until("the lines of both are open", () => {
			const shown = vscode.workspace.textDocuments
				.filter(({ uri }) => uri.scheme === "toon-values")
				.map((each) => each.getText());
			return shown.includes('u[id=1].id: 1\nu[id=1].n: "a"\n') && shown.includes('u[id=1].n: "b"\nu[id=1].id: 1\n');
		});
	});

	it("shows the result of a query beside", async () => {
		await open("users.toon");
		await vscode.commands.executeCommand("toon.query");
		await until("the whole value stands beside", () =>
			vscode.workspace.textDocuments.some(
				(each) =>
					each.uri.scheme === "toon-values" && each.languageId === "toon" && each.getText().startsWith("users["),
			),
		);
		await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
	});
});
