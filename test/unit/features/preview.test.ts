/** The preview's blocks: their structure, what an edit sends, and rows, orders and searches of tables. */
import assert from "node:assert/strict";
import { encode } from "@toon-format/toon";
import { DEFAULT_STATUS_WORDS, taskStates } from "../../../server/src/convert/taskList";
import { NEVER_CANCELLED } from "../../../server/src/convert/types";
import { BlockBuilder } from "../../../server/src/features/preview/blockBuilder";
import { Sealer } from "../../../server/src/features/preview/sealer";
import type { RowsQuestion } from "../../../server/src/features/preview/types";
import { type JsonValue, ToonDocument } from "../../../server/src/language";
import { forEachCase, Random, SEED } from "../../support/random";
import { randomValue } from "../../support/values";
import { textOf, told, View, viewOf } from "./previewing";

const structures: readonly (readonly [name: string, text: string, seen: readonly string[]])[] = [
	["nothing", "", []],
	["a comment only", "# hello\n", []],
	["a lone scalar", "hello\n", ["p hello"]],
	["scalars", 'a: 1\n"b c": x\n"": 2\n', ["p a: 1", "p b c: x", 'p "": 2']],
	[
		"literals as written",
		"a: 1.50\nb: null\nc: true\nd: 99999999999999999999\n",
		["p a: 1.50", "p b: null", "p c: true", "p d: 99999999999999999999"],
	],
	["members without a heading first", "a:\n  b: 1\nc: 2\n", ["p c: 2", "h2 a", "p b: 1"]],
	[
		"headings down to h6, then lists",
		"a:\n  b:\n    c:\n      d:\n        e:\n          f:\n            g: 1\n",
		["h2 a", "h3 b", "h4 c", "h5 d", "h6 e", "p f:", "li0 g: 1"],
	],
	["a primitive array below its label", "a: 1\nt[2]: x,y\nb: 2\n", ["p a: 1", "p t:", "li0 x", "li0 y", "p b: 2"]],
	["empty values", "a:\nb: []\nc[0]:\n", ["p a: {}", "p b: []", "p c: []"]],
	["a list under its heading", "a[2]:\n  - x\n  - y\n", ["h2 a", "li0 x", "li0 y"]],
	[
		"an object in a list: its first member takes the bullet",
		"a[2]:\n  - b: 1\n    c: 2\n  - d:\n      e: 3\n",
		["h2 a", "li0 b: 1", "li1 c: 2", "li0", "li1 d:", "li2 e: 3"],
	],
	[
		"empty first members",
		"a[3]:\n  - b: []\n    c: 1\n  - d:\n  -\n",
		["h2 a", "li0 b: []", "li1 c: 1", "li0 d: {}", "li0 {}"],
	],
	["a root array", "[2]: 1,2\n", ["li0 1", "li0 2"]],
	[
		"a table",
		"a[2]{id,who{name,from}}:\n  1,Ada,DK\n  2,Bob,UK\n",
		["h2 a", "table id>|who.name|who.from", "row 1|Ada|DK", "row 2|Bob|UK"],
	],
	["a keyed table", "a[2:]{n}:\n  x: 1\n  y: 2\n", ["h2 a", "table key|n>", "row x|1", "row y|2"]],
	[
		"numbers, nothing and null are numeric; quoted numbers are not",
		'a[2]{x,y,z}:\n  1,"1",null\n  null,2,null\n',
		["h2 a", "table x>|y|z", "row 1|1|null", "row null|2|null"],
	],
	[
		"a table in a list",
		"a[1]:\n  - name: n\n    t[1]{x}:\n      1\n    end: e\n",
		["h2 a", "li0 name: n", "li1 t:", "table x>", "row 1", "li1 end: e"],
	],
	["tasks", "a[2]{status,title,p}:\n  Done,Write,1\n  in progress,Test,2\n", ["h2 a", "task x Write", "task _ Test"]],
	[
		"no tasks with an unknown status",
		"a[2]{status,title}:\n  done,Write\n  perhaps,Test\n",
		["h2 a", "table status|title", "row done|Write", "row perhaps|Test"],
	],
	[
		"what is broken is left out",
		"a: 1\nbroken\nt[2]{x,y}:\n  1,2\n  3\nb: 2\n",
		["p a: 1", "p b: 2", "h2 t", "table x>|y>", "row 1|2", "row 3|"],
	],
];

describe("preview: structure", () => {
	for (const [name, text, seen] of structures) {
		it(`shows ${name}`, async () => {
			const view = await viewOf(text);
			assert.deepEqual(told(view.blocks), ["h1 test.toon", ...seen]);
		});
	}

	it("leaves tables of tasks as tables when asked to", async () => {
		const view = await viewOf("a[1]{status,title}:\n  done,Write\n", { taskLists: "never" });
		assert.deepEqual(told(view.blocks).slice(2), ["table status|title", "row done|Write"]);
	});

	it("knows the words for done that the settings give", async () => {
		const view = await viewOf("a[2]{status,title}:\n  fertig,Eins\n  offen,Zwei\n", {
			statusWords: { done: ["fertig"], open: ["offen"] },
		});
		assert.deepEqual(told(view.blocks).slice(2), ["task x Eins", "task _ Zwei"]);
	});

	it("places blocks, items and rows at their lines", async () => {
		const { blocks } = await viewOf("# c\na: 1\n\nb: 2\nt[2]{x}:\n  1\n  # c\n  2\n");
		const lines = blocks.map((block) => {
			const inner = block.kind === "table" ? block.head : block.kind === "heading" ? [] : block.items;
			return [block.kind, block.line, block.lines, ...inner.map(({ line }) => line)];
		});
		assert.deepEqual(lines, [
			["heading", 0, 0],
			["fields", 1, 3, 0, 2],
			["heading", 4, 1],
			["table", 4, 4, 1, 3],
		]);
	});

	it("cuts what is very long", async () => {
		const { blocks } = await viewOf(`a: ${"x".repeat(50_000)}\n`);
		const text = blocks[1]?.kind === "fields" ? blocks[1].items[0]?.text : undefined;
		assert.deepEqual(text, { kind: "cut", text: "x".repeat(20_000), rest: 30_000 });
	});

	it("does not recurse", async () => {
		const depth = 2000;
		const lines = Array.from({ length: depth }, (_, level) => `${"  ".repeat(level)}k:\n`).join("");
		const view = await viewOf(lines);
		assert.equal(told(view.blocks).length, depth + 1);
	});

	it("lists errors, not matters of style", async () => {
		const view = await viewOf('a: "needless"\nb: 1 \nt[2]: 1\n');
		assert.equal(view.last?.problemCount, 1);
		assert.deepEqual(
			view.last?.problems.map(({ code, range }) => [code, range.start.line]),
			[["array-length", 2]],
		);
	});
});

describe("preview: updates", () => {
	const items = Array.from({ length: 120 }, (_, i) => `item${i}:\n  a: ${i}\n  list[2]: x,y\n`).join("");

	it("sends only the block that changed", async () => {
		const view = await viewOf(items);
		const before = view.blocks.length;
		view.edit(61, 5, 5, "7");
		assert.equal(await view.update(), 1);
		assert.equal(view.blocks.length, before);
	});

	it("moves the lines of later blocks without sending them", async () => {
		const view = await viewOf(items);
		view.edit(61, 5, 5, "\n\n  b: 1");
		assert.equal(await view.update(), 1);
		assert.equal(view.last?.splice.shift, 2);
		assert.deepEqual(view.blocks, (await viewOf(view.toon.getText())).blocks);
	});

	it("sends nothing when nothing is seen of an edit", async () => {
		const view = await viewOf("a: 1\n# comment\n");
		view.edit(1, 3, 3, "another ");
		assert.equal(await view.update(), 0);
	});

	it("sends everything to a view whose state is not known", async () => {
		const view = await viewOf(items);
		const other = new View(items);
		other.last = { ...view.last!, revision: 12345 };
		other.blocks = [...view.blocks];
		assert.equal(await other.update(), view.blocks.length);
		assert.deepEqual(other.blocks, view.blocks);
	});

	it("shows what a fresh view shows, whatever was edited", async () => {
		const texts = [items, "a: 1\n", "", "t[2]{x,y}:\n  1,2\n  3,4\n", "- x\n", "[2]: 1,2\n"];
		const view = await viewOf(items);
		let seed = SEED;
		const random = (below: number): number => {
			seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
			return Math.floor((seed / 2 ** 32) * below);
		};
		for (let round = 0; round < 80; round++) {
			if (random(30) === 0) view.replace(texts[random(texts.length)]!);
			else {
				const line = random(view.toon.lineCount);
				const insert = ["x", "\n", ": ", "  ", "- ", '"', "k: v\n", "t[1]{a}:\n  1\n", "# c\n"][random(9)]!;
				view.edit(line, random(6), random(4) === 0 ? 200 : 0, insert);
			}
			await view.update();
			const fresh = await viewOf(view.toon.getText());
			assert.deepEqual(view.blocks, fresh.blocks, `SEED=${SEED} round ${round}`);
			assert.equal(view.revision, fresh.revision);
		}
	});

	it("sends a long document in portions", async () => {
		const view = new View(Array.from({ length: 1500 }, (_, i) => `k${i}:\n  a: 1\n`).join(""));
		assert.equal(await view.update(), 3001);
		const update = await view.preview.update({ title: "test.toon", markdown: {} }, undefined, NEVER_CANCELLED);
		// A heading counts one, a paragraph one and its item.
		assert.equal(update?.splice.blocks.length, 2667);
		assert.equal(update?.more, true);
	});

	it("gives up when it is cancelled, or the document changes under it", async () => {
		const text = Array.from({ length: 60_000 }, (_, i) => `k${i}:\n  a: 1\n`).join("");
		const settings = { title: "", markdown: {} };
		const cancelled = await new View(text).preview.update(settings, undefined, { isCancellationRequested: true });
		assert.equal(cancelled, null);
		const view = new View(text);
		const pending = view.preview.update(settings, undefined, NEVER_CANCELLED);
		view.edit(0, 0, 0, "x");
		assert.equal(await pending, null);
	});
});

describe("preview: rows", () => {
	const table = [
		"t[8]{id,name,score}:",
		"  1,b,10",
		"  2,A,9",
		'  3,"10",-2.5',
		"  4,c,null",
		'  5,"",1e3',
		"  6,a,10",
		"  7,2,x",
		'  8,"B, b",0',
		"",
	].join("\n");

	const ask = async (view: View, question: Partial<RowsQuestion>, column = 0): Promise<readonly string[]> => {
		const block = view.blocks.findIndex(({ kind }) => kind === "table");
		const whole = { revision: view.revision, block, start: 0, count: 1000, ...question };
		const result = await view.preview.rows(whole, NEVER_CANCELLED);
		assert.ok(result);
		return result.rows.map(({ cells }) => textOf(cells[column]));
	};

	const orders: readonly (readonly [column: number, descending: boolean, ids: string])[] = [
		[0, true, "8 7 6 5 4 3 2 1"],
		[1, false, "7 3 2 6 1 8 4 5"],
		[1, true, "4 8 1 2 6 3 7 5"],
		[2, false, "3 8 2 1 6 5 7 4"],
		[2, true, "7 5 1 6 2 8 3 4"],
	];
	for (const [column, descending, ids] of orders) {
		it(`sorts column ${column} ${descending ? "descending" : "ascending"}: numbers, text in any case, nothing last`, async () => {
			const view = await viewOf(table);
			assert.deepEqual((await ask(view, { order: { column, descending } })).join(" "), ids);
		});
	}

	it("sends the rows that are asked for", async () => {
		const rows = Array.from({ length: 5000 }, (_, i) => `  ${i},${i % 7}\n`).join("");
		const view = await viewOf(`t[5000]{a,b}:\n${rows}`);
		assert.deepEqual(await ask(view, { start: 4990, count: 3 }), ["4990", "4991", "4992"]);
		assert.deepEqual(await ask(view, { start: 4999, count: 100 }), ["4999"]);
		assert.deepEqual(await ask(view, { start: 7000 }), []);
		assert.equal((await ask(view, { count: 5000 })).length, 1000);
		const order = { column: 1, descending: true };
		assert.deepEqual(await ask(view, { start: 0, count: 3, order }), ["6", "13", "20"]);
		assert.deepEqual(await ask(view, { start: 1, count: 2, order, filter: "499" }), ["4990", "4997"]);
	});

	it("filters by what is shown, in any case and order", async () => {
		const view = await viewOf(table);
		assert.deepEqual(await ask(view, { filter: "b" }), ["1", "8"]);
		assert.deepEqual(await ask(view, { filter: "B", order: { column: 0, descending: true } }), ["8", "1"]);
		assert.deepEqual(await ask(view, { filter: "B, b" }), ["8"]);
		assert.deepEqual(await ask(view, { filter: '"' }), []);
	});

	it("answers for the present revision only", async () => {
		const view = await viewOf(table);
		const question = { revision: view.revision, block: 2, start: 0, count: 1 };
		assert.ok(await view.preview.rows(question, NEVER_CANCELLED));
		assert.equal(await view.preview.rows({ ...question, revision: 1 }, NEVER_CANCELLED), null);
		assert.equal(await view.preview.rows({ ...question, block: 1 }, NEVER_CANCELLED), null);
		view.edit(1, 2, 2, "9");
		assert.equal(await view.preview.rows(question, NEVER_CANCELLED), null);
		await view.update();
		assert.ok(await view.preview.rows({ ...question, revision: view.revision }, NEVER_CANCELLED));
	});

	it("reads the keys of keyed tables, and leaves comments between rows alone", async () => {
		const view = await viewOf("t[3:]{n}:\n  c: 1\n  # note\n  a: 2\n  b: 3\n");
		assert.deepEqual(await ask(view, { order: { column: 0, descending: false } }), ["a", "b", "c"]);
		assert.deepEqual(await ask(view, { start: 1, count: 1 }), ["a"]);
	});
});

describe("preview: search", () => {
	const text =
		'red: Apple\nt[3]{id,name}:\n  1,apple\n  2,pear\n  3,"Pineapple, ripe"\nlist[2]: fig,APPLE\napple:\n  x: 1\n';

	const find = async (view: View, query: string, orders?: readonly { block: number; column: number }[]) => {
		const asked = orders?.map(({ block, column }) => ({ block, order: { column, descending: true } }));
		const question = { revision: view.revision, query, ...(asked && { orders: asked }) };
		const result = await view.preview.search(question, NEVER_CANCELLED);
		assert.ok(result);
		return result;
	};

	it("finds text in headings, scalars, lists and tables", async () => {
		const view = await viewOf(text);
		const { total, matches } = await find(view, "apple");
		const places = matches.map(({ block, places }) => [view.blocks[block]?.kind, ...places]);
		assert.equal(total, 5);
		assert.deepEqual(places, [
			["fields", 0],
			["list", 1],
			["table", 0, 2],
			["heading", 0],
		]);
	});

	it("counts in the order that is shown", async () => {
		const view = await viewOf(text);
		const block = view.blocks.findIndex(({ kind }) => kind === "table");
		const { matches } = await find(view, "pear", [{ block, column: 0 }]);
		assert.deepEqual(matches, [{ block, places: [1], count: 1 }]);
		assert.deepEqual((await find(view, "3", [{ block, column: 0 }])).matches[0]?.places, [0]);
	});

	it("takes the text as it is, and finds the headers of tables", async () => {
		const view = await viewOf('t[1]{"a.b",c}:\n  (x,"[y]"\n');
		for (const [query, total] of [
			["a.b", 1],
			["a?b", 0],
			["(x", 1],
			["[y]", 1],
			["\\", 0],
			["", 0],
		] as const) {
			assert.equal((await find(view, query)).total, total, query);
		}
		assert.deepEqual((await find(view, "a.b")).matches[0]?.places, [-1]);
	});

	it("tells at most 10,000 places and counts all", async () => {
		const rows = Array.from({ length: 12_000 }, (_, i) => `  ${i}x\n`).join("");
		const view = await viewOf(`t[12000]{a}:\n${rows}`);
		const { total, matches } = await find(view, "x");
		assert.equal(total, 12_000);
		assert.equal(matches.flatMap(({ places }) => places).length, 10_000);
	});
});

describe("preview: any document", () => {
	it("is the same visited in stretches as at once", async () => {
		for (let round = 0; round < 8; round++) {
			const random = new Random(SEED + round);
			const values: Record<string, JsonValue> = {};
			while (Object.keys(values).length < 400) values[`k${random.bits()}`] = randomValue(random);
			const text = encode(round % 2 === 0 ? values : Object.values(values));
			const builder = new BlockBuilder("test.toon", taskStates(DEFAULT_STATUS_WORDS), new Sealer());
			const toon = new ToonDocument(text);
			assert.ok(toon.lineCount > 2000, "there is more than one stretch");
			toon.walk(builder);
			const { blocks } = await viewOf(text);
			assert.deepEqual(blocks, builder.blocks, `SEED=${SEED} round ${round}`);
		}
	});

	it("is shown, sorted and searched without an error", async () => {
		const texts: string[] = [];
		forEachCase(60, (random) => texts.push(encode(randomValue(random))));
		for (const text of texts) {
			const view = await viewOf(text);
			const known = view.blocks.length;
			for (let block = 0; block < known; block++) {
				const { kind } = view.blocks[block]!;
				if (kind !== "table") continue;
				const question = { revision: view.revision, block, start: 0, count: 10 };
				const rows = await view.preview.rows({ ...question, order: { column: 0, descending: true } }, NEVER_CANCELLED);
				assert.ok(rows);
			}
			assert.ok(await view.preview.search({ revision: view.revision, query: "a" }, NEVER_CANCELLED));
		}
	});
});
