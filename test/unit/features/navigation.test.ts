/** Moving about in a document: folding, selections, definition, references, rename, links, paths. */
import assert from "node:assert/strict";
import type { SelectionRange } from "vscode-languageserver-types";
import { findLinks } from "../../../server/src/features/documentLinks";
import { foldingRanges } from "../../../server/src/features/foldingRanges";
import { findRow, formatSteps, pathAt } from "../../../server/src/features/paths";
import { definition, documentHighlights, references } from "../../../server/src/features/references";
import { prepareRename, rename } from "../../../server/src/features/rename";
import { selectionRanges } from "../../../server/src/features/selectionRanges";
import { signatureHelp } from "../../../server/src/features/signatureHelp";
import { symbolsMatching } from "../../../server/src/features/workspaceSymbols";
import { type Range, ToonDocument } from "../../../server/src/language";
import { applied, marked } from "../../support/cursors";

const tasks = "tasks[2]{id,who{first,last},n}:\n  T-1,Ada,Love,1\n  T-2,Bob,Lee,2\nz: 1\n";
const list = "l[2]:\n  - id: 1\n    m:\n      x: 1\n  - id: 2\n    m:\n      x: 2\n    t[1]{a,b}:\n      1,2\n";

describe("folding", () => {
	for (const [what, text, expected] of [
		["tables, without the line behind", tasks, ["0-2"]],
		["items and what is inside", list, ["0-8", "1-3", "2-3", "4-8", "5-6", "7-8"]],
		["comments", "# a\n# b\nx: 1\n# c\n", ["0-1 comment"]],
		["regions", "# region A\na: 1\n# endregion\n", ["0-2 region"]],
		["an item whose first field opens a table once", "l[1]:\n  - t[1]{a}:\n      1\n    b: 2\n", ["0-3", "1-3"]],
		["blocks without their blank lines behind", "a:\n  b: 1\n\n\nc: 1\n", ["0-1"]],
		["broken documents", "a:\n  b\n  c: 1\nd:\n  e: 1\n", ["0-2", "3-4"]],
	] as const) {
		it(`folds ${what}`, () => {
			const ranges = foldingRanges(new ToonDocument(text));
			assert.deepEqual(
				ranges.map(({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind === undefined ? "" : ` ${kind}`}`),
				expected,
			);
		});
	}
});

describe("growing selections", () => {
	const grown = (text: string): string[] => {
		const { document, position } = marked(text);
		const found: string[] = [];
		let range: SelectionRange | undefined = selectionRanges(document, [position])[0];
		for (; range !== undefined; range = range.parent) found.push(document.getText(range.range));
		return found;
	};

	it("go from the cell over the row and the rows to the table", () =>
		assert.deepEqual(grown("a: 1\nt[2]{x,y}:\n  1,f$0oo\n  2,b\n"), [
			"foo",
			"1,foo",
			"  1,foo",
			"  1,foo\n  2,b",
			"t[2]{x,y}:\n  1,foo\n  2,b",
			"a: 1\nt[2]{x,y}:\n  1,foo\n  2,b\n",
		]));
	it("begin inside the quotes", () =>
		assert.deepEqual(grown('a: "b $0c"\n').slice(0, 3), ["b c", '"b c"', 'a: "b c"']));
	it("hold an item together", () =>
		assert.ok(
			grown(list.replace("x: 2", "$0x: 2")).includes("  - id: 2\n    m:\n      x: 2\n    t[1]{a,b}:\n      1,2"),
		));
});

describe("definition and references", () => {
	const shown = (text: string, ranges: readonly Range[]): string[] => {
		const { document } = marked(text);
		return ranges.map((range) => `${range.start.line}:${document.getText(range)}`);
	};

	for (const [what, text, expected] of [
		["a cell leads to its field", tasks.replace("Lee", "L$0ee"), "0:last"],
		["a field leads to its first cell", tasks.replace("last", "la$0st"), "1:Love"],
		["a key of an item leads to that of the first item", list.replace("id: 2", "i$0d: 2"), "1:id"],
		["a key inside an item, too", list.replace("x: 2", "$0x: 2"), "3:x"],
	] as const) {
		it(what, () => {
			const { document, position } = marked(text);
			const found = definition(document, "u", position);
			assert.deepEqual(shown(text, found ? [found.range] : []), [expected]);
		});
	}

	for (const [what, text, expected] of [
		["of a column", tasks.replace("first", "fi$0rst"), ["0:first", "1:Ada", "2:Bob"]],
		["of a group", tasks.replace("who", "wh$0o"), ["0:who"]],
		["of a key in a list", list.replace("id: 2", "i$0d: 2"), ["1:id", "4:id"]],
		["of a key that stands once", tasks.replace("z:", "z$0:"), ["3:z"]],
		["of nothing in a comment", "# a$0: 1\n", []],
	] as const) {
		it(`finds the occurrences ${what}`, () => {
			const { document, position } = marked(text);
			const ranges = references(document, "u", position, true).map(({ range }) => range);
			assert.deepEqual(shown(text, ranges), expected);
			assert.equal(documentHighlights(document, position).length, expected.length);
		});
	}
});

describe("rename", () => {
	for (const [what, text, name, expected] of [
		["a column from its cell", "t[1]{a,b}:\n  1,$02\n", "x", "t[1]{a,x}:\n  1,2\n"],
		["a group", "t[1]{a{b},c}:\n  1,2\n".replace("a{", "$0a{"), "x y", 't[1]{"x y"{b},c}:\n  1,2\n'],
		["a key in all items", "l[2]:\n  - $0id: 1\n  - id: 2\n    x: 1\n", "n", "l[2]:\n  - n: 1\n  - n: 2\n    x: 1\n"],
		["a key of a header", "$0a[1]: 1\n", "b", "b[1]: 1\n"],
		["an entry key", "t[2:]{a,b}:\n  $0k: 1,2\n  m: 3,4\n", "n", "t[2:]{a,b}:\n  n: 1,2\n  m: 3,4\n"],
		["to the empty key", "$0a: 1\n", "", '"": 1\n'],
		["while there are errors", "b\n$0a: 1\n", "c", "b\nc: 1\n"],
	] as const) {
		it(`gives another name to ${what}`, () => {
			const { document, position } = marked(text);
			const result = rename(document, position, name);
			assert.ok("edits" in result, JSON.stringify(result));
			assert.equal(applied(document, result.edits), expected);
		});
	}

	for (const [what, text, name, reason] of [
		["a name that stands beside it", "a: 1\n$0b: 2\n", "a", /"a" stands beside it already, in line 1/],
		["a name that another item has", "l[2]:\n  - $0a: 1\n  - a: 1\n    b: 2\n", "b", /in line 4/],
		["a field of the same group", "t[1]{a,b{a,c}}:\n  1,2,$03\n", "a", /in line 1/],
		["nothing to rename", "# $0x\n", "a", /no key and no column/],
		["half a character", "$0a: 1\n", "\ud800", /surrogate/],
	] as const) {
		it(`refuses ${what}`, () => {
			const { document, position } = marked(text);
			const result = rename(document, position, name);
			assert.match("reason" in result ? result.reason : "renamed", reason);
		});
	}

	it("asks for the name of the column on a cell", () => {
		const { document, position } = marked("t[1]{a,b}:\n  1,$02\n");
		const place = prepareRename(document, position);
		assert.equal("placeholder" in place && place.placeholder, "b");
	});
	it("allows a name that another group has", () => {
		const { document, position } = marked("t[1]{a,b{x,c}}:\n  1,2,$03\n");
		assert.ok("edits" in rename(document, position, "a"));
	});
});

describe("paths", () => {
	for (const [text, pointer, javascript, jq] of [
		["a:\n  b$0: 1\n", "/a/b", "a.b", ".a.b"],
		[tasks.replace("Lee", "L$0ee"), "/tasks/1/who/last", "tasks[1].who.last", ".tasks[1].who.last"],
		[list.replace("x: 2", "x: $02"), "/l/1/m/x", "l[1].m.x", ".l[1].m.x"],
		[list.replace("  1,2", "  1,$02"), "/l/1/t/0/b", "l[1].t[0].b", ".l[1].t[0].b"],
		[list.replace("- id: 2", "$0- id: 2"), "/l/1", "l[1]", ".l[1]"],
		[list.replace("id: 2", "id: $02"), "/l/1/id", "l[1].id", ".l[1].id"],
		['"a/b~":\n  "x y"[2]: 1,$02\n', "/a~1b~0/x y/1", '["a/b~"]["x y"][1]', '.["a/b~"]["x y"][1]'],
		["[2]:\n  - 1\n  - $02\n", "/1", "[1]", ".[1]"],
		["t[1:]{a,b}:\n  k: 1,$02\n", "/t/k/b", "t.k.b", ".t.k.b"],
		["$042\n", "", "", "."],
	] as const) {
		it(`lead to ${pointer || "the root"}`, () => {
			const { document, position } = marked(text);
			const steps = pathAt(document, position);
			assert.ok(steps);
			assert.deepEqual(
				(["pointer", "javascript", "jq"] as const).map((style) => formatSteps(steps, style)),
				[pointer, javascript, jq],
			);
		});
	}
	it("lead nowhere from a comment", () => {
		const { document, position } = marked("# $0x\n");
		assert.equal(pathAt(document, position), undefined);
	});

	for (const [wanted, expected] of [
		["2", "T-2,Bob,Lee,2"],
		["T-1", "T-1,Ada,Love,1"],
		["7", null],
	] as const) {
		it(`find row ${wanted}`, () => {
			const { document, position } = marked(`$0${tasks}`);
			const range = findRow(document, position, wanted);
			assert.equal(range ? document.getText(range) : range, expected);
		});
	}
	it("find an entry row by its key", () => {
		const { document, position } = marked("$0a: 1\nt[2:]{a,b}:\n  k: 1,2\n  m: 3,4\n");
		const range = findRow(document, position, "m");
		assert.equal(range && document.getText(range), "m: 3,4");
	});
});

describe("links", () => {
	const found = (text: string): string[] => {
		const document = new ToonDocument(text);
		return findLinks(document).map(({ target, range }) => {
			assert.equal(document.getText(range), "url" in target ? target.url : target.path);
			return "url" in target ? target.url : `file ${target.path}`;
		});
	};

	for (const [text, expected] of [
		["a: https://example.com/a:b\n", ["https://example.com/a:b"]],
		["# see https://example.com/x.\n", ["https://example.com/x"]],
		['a: "(https://example.com/x), (y)"\n', ["https://example.com/x"]],
		["t[1]{a,b}:\n  ./b.md,https://a.example/x\n", ["file ./b.md", "https://a.example/x"]],
		['a: "docs/x.md"\nb: src/auth.py\nc: 1.5\nd: v1.2.3\n', ["file docs/x.md", "file src/auth.py"]],
	] as const) {
		it(`are found in ${JSON.stringify(text)}`, () => assert.deepEqual(found(text), expected));
	}
});

describe("symbols of the workspace", () => {
	it("are found by letters in their order, with their container", () => {
		const symbols = symbolsMatching(new ToonDocument("server:\n  hostName: x\n  port: 1\n"), "u", "hna", 10);
		assert.deepEqual(
			symbols.map(({ name, containerName }) => [name, containerName]),
			[["hostName", "server"]],
		);
	});
	it("are no more than asked for", () =>
		assert.equal(symbolsMatching(new ToonDocument("a: 1\nb: 1\n"), "u", "", 1).length, 1));
});

describe("signature help", () => {
	const shown = (text: string) => {
		const { document, position } = marked(text);
		return signatureHelp(document, position);
	};

	it("names the column with its type and examples", () => {
		const help = shown("t[3]{id,state}:\n  1,done\n  2,$0\n  3,null\n");
		assert.equal(help?.activeParameter, 1);
		const [signature] = help?.signatures ?? [];
		assert.equal(signature?.label, "id, state");
		assert.deepEqual(signature?.parameters?.[1]?.label, [4, 9]);
		const documentation = signature?.parameters?.[1]?.documentation;
		assert.equal(
			typeof documentation === "object" && documentation.value,
			"Column 2 of 2: string or null, as `done`, `null`",
		);
	});
	it("says when there are too many cells", () =>
		assert.match(JSON.stringify(shown("t[1]{a,b}:\n  1,2,$03\n")), /has 2 columns; this is cell 3/));
	it("is not shown outside of rows", () => assert.equal(shown("a: $01\n"), undefined));
});
