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

function value(random: Random, plain: string, other: string): Breakage {
	const lines = random.pick(PLACES);
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
