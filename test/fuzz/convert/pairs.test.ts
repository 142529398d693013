/** Every pair of formats on what was made by hand and broken at random: converted, or refused in words, and never more. */
import assert from "node:assert/strict";
import { encode } from "@toon-format/toon";
import { convertOnce } from "../../../server/src/convert/convertOnce";
import { FORMATS, type Format } from "../../../server/src/convert/formats";
import { ConversionError } from "../../../server/src/convert/types";
import { ToonDocument } from "../../../server/src/language/index";
import { forEachCase, type Random } from "../../support/random";
import { randomTable, randomValue } from "../../support/values";
import { hostileStrings } from "./hostile";

const readable = FORMATS.filter((format) => format !== "html");

/** Parts that some format gives a meaning to, and what is odd in all of them. */
const parts = [
	...["\n", "\r", "\r\n", "\t", " ", "  ", "\0", "\u2028", "\uFEFF", "\u0085", "\ud800", "é", "𝒳"],
	...[
		"# ",
		"#\r",
		"# a\rb\n",
		"- ",
		"> ",
		"```\n",
		"~~~\n",
		"---\n",
		"...\n",
		"%YAML 1.1\n---\n",
		"| a | b |\n|---|---|\n| 1 |\n",
	],
	...["**a*b", "~~a", "[a](", "`", "<!-- ", "-->", "<br>", "&#0;", "&amp;", "![", "[^1]: ", "[x]: y\n", "\\"],
	...[
		'"',
		'""',
		"'",
		",",
		";",
		"|",
		":",
		": ",
		"{",
		"}",
		"[",
		"]",
		"[2]{a,b}:\n  1,2\n",
		"[2:]{a}:\n  x: 1\n",
		"a[1]: ",
		"- [1]:\n",
	],
	...[
		"&a ",
		"*a",
		"<<: *a\n",
		"!!omap\n",
		"!!set\n",
		"!!pairs\n",
		"!!binary ",
		"!!int ",
		"!!float ",
		"? ",
		"|2-\n",
		">+\n",
		"!<x> ",
	],
	...[
		"0x_1",
		"0b2",
		"0o8",
		"-0x1F",
		"1_000",
		"190:20:30",
		".inf",
		"-.nan",
		".",
		"1e999",
		"-0",
		"00",
		"1E5",
		`0x${"f".repeat(300)}`,
	],
	...[
		"null",
		"true",
		"yes",
		"~",
		"sep=;\n",
		"a,a,a\n",
		"//x\n",
		"/*",
		'{"a":',
		"[1,",
		"a: 1\n",
		"a:\n  b: 2\n",
		"__proto__: ",
	],
];

function hostileText(random: Random): string {
	return random.times(random.between(1, 14), () => random.pick(random.chance(0.9) ? parts : hostileStrings)).join("");
}

/** A text of a format, with a part put in, taken out or doubled. */
function damagedText(from: Format, random: Random): string {
	const value = random.chance(0.5) ? randomTable(random) : randomValue(random, 4);
	let text = encode(value);
	try {
		text = convertOnce({ text, to: from }).text;
	} catch (error) {
		if (!(error instanceof ConversionError)) throw error;
	}
	const at = random.below(text.length + 1);
	const end = Math.min(text.length, at + random.below(6));
	return random.pick([
		text.slice(0, at) + random.pick(parts) + text.slice(random.chance(0.5) ? at : end),
		text.slice(0, at) + text.slice(end),
		text.slice(0, at),
		text.slice(0, end) + text.slice(at),
	]);
}

function check(text: string, from: Format, to: Format): void {
	try {
		const {
			text: result,
			warnings,
			lineMap,
		} = convertOnce({
			text,
			from,
			to,
			options: { source: "x.toon", csv: { text: text.length % 5 === 0 }, ...(from !== "toon" && { strict: true }) },
		});
		assert.equal(typeof result, "string");
		for (const { message } of warnings) assert.match(message, /\.$/);
		if (to === "toon") assert.equal(new ToonDocument(result, { indentSize: 2 }).hasErrors, false, result);
		if (lineMap !== undefined) {
			const lines = text.split(/\r\n|\n|\r/).length;
			for (const line of lineMap) assert.ok(line >= 0 && line < lines, `line ${line} of ${lines}`);
		}
	} catch (error) {
		if (error instanceof ConversionError) {
			assert.match(error.message, /\S/);
			return;
		}
		const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
		throw new Error(`${from} to ${to}: ${JSON.stringify(text)}\n${why}`);
	}
}

describe("fuzz: every pair of formats", function () {
	this.timeout(300_000);

	for (const from of readable) {
		it(`${from}: what is hostile or damaged`, () => {
			forEachCase(150, (random) => {
				const text = random.chance(0.5) ? hostileText(random) : damagedText(from, random);
				for (const to of FORMATS) check(text, from, to);
			});
		});
	}
});
