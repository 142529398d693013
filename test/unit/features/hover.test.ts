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
	async function at(marked: string): Promise<string | undefined> {
		const offset = marked.indexOf("$0");
		const document = new ToonDocument(marked.replace("$0", ""));
		const meter = new Meter(document, counter);
		meter.step();
		const counting = {
			meter,
			counter,
			label: "o200k_base",
			baseline: "json-compact" as const,
			firstLine: 0,
			pause: async () => true,
		};
		const answer = await hover(document, document.positionAt(offset), counting);
		return (answer?.contents as MarkupContent | undefined)?.value;
	}

	const text = "t[2]{id,name}:\n  1,Ada Lovelace\n  2,Bob\no:\n  a: x\n\nz: 1\n";
	const table = "t[2]{id,name}:\n  1,Ada Lovelace\n  2,Bob";

	it("of a table are those of all its lines, beside JSON", async () => {
		const own = counter.count(`${table}\n`);
		const share = ((own / counter.count(text)) * 100).toFixed(1);
		const answer = (await at(text.replace("t[", "$0t["))) ?? "";
		assert.ok(answer.startsWith(`\`t\` · 2 rows · ${own} tokens (o200k_base), ${share} % of the document · `), answer);
		assert.match(answer, /(fewer than|more than|as many as) compact JSON \(\d+\)$/);
	});

	it("of the only key are those of the document, but for the braces of the root", async () => {
		const whole = "all:\n  t[2]{id,name}:\n    1,Ada Lovelace\n    2,Bob\n";
		const json = counter.count(JSON.stringify(new ToonDocument(whole).decode()));
		const answer = (await at(`$0${whole}`)) ?? "";
		assert.ok(answer.startsWith(`\`all\` · ${counter.count(whole)} tokens (o200k_base), 100.0 % of the document`));
		const asJson = Number(/than compact JSON \((\d+)\)$/.exec(answer)?.[1]);
		assert.ok(json - 2 <= asJson && asJson <= json, `${asJson} of ${json}`);
	});

	it("of an object end with its last content line", async () => {
		const own = counter.count("o:\n  a: x\n");
		assert.match((await at(text.replace("o:", "$0o:"))) ?? "", new RegExp(`^\`o\` · ${own} tokens`));
	});

	it("of a column are what its rows would have fewer without it", async () => {
		const rows = ["  1,Ada Lovelace\n", "  2,Bob\n"];
		const without = ["  1\n", "  2\n"];
		const cost = rows.reduce((sum, row, index) => sum + counter.count(row) - counter.count(without[index] ?? ""), 0);
		const answer = `Column 2 · ${cost} tokens (o200k_base) more than without it, ${(cost / 2).toFixed(1)} a row`;
		assert.equal(await at(text.replace("name", "$0name")), answer);
	});

	it("name the column of a cell", async () => {
		assert.equal(await at(text.replace("Bob", "$0Bob")), "`name` · column 2 of 2 · header in line 1");
		const nested = "t[1]{id,who{first,last}}:\n  1,Ada,$0Love\n";
		assert.equal(await at(nested), "`who.last` · column 3 of 3 · header in line 1");
	});

	it("keep strange names as code", async () => assert.match((await at('$0"a`b\\n<b>": 1\n')) ?? "", /^``a`b <b>`` · /));

	for (const nothing of ["$0# note\n", "a: $01\n", "$0\na: 1\n", "$0", "a[2]: 1$0,2\n"]) {
		it(`are not shown at ${JSON.stringify(nothing)}`, async () => assert.equal(await at(nothing), undefined));
	}

	it("stand above tables and objects as lenses", () => {
		const document = new ToonDocument(text);
		const meter = new Meter(document, counter);
		meter.step();
		const shown = (baseline: "json-compact" | "json", mark: "~" | "" = ""): string[] =>
			codeLenses(document, meter, { baseline, mark }).map(
				({ range, command }) => `${range.start.line} ${command?.title}`,
			);
		const share = (first: number, last: number) => meter.linesShare(first, last);
		const change = (own: number, other: number | null, name: string): string => {
			const percent = Math.round(((other! - own) / other!) * 100);
			if (own === other) return `as many as ${name}`;
			return `${Math.abs(percent)} % ${percent > 0 ? "fewer" : "more"} than ${name}`;
		};
		const [own, object] = [share(0, 2), share(3, 4)];
		assert.deepEqual(shown("json-compact"), [
			`0 2 rows × 2 columns · ${own.toon} tokens · ${change(own.toon, own.jsonCompact, "compact JSON")}`,
			`3 ${object.toon} tokens · ${change(object.toon, object.jsonCompact, "compact JSON")}`,
		]);
		assert.match(shown("json", "~")[0]!, /^0 2 rows × 2 columns · ~\d+ tokens · \d+ % fewer than JSON$/);
	});
});
