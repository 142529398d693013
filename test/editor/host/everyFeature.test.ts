/** Each feature of the editor once, through VS Code's own providers: that it is wired, and says what is true. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, openNew, until, uriOf } from "./support";

const table = "t[2]{id,state,title,n}:\n  1,open,first one,1\n  2,done,second,2\nz: 1\n";
const keyed = "m[2:]{role,age}:\n  ada: lead,36\n  bob: clerk,41\n";
const nested = "steps[2]:\n  - name: a\n    kind: x\n  - name: b\n    kind: y\nname: outer\n";

let documents = 0;

/** Opens a text, and says where its `$0` is. */
async function opened(marked: string): Promise<{ editor: vscode.TextEditor; at: vscode.Position; uri: vscode.Uri }> {
	const offset = marked.indexOf("$0");
	const editor = await openNew(`feature-${++documents}.toon`, marked.replace("$0", ""));
	const at = editor.document.positionAt(Math.max(0, offset));
	editor.selection = new vscode.Selection(at, at);
	return { editor, at, uri: editor.document.uri };
}

const run = <Result>(command: string, ...parameters: unknown[]): Thenable<Result> =>
	vscode.commands.executeCommand<Result>(command, ...parameters);

const words = (document: vscode.TextDocument, found: readonly { readonly range: vscode.Range }[]): string[] =>
	found.map(({ range }) => `${range.start.line}: ${document.getText(range)}`);

async function withSetting(name: string, value: unknown, work: () => Promise<void>): Promise<void> {
	const settings = vscode.workspace.getConfiguration("toon");
	await settings.update(name, value, vscode.ConfigurationTarget.Global);
	try {
		await work();
	} finally {
		await settings.update(name, undefined, vscode.ConfigurationTarget.Global);
	}
}

/** Sets what is copied, runs a command, and returns what it copied. */
async function copiedBy(command: string): Promise<string> {
	await vscode.env.clipboard.writeText("nothing");
	await vscode.commands.executeCommand(command);
	return vscode.env.clipboard.readText();
}

describe("every feature", () => {
	afterEach(closeAll);

	it("hover says the column of a cell", async () => {
		const { uri, at } = await opened(table.replace("done", "do$0ne"));
		await until("the hover says so", async () => {
			const hovers = await run<vscode.Hover[]>("vscode.executeHoverProvider", uri, at);
			const texts = hovers.flatMap(({ contents }) => contents.map((each) => (each as vscode.MarkdownString).value));
			return /state/.test(texts.join());
		});
	});

	it("signature help says the column of the cursor", async () => {
		const { uri, at } = await opened(table.replace("done", "do$0ne"));
		const help = await run<vscode.SignatureHelp>("vscode.executeSignatureHelpProvider", uri, at, ",");
		assert.equal(help.activeParameter, 1);
		assert.equal(help.signatures[0]?.label, "id, state, title, n");
		const documentation = help.signatures[0]?.parameters[1]?.documentation as vscode.MarkdownString;
		assert.match(documentation.value, /^Column 2 of 4: .*`open`/);
	});

	it("links lead to web addresses and to files that exist", async () => {
		const { editor, uri } = await opened("a: https://example.com/x\nb: ./users.toon\nc: ./nowhere-to-be-found.toon\n");
		const links = await run<vscode.DocumentLink[]>("vscode.executeLinkProvider", uri, 10);
		assert.deepEqual(words(editor.document, links), ["0: https://example.com/x", "1: ./users.toon"]);
		assert.equal(links[1]?.target?.toString(), uriOf("users.toon").toString());
	});

	it("symbols of the workspace are keys and tables of all files", async () => {
		await openNew("symbols.toon", "quiteUnlikelyName:\n  1: x\n");
		await until("the symbol is found", async () => {
			const found = await run<vscode.SymbolInformation[]>("vscode.executeWorkspaceSymbolProvider", "quiteUnlikely");
			return found.some(
				({ name, location }) => name === "quiteUnlikelyName" && /symbols\.toon$/.test(location.uri.path),
			);
		});
	});

	it("selections grow from the cell to the row, the rows and the table", async () => {
		const { editor, uri, at } = await opened(table.replace("first one", "first$0 one"));
		const [smallest] = await run<vscode.SelectionRange[]>("vscode.executeSelectionRangeProvider", uri, [at]);
		const grown: string[] = [];
		for (let range = smallest; range !== undefined; range = range.parent)
			grown.push(editor.document.getText(range.range));
		const [cell, row, rows] = ["first one", "1,open,first one,1", "1,open,first one,1\n  2,done,second,2"];
		const order = [cell, row, rows, table.split("z:")[0]!.trimEnd()].map((text) =>
			grown.findIndex((each) => each.trim() === text),
		);
		assert.ok(!order.includes(-1), JSON.stringify(grown));
		assert.deepEqual(
			order,
			order.toSorted((a, b) => a - b),
		);
	});

	it("folds tables, objects, comments and regions", async () => {
		const { uri } = await opened(`# region a\n# one\n# two\n${table}o:\n  k: 1\n  l: 2\n# endregion\n`);
		const folds = await run<vscode.FoldingRange[]>("vscode.executeFoldingRangeProvider", uri);
		const found = folds.map(({ start, end, kind }) => `${start}-${end}${kind === undefined ? "" : ` ${kind}`}`);
		for (const wanted of ["3-5", "7-9"]) assert.ok(found.includes(wanted), `${wanted} in ${found}`);
		assert.ok(
			folds.some(({ start, kind }) => start === 0 && kind === vscode.FoldingRangeKind.Region),
			String(found),
		);
	});

	it("definition leads from a cell to its field and from the field to its first cell", async () => {
		for (const [marked, target] of [
			[table.replace("done", "do$0ne"), "0: state"],
			[table.replace("state", "sta$0te"), "1: open"],
		] as const) {
			const { editor, uri, at } = await opened(marked);
			const found = await run<vscode.Location[]>("vscode.executeDefinitionProvider", uri, at);
			assert.deepEqual(words(editor.document, found), [target]);
		}
	});

	it("references and highlights show a column, or a key in all items", async () => {
		for (const [marked, expected] of [
			[table.replace("state", "sta$0te"), ["0: state", "1: open", "2: done"]],
			[nested.replace("name", "na$0me"), ["1: name", "3: name"]],
		] as const) {
			const { editor, uri, at } = await opened(marked);
			const references = await run<vscode.Location[]>("vscode.executeReferenceProvider", uri, at);
			assert.deepEqual(words(editor.document, references).toSorted(), [...expected].toSorted());
			const marks = await run<vscode.DocumentHighlight[]>("vscode.executeDocumentHighlights", uri, at);
			assert.deepEqual(words(editor.document, marks).toSorted(), [...expected].toSorted());
		}
	});

	it("renames a column, a key of all items and an entry, and nothing else", async () => {
		for (const [marked, name, expected] of [
			[table.replace("state", "sta$0te"), "status", table.replace("state", "status")],
			[
				nested.replace("name", "na$0me"),
				"title",
				nested.replace("- name: a", "- title: a").replace("- name: b", "- title: b"),
			],
			[keyed.replace("ada", "a$0da"), "eve", keyed.replace("ada", "eve")],
		] as const) {
			const { editor, uri, at } = await opened(marked);
			const edit = await run<vscode.WorkspaceEdit>("vscode.executeDocumentRenameProvider", uri, at, name);
			assert.ok(await vscode.workspace.applyEdit(edit));
			assert.equal(editor.document.getText(), expected);
		}
	});

	it("refuses a name that stands beside", async () => {
		const { uri, at } = await opened(table.replace("state", "sta$0te"));
		await assert.rejects(async () => run("vscode.executeDocumentRenameProvider", uri, at, "title"), /title/);
	});

	it("semantic tokens give neighbouring columns different types", async () => {
		const { uri } = await opened(table);
		const range = new vscode.Range(1, 0, 2, 0);
		const legend = await run<vscode.SemanticTokensLegend>(
			"vscode.provideDocumentRangeSemanticTokensLegend",
			uri,
			range,
		);
		const tokens = await run<vscode.SemanticTokens>("vscode.provideDocumentRangeSemanticTokens", uri, range);
		const types: (string | undefined)[] = [];
		let line = 0;
		for (let at = 0; at < tokens.data.length; at += 5) {
			line += tokens.data[at]!;
			if (line === 1) types.push(legend.tokenTypes[tokens.data[at + 3]!]);
		}
		assert.deepEqual(types, ["toonColumn1", "toonColumn2", "toonColumn3", "toonColumn4"]);
	});

	it("copies the path of a place", async () => {
		await opened(table.replace("done", "do$0ne"));
		await vscode.env.clipboard.writeText("nothing");
		const done = vscode.commands.executeCommand("toon.copyPath");
		await until("a path is copied", async () => {
			await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
			return (await vscode.env.clipboard.readText()) !== "nothing";
		});
		await done;
		assert.equal(await vscode.env.clipboard.readText(), "/t/1/state");
	});

	it("copies rows in every format", async () => {
		const { editor } = await opened(table);
		editor.selection = new vscode.Selection(1, 0, 2, 0);
		const row = { id: 1, state: "open", title: "first one", n: 1 };
		assert.deepEqual(JSON.parse(await copiedBy("toon.copyAsJson")), [row]);
		assert.equal(await copiedBy("toon.copyAsCompactJson"), JSON.stringify([row]));
		assert.match(await copiedBy("toon.copyAsYaml"), /^- id: 1\n {2}state: open\n/);
		assert.equal((await copiedBy("toon.copyAsCsv")).replaceAll("\r", ""), "id,state,title,n\n1,open,first one,1");
		assert.match(await copiedBy("toon.copyAsMarkdown"), /^- \[ \] first one \(id: 1, n: 1\)$/);
	});

	it("replaces selections with TOON and back", async () => {
		const editor = await openNew("replace.txt", 'See:\n[{"a":1,"b":"x"},{"a":2,"b":"y"}]\n');
		editor.selection = new vscode.Selection(1, 0, 2, 0);
		await vscode.commands.executeCommand("toon.replaceWithToon");
		await until("it is TOON", () => editor.document.getText().includes("[2]{a,b}:\n  1,x\n  2,y"));
		editor.selection = new vscode.Selection(1, 0, 4, 0);
		await vscode.commands.executeCommand("toon.replaceWithJson");
		await until("it is JSON again", () => editor.document.getText().includes('"a"'));
		assert.deepEqual(JSON.parse(editor.document.getText().slice(5)), [
			{ a: 1, b: "x" },
			{ a: 2, b: "y" },
		]);
	});

	const refactorings: readonly (readonly [title: string, before: string, after: string])[] = [
		["Convert list to table", "$0l[2]:\n  - a: 1\n    b: 2\n  - a: 3\n    b: 4\n", "l[2]{a,b}:\n  1,2\n  3,4\n"],
		["Convert table to list", "$0l[1]{a,b}:\n  1,2\n", "l[1]:\n  - a: 1\n    b: 2\n"],
		["Convert object to keyed table", "$0m:\n  x:\n    a: 1\n  y:\n    a: 2\n", "m[2:]{a}:\n  x: 1\n  y: 2\n"],
		["Convert keyed table to object", "$0m[1:]{a}:\n  x: 1\n", "m:\n  x:\n    a: 1\n"],
		["Convert inline array to list", "$0l[2]: 1,2\n", "l[2]:\n  - 1\n  - 2\n"],
		["Convert list to inline array", "$0l[2]:\n  - 1\n  - 2\n", "l[2]: 1,2\n"],
		["Duplicate column a", "t[1]{$0a,b}:\n  1,2\n", "t[1]{a,a_copy,b}:\n  1,1,2\n"],
		["Remove column a with its values", "t[1]{$0a,b}:\n  1,2\n", "t[1]{b}:\n  2\n"],
		["Move column a to the right", "t[1]{$0a,b}:\n  1,2\n", "t[1]{b,a}:\n  2,1\n"],
		["Spread the group of a.b into separate columns", "t[1]{a{$0b,c}}:\n  1,2\n", "t[1]{a.b,a.c}:\n  1,2\n"],
		["Sort rows by a, ascending", "t[2]{$0a,b}:\n  2,x\n  1,y\n", "t[2]{a,b}:\n  1,y\n  2,x\n"],
		["Sort keys of the object", "$0o:\n  b: 1\n  a: 2\n", "o:\n  a: 2\n  b: 1\n"],
		["Separate by pipes", "$0t[1]{a,b}:\n  1,2\n", "t[1|]{a|b}:\n  1|2\n"],
		["Separate by pipes in the whole document", "$0t[1]{a,b}:\n  1,2\nl[2]: 1,2\n", "t[1|]{a|b}:\n  1|2\nl[2|]: 1|2\n"],
		["Put in quotes", "a: $0x\n", 'a: "x"\n'],
	];
	for (const [title, before, after] of refactorings) {
		it(`refactors: ${title}`, async () => {
			const { editor, uri, at } = await opened(before);
			const actions = await run<vscode.CodeAction[]>(
				"vscode.executeCodeActionProvider",
				uri,
				new vscode.Range(at, at),
				vscode.CodeActionKind.Refactor.value,
				50,
			);
			const chosen = actions.find((action) => action.title === title);
			assert.ok(chosen?.edit, `${title} is among ${actions.map((action) => action.title).join("; ")}`);
			assert.ok(await vscode.workspace.applyEdit(chosen.edit));
			assert.equal(editor.document.getText(), after);
			await vscode.commands.executeCommand("undo");
			assert.equal(editor.document.getText(), before.replace("$0", ""), "one undo step");
		});
	}

	it("code lenses say the size of tables, where they are on", async () => {
		const { uri } = await opened(table);
		const lenses = () => run<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri, 10);
		assert.deepEqual(await lenses(), []);
		await withSetting("tokens.codeLens", true, async () => {
			await until("there is a lens", async () => (await lenses()).length > 0);
			const [lens] = await lenses();
			assert.match(lens?.command?.title ?? "", /^2 rows × 4 columns · \d+ tokens/);
		});
	});

	it("fixes all problems of one kind, and leaves the others", async () => {
		const { editor, uri } = await opened('a[3]: 1\nb[4]: 1,2\nc: "x\\q"\n');
		await until("problems are shown", () => vscode.languages.getDiagnostics(uri).length >= 3);
		const actions = await run<vscode.CodeAction[]>(
			"vscode.executeCodeActionProvider",
			uri,
			new vscode.Range(0, 1, 0, 4),
		);
		const chosen = actions.find(({ title }) => title.startsWith("Fix all of this kind"));
		assert.ok(chosen, actions.map(({ title }) => title).join("; "));
		assert.ok(chosen.edit);
		await vscode.workspace.applyEdit(chosen.edit);
		assert.equal(editor.document.getText(), 'a[1]: 1\nb[2]: 1,2\nc: "x\\q"\n');
	});

	it("offers whole documents in an empty file, as snippets", async () => {
		const { editor, uri, at } = await opened("");
		const list = await run<vscode.CompletionList>("vscode.executeCompletionItemProvider", uri, at);
		const item = list.items.find(
			({ label }) => (typeof label === "string" ? label : label.label) === "TOON: task list",
		);
		assert.ok(item?.insertText instanceof vscode.SnippetString, list.items.map(({ label }) => label).join());
		await editor.insertSnippet(item.insertText, at);
		assert.match(editor.document.getText(), /^project: name\ntasks\[2\]\{id,status,title,priority\}:\n {2}T-1,done/);
		assert.deepEqual(vscode.languages.getDiagnostics(uri), []);
	});

	it("formats", async () => {
		const { editor, uri } = await opened("a:\n  b:   1\n");
		const edits = await run<vscode.TextEdit[]>("vscode.executeFormatDocumentProvider", uri, {
			tabSize: 2,
			insertSpaces: true,
		});
		const edit = new vscode.WorkspaceEdit();
		edit.set(uri, edits);
		await vscode.workspace.applyEdit(edit);
		assert.equal(editor.document.getText(), "a:\n  b: 1\n");
	});

	it("does all of it in documents that were never saved", async () => {
		const document = await vscode.workspace.openTextDocument({ language: "toon", content: table });
		await vscode.window.showTextDocument(document);
		const { uri } = document;
		const [field, cell] = [new vscode.Position(0, 9), new vscode.Position(2, 5)];
		const definition = await run<vscode.Location[]>("vscode.executeDefinitionProvider", uri, cell);
		assert.deepEqual(words(document, definition), ["0: state"]);
		const marks = await run<vscode.DocumentHighlight[]>("vscode.executeDocumentHighlights", uri, field);
		assert.equal(marks.length, 3);
		const folds = await run<vscode.FoldingRange[]>("vscode.executeFoldingRangeProvider", uri);
		assert.ok(folds.some(({ start, end }) => start === 0 && end === 2));
		const help = await run<vscode.SignatureHelp>("vscode.executeSignatureHelpProvider", uri, cell);
		assert.equal(help.activeParameter, 1);
		assert.ok((await run<vscode.Hover[]>("vscode.executeHoverProvider", uri, cell)).length > 0);
		const edit = await run<vscode.WorkspaceEdit>("vscode.executeDocumentRenameProvider", uri, field, "status");
		await vscode.workspace.applyEdit(edit);
		assert.ok(document.getText().startsWith("t[2]{id,status,"));
	});
});
