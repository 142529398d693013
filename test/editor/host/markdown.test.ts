/** ```toon fences of Markdown in the editor: problems, fixes, completion, formatting, conversion, and the cheap start. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, openNew, until, untilErrors } from "./support";

const TEXT = `# Prompt

- Use this:

  \`\`\`toon
  orders[3]{id,state,note}:
    1,open,x
    2,done,y
  total:   2
  \`\`\`

End.
`;

const ask = <Result>(command: string, ...args: unknown[]): Thenable<Result> =>
	vscode.commands.executeCommand<Result>(command, ...args);

describe("fences of Markdown in the editor", () => {
	afterEach(closeAll);

	it("have problems with fixes, completion, an outline, and their own form", async () => {
		const editor = await openNew("prompt.md", TEXT);
		const { document } = editor;
		await untilErrors(document, ["array-length: [3]"]);
		const [problem] = vscode.languages.getDiagnostics(document.uri);
		const fixes = async (): Promise<vscode.CodeAction[]> => {
			const found = await ask<vscode.CodeAction[]>("vscode.executeCodeActionProvider", document.uri, problem!.range);
			return found.filter(({ isPreferred, edit }) => isPreferred && edit !== undefined);
		};
		await until("a fix is offered", async () => (await fixes()).length > 0);
		const [fix] = await fixes();
		assert.ok(await vscode.workspace.applyEdit(fix!.edit!));
		await untilErrors(document, []);
		assert.equal(document.lineAt(5).text, "  orders[2]{id,state,note}:");

		const items = await ask<vscode.CompletionList>(
			"vscode.executeCompletionItemProvider",
			document.uri,
			new vscode.Position(6, 6),
		);
		assert.ok(items.items.some(({ label, detail }) => label === "done" && detail === "1× in state"));
		const symbols = await ask<vscode.DocumentSymbol[]>("vscode.executeDocumentSymbolProvider", document.uri);
		assert.ok(symbols.flatMap(withChildren).some(({ name, range }) => name === "orders" && range.start.line === 5));

		editor.selection = new vscode.Selection(6, 4, 6, 4);
		await ask("toon.formatFence");
		assert.equal(document.lineAt(8).text, "  total: 2");
	});

	it("leave the formatting of Markdown to others", async () => {
		const { document } = await openNew("plain.md", TEXT.replace("[3]", "[2]"));
		await untilErrors(document, []);
		const options = { tabSize: 2, insertSpaces: true };
		const edits = await ask<vscode.TextEdit[] | undefined>(
			"vscode.executeFormatDocumentProvider",
			document.uri,
			options,
		);
		assert.deepEqual(edits ?? [], []);
	});

	it("become JSON, and JSON becomes TOON, at the cursor", async () => {
		const editor = await openNew(
			"convert.md",
			'```json\n{"orders": [{"id": 1, "state": "open"}, {"id": 2, "state": "done"}]}\n```\n',
		);
		const { document } = editor;
		const offered = async (): Promise<vscode.CodeAction[]> => {
			const at = new vscode.Range(1, 0, 1, 0);
			return ask<vscode.CodeAction[]>("vscode.executeCodeActionProvider", document.uri, at, "refactor.rewrite.fence");
		};
		const convert = async (title: RegExp): Promise<void> => {
			const action = (await offered()).find((each) => title.test(each.title));
			assert.ok(action?.edit, (await offered()).map((each) => each.title).join());
			await vscode.workspace.applyEdit(action.edit);
		};
		await convert(/^Convert JSON Fence to TOON \(saves \d+ tokens, \d+ %\)$/);
		assert.equal(document.getText(), "```toon\norders[2]{id,state}:\n  1,open\n  2,done\n```\n");
		await convert(/^Convert Fence to YAML/);
		assert.match(document.getText(), /^```yaml\norders:\n {2}- id: 1\n/);
	});

	it("have a preview of their own", async () => {
		const editor = await openNew("preview.md", TEXT.replace("[3]", "[2]"));
		editor.selection = new vscode.Selection(6, 4, 6, 4);
		await ask("toon.openPreviewToSide");
		const labels = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
		await until("the preview is open", () => labels().includes("Preview preview.md"));
	});

	it("are highlighted in the built-in preview, which shows their tables", async () => {
		const html = await ask<string>("markdown.api.render", "```toon\norders[2]{id,state}:\n  1,<b>\n  2,done\n```\n");
		assert.match(html, /<span class="toon-key hljs-attr">orders<\/span>/);
		assert.match(html, /<th>state<\/th>/);
		assert.match(html, /<td>&lt;b&gt;<\/td>/);
	});
});

const withChildren = (symbol: vscode.DocumentSymbol): vscode.DocumentSymbol[] => [
	symbol,
	...symbol.children.flatMap(withChildren),
];
