/** Faults of header lines: bracket segments, field lists, keys and colons. */
import { breakLine, cells, type Fault, indent } from "./fault";

/** A whole header and its rows, valid, to be broken in its first line. */
interface Example {
	readonly header: string;
	readonly rows: readonly string[];
}

const INLINE: Example = { header: "items[2]: 1,x", rows: [] };
const TABLE: Example = { header: "items[2]{a,b}:", rows: ["1,x", "2,y"] };
const KEYED: Example = { header: "items[2:]{a,b}:", rows: ["k: 1,x", "l: 2,y"] };
const LIST: Example = { header: "items[2]:", rows: ["- 1", "- x: 2", "  y: 3"] };
const QUOTED: Example = { header: '"the items"[2|]{a|b}:', rows: ["1|x", "2|y"] };
const ALL = [INLINE, TABLE, KEYED, LIST, QUOTED];

/** The header with `from` replaced by `to`, its rows as they were, under any of the examples that have `from`. */
function replaced(
	what: string,
	from: string | RegExp,
	to: readonly string[],
	examples: readonly Example[] = ALL,
): Fault {
	return {
		what: `${what}: ${to.join(" ")}`,
		make: (random) => {
			const { header, rows } = random.pick(
				examples.filter((example) => example.header.replace(from, "") !== example.header),
			);
			return breakLine([header, ...indent(rows)], 0, () => header.replace(from, random.pick(to)));
		},
	};
}

export const malformedBracket: readonly Fault[] = [
	replaced("a length that is none", /2(?=[\]:|])/, ["02", "-2", "+2", "2.0", "two", "#2", " 2", "0x2"]),
	replaced("no length", /2(?=[\]:|])/, [""]),
	replaced("an unknown mark", "[2]", ["[2,]", "[2;]", "[2 ]"]),
	replaced("a mark in the wrong place", "[2:]", ["[2,:]", "[|2:]", "[2|:]", "[2 :]"]),
	replaced("no closing bracket", "]", [""], [INLINE, LIST]),
];

export const malformedFieldList: readonly Fault[] = [
	replaced("no fields", "{a,b}", ["{}", "{ }"]),
	replaced("an empty name", "{a,b}", ["{a,}", "{,b}", "{a,,b}"]),
	replaced("a group without fields or name", "{a,b}", ["{a,b{}}", "{a,{b}}"]),
	replaced("a space before a group", "{a,b}", ["{a {b}}"]),
	replaced("text after a group", "{a,b}", ["{a{b}c}", "{a{b}{c}}"]),
	replaced("a brace that is not closed", "}", [""], [TABLE, KEYED]),
	replaced("a group that is not closed", "{a,b}", ["{a,g{b}"]),
];

export const delimiterMismatch: readonly Fault[] = [
	replaced("fields with another delimiter than the bracket segment", "{a,b}", ["{a|b}", "{a\tb}"]),
	replaced("a bracket segment with another delimiter than the fields", "[2|]", ["[2]", "[2\t]"], [QUOTED]),
];

export const keyedWithoutFields: readonly Fault[] = [replaced("a keyed header without fields", "{a,b}", [""], [KEYED])];

export const textAfterHeader: readonly Fault[] = [
	replaced("text behind a header with fields", /:$/, [": x", ": 1,2", ": []", ":  # note"], [TABLE, KEYED, QUOTED]),
	replaced("text between bracket segment and colon", "]:", ["]x:", "][2]:", "] :"], [INLINE, LIST]),
	replaced("text between bracket segment and field list", "]{", ["] {", "]x{"], [TABLE, KEYED, QUOTED]),
	replaced("text between field list and colon", "}:", ["} :", "}x:"], [TABLE, KEYED, QUOTED]),
];

export const spaceBeforeBracket: readonly Fault[] = [replaced("a space between key and bracket", "[", [" [", "  ["])];

export const headerWithoutColon: readonly Fault[] = [
	replaced("a header without a colon", /:$/, [""], [TABLE, LIST, QUOTED]),
	{ what: "an inline header without a colon", make: () => breakLine(["items[2]: 1,x"], 0, () => "items[2] 1,x") },
];

export const keylessHeader: readonly Fault[] = [
	{
		what: "an array without a key among fields",
		make: (random) => {
			const values = cells(random, 2);
			return breakLine(["a:", "  b: 1", `  k[2]: ${values}`], 2, () => `  [2]: ${values}`);
		},
	},
	{
		what: "a table without a key among fields",
		make: () => breakLine(["a:", "  t[1]{x}:", "    1"], 1, () => "  [1]{x}:"),
	},
	{
		what: "a keyed table without a key among fields",
		make: () => breakLine(["a:", "  t[1:]{x}:", "    k: 1"], 1, () => "  [1:]{x}:"),
	},
	{
		what: "a table without a key as a list item",
		make: () => breakLine(["list[2]:", "  - t[1]{x}:", "      1", "  - 2"], 1, () => "  - [1]{x}:"),
	},
];
