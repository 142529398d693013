/** What is no error, and still worth a hint. */

import type { Random } from "../../../support/random";
import { type Breakage, breakLine, type Fault } from "./fault";

/** A line with a value in each place a value can have; `@` is the value. */
const PLACES: readonly (readonly string[])[] = [
	["k: @"],
	["a[2]: 1,@"],
	["t[1]{x,y}:", "  @,1"],
	["m[1:]{x}:", "  k: @"],
	["list[1]:", "  - @"],
];

/** The places at the end of a line. */
const LAST_PLACES = PLACES.filter((lines) => lines.some((line) => line.endsWith("@")));

function value(random: Random, plain: string, other: string, places = PLACES): Breakage {
	const lines = random.pick(places);
	const line = lines.findIndex((text) => text.includes("@"));
	return breakLine(
		lines.map((text) => text.replace("@", plain)),
		line,
		(text) => text.replace(plain, other),
	);
}

export const trailingSpace: readonly Fault[] = [
	{
		what: "spaces at the end of a line",
		make: (random) => {
			const lines = ["k: v", "o:", "  a: 1", "t[1]{a,b}:", "  1,x", "list[1]:", "  - 1"];
			return breakLine(lines, random.below(lines.length), (text) => text + random.pick([" ", "   "]));
		},
	},
];

export const needlessQuotes: readonly Fault[] = [
	{ what: "a plain word in quotes", make: (random) => value(random, "plain", '"plain"') },
	{ what: "a plain key in quotes", make: () => breakLine(["plain: 1"], 0, () => '"plain": 1') },
];

export const nonCanonicalNumber: readonly Fault[] = [
	{ what: "a trailing zero", make: (random) => value(random, "1.5", "1.50") },
	{ what: "a needless exponent", make: (random) => value(random, "1000", "1e3") },
	{ what: "a negative zero", make: (random) => value(random, "0", "-0") },
];

export const listCouldBeTable: readonly Fault[] = [
	{
		what: "a list of objects with the same keys",
		make: () => ({
			valid: ["l[2]{a,b}:", "  1,x", "  2,y"],
			broken: ["l[2]:", "  - a: 1", "    b: x", "  - a: 2", "    b: y"],
			line: 0,
		}),
	},
];

export const legacyEmptyArray: readonly Fault[] = [
	{ what: "an empty array as version 3 wrote it", make: () => breakLine(["k: []"], 0, () => "k[0]:") },
];

export const looksLikeJson: readonly Fault[] = [
	{ what: "an array as the value of a key", make: () => breakLine(["k[2]: a,b"], 0, () => "k: [a, b]") },
	{ what: "an object as the value of a key", make: () => breakLine(["k: v"], 0, () => 'k: {"a": 1}') },
	{ what: "an object as an item", make: () => breakLine(["l[1]:", "  - a: 1"], 1, () => '  - {"a": 1}') },
	{ what: "an object in place of its fields", make: () => breakLine(["a: 1"], 0, () => '{"a": 1}') },
	{ what: "a comma behind a field", make: () => breakLine(['"a b": 1'], 0, (text) => `${text},`) },
];

export const looksLikeComment: readonly Fault[] = [
	{ what: "behind a value", make: (random) => value(random, "12", "12 # a dozen", LAST_PLACES) },
	{ what: "of another language", make: (random) => value(random, "true", "true // by default", LAST_PLACES) },
];

export const looksLikeItem: readonly Fault[] = [
	{ what: "a hyphen below a key", make: () => breakLine(["o:", "  a: 1"], 1, () => "  - a: 1") },
	{ what: "a hyphen in front of a row", make: () => breakLine(["t[1]{a,b}:", "  1,2"], 1, () => "  - 1,2") },
];

export const looksLikeValue: readonly Fault[] = [
	{ what: "a URL", make: () => breakLine(["l[1]:", "  - a"], 1, () => "  - https://a.b/c") },
	{ what: "a path", make: () => breakLine(["l[1]:", "  - a"], 1, () => "  - C:\\a\\b") },
	{ what: "a time", make: () => breakLine(["l[1]:", "  - a"], 1, () => "  - 10:30 standup") },
];

export const looksLikeProse: readonly Fault[] = [
	{
		what: "a sentence at the root",
		place: "root",
		make: () => ({ valid: ["a: 1"], broken: ["Here is the data:", "a: 1"], line: 0 }),
	},
];

export const looksLikePath: readonly Fault[] = [
	{
		what: "a key with a dot beside its object",
		place: "root",
		make: () => ({ valid: ["a:", "  b: 1"], broken: ["a.c: 2", "a:", "  b: 1"], line: 0 }),
	},
];
