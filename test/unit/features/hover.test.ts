import assert from "node:assert/strict";
import { join } from "node:path";
import type { MarkupContent } from "vscode-languageserver-types";
import { codeLenses } from "../../../server/src/features/codeLens";
import { hover } from "../../../server/src/features/hover";
import { ToonDocument } from "../../../server/src/language";
import { Meter } from "../../../server/src/savings";
import { Counters, type TokenCounter } from "../../../server/src/tokens";
import { RankFiles } from "../../../server/src/workspace/rankFiles";

describe("token counts of parts", () => {
	let counter: TokenCounter;
	before(async () => {
		counter = await new Counters(new RankFiles(join(__dirname, "../../../dist/ranks"))).get("o200k_base");
	});

	/** The hover at the place marked `$0`, as Markdown. */
	function at(marked: string): string | undefined {
		const offset = marked.indexOf("$0");
		const document = new ToonDocument(marked.replace("$0", ""));
		const meter = new Meter(document, counter);
		meter.step();
		const counting = { meter, count: (text: string) => counter.count(text), label: "o200k_base" };
		const answer = hover(document, document.positionAt(offset), counting);
		return (answer?.contents as MarkupContent | undefined)?.value;
	}

	const text = "t[2]{id,name}:\n  1,Ada Lovelace\n  2,Bob\no:\n  a: x\n\nz: 1\n";
	const table = "t[2]{id,name}:\n  1,Ada Lovelace\n  2,Bob";

	it("of a table are those of all its lines", () => {
		const own = counter.count(table);
		const share = ((own / counter.count(text)) * 100).toFixed(1);
		assert.equal(
			at(text.replace("t[", "$0t[")),
			`\`t\` · ${own} tokens (o200k_base), ${share} % of the document · 2 rows`,
		);
	});

	it("of an object end with its last content line", () => {
		const own = counter.count("o:\n  a: x");
		assert.match(at(text.replace("o:", "$0o:")) ?? "", new RegExp(`^\`o\` · ${own} tokens`));
	});

	it("of a column add up its cells", () => {
		const own = counter.count("Ada Lovelace") + counter.count("Bob");
		const answer = `Column 2 · ${own} tokens in 2 cells (o200k_base), ${(own / 2).toFixed(1)} each`;
		assert.equal(at(text.replace("name", "$0name")), answer);
	});

	it("name the column of a cell", () => {
		assert.equal(at(text.replace("Bob", "$0Bob")), "`name` · column 2 of 2 · header in line 1");
		const nested = "t[1]{id,who{first,last}}:\n  1,Ada,$0Love\n";
		assert.equal(at(nested), "`who.last` · column 3 of 3 · header in line 1");
	});

	it("keep strange names as code", () => assert.match(at('$0"a`b\\n<b>": 1\n') ?? "", /^``a`b <b>`` · /));

	for (const nothing of ["$0# note\n", "a: $01\n", "$0\na: 1\n", "$0", "a[2]: 1$0,2\n"]) {
		it(`are not shown at ${JSON.stringify(nothing)}`, () => assert.equal(at(nothing), undefined));
	}

	it("stand above tables and objects as lenses", () => {
		const document = new ToonDocument(text);
		const meter = new Meter(document, counter);
		meter.step();
		const lenses = codeLenses(document, meter).map(({ range, command }) => `${range.start.line} ${command?.title}`);
		assert.deepEqual(lenses, [`0 ${counter.count(table)} tokens`, `3 ${counter.count("o:\n  a: x")} tokens`]);
	});
});
