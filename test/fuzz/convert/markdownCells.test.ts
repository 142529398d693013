/** Markdown that is written, read by another parser: every cell, key and value comes back as it was. */
import assert from "node:assert/strict";
import { encode } from "@toon-format/toon";
import type { Token, Tokens } from "marked";
import { convertOnce, type MarkdownOptions } from "../../../server/src/convert/index";
import type { JsonValue } from "../../../server/src/language/index";
import { forEachCase, type Random } from "../../support/random";
import { randomString, randomValue } from "../../support/values";
import { hostileStrings } from "./hostile";
import { blocksOf, cellsOf, livePartsOf, visibleText } from "./rendered";

function markdownOf(value: unknown, markdown: MarkdownOptions = {}): string {
	const text = encode(value);
	const { text: result } = convertOnce({ text, to: "markdown", options: { markdown } });
	assert.deepEqual(livePartsOf(result), [], result);
	return result;
}

/** What Markdown can show of a string: it has one kind of line break, and no NUL. */
const shown = (text: string): string => text.replace(/\r\n|\r/g, "\n").replaceAll("\0", "\uFFFD");

const anyString = (random: Random): string => (random.chance(0.5) ? random.pick(hostileStrings) : randomString(random));

const blocks = (value: unknown, options?: MarkdownOptions): Token[] => blocksOf(markdownOf(value, options)).slice(1);

/** The text of a paragraph after its key in bold. */
function labelledText(token: Token): readonly [key: string, value: string] {
	const [label, ...rest] = (token as Tokens.Paragraph).tokens;
	const text = visibleText(rest);
	return [visibleText([label!]).slice(0, -1), text.replace(/^ /, "")];
}

const label = (key: string): string => (key === "" ? '""' : shown(key));

describe("fuzz: Markdown gives back", function () {
	this.timeout(20_000);

	it("every hostile string, as a cell", () => {
		const table = blocks({ t: hostileStrings.map((text, index) => ({ text, index })) })[1] as Tokens.Table;
		assert.deepEqual(cellsOf(table), [
			["text", "index"],
			...hostileStrings.map((text, index) => [shown(text), String(index)]),
		]);
	});

	it("every hostile string, as a column, an entry key, a value, an item and a key", () => {
		for (const text of hostileStrings) {
			const [, table, , keyed, value, , items] = blocks({
				a: [{ [text]: 1, other: 2 }],
				b: { [text]: { x: 1 }, [`z${text}`]: { x: 2 } },
			}).concat(blocks({ v: text, items: [text, "x"] })) as [
				Token,
				Tokens.Table,
				Token,
				Tokens.Table,
				Token,
				Token,
				Tokens.List,
			];
			assert.deepEqual(cellsOf(table)[0], [shown(text), "other"], text);
			assert.deepEqual(
				cellsOf(keyed).map(([key]) => key),
				["key", shown(text), shown(`z${text}`)],
				text,
			);
			assert.deepEqual(labelledText(value), ["v", shown(text)], text);
			assert.deepEqual(
				items.items.map(({ tokens }) => visibleText(tokens)),
				[shown(text), "x"],
				text,
			);
			const [own] = blocks({ [text]: 1 });
			assert.deepEqual(labelledText(own!), [label(text), "1"], text);
		}
	});

	it("random tables", () => {
		forEachCase(300, (random) => {
			const names = [...new Set(random.times(random.between(1, 5), () => anyString(random)))];
			const rows = random.times(random.between(1, 8), () => names.map(() => anyString(random)));
			const value = { t: rows.map((row) => Object.fromEntries(names.map((name, i) => [`${name}.`, row[i]]))) };
			const table = blocks(value, { taskLists: "never" })[1] as Tokens.Table;
			const expected = [names.map((name) => `${name}.`), ...rows].map((row) => row.map(shown));
			assert.deepEqual(cellsOf(table), expected, JSON.stringify(value));
		});
	});

	it("random task lists", () => {
		forEachCase(200, (random) => {
			const tasks = random.times(random.between(1, 6), () => ({
				title: `${anyString(random)}.`,
				status: random.pick(["done", "open", "in progress"]),
				note: anyString(random),
			}));
			const list = blocks({ tasks })[1] as Tokens.List;
			const items = list.items.map(({ checked, tokens }) => [checked, visibleText(tokens)]);
			const expected = tasks.map(({ title, status, note }) => [
				status === "done",
				shown(`${title} (${status === "in progress" ? "status: in progress, " : ""}note: ${note})`),
			]);
			assert.deepEqual(items, expected, JSON.stringify(tasks));
		});
	});

	it("every string of random values", () => {
		forEachCase(300, (random) => {
			const value = random.chance(0.5) ? randomValue(random) : [randomValue(random), random.pick(hostileStrings)];
			const text = allText(blocks(value));
			for (const string of stringsOf(value))
				assert.ok(text.includes(shown(string)), `${JSON.stringify(string)} in ${text}`);
		});
	});
});

/** The texts of all blocks, however deep, each on lines of its own. */
function allText(tokens: readonly Token[]): string {
	return tokens
		.map((token) => {
			if (token.type === "table")
				return cellsOf(token as Tokens.Table)
					.flat()
					.join("\n");
			if (token.type === "list") return (token as Tokens.List).items.map((item) => allText(item.tokens)).join("\n");
			return visibleText([token]);
		})
		.join("\n");
}

/** All strings of a value, keys not counted. */
function stringsOf(value: JsonValue): string[] {
	if (typeof value === "string") return [value];
	return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}
