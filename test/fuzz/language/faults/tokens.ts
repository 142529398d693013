/** Faults of quoted tokens, colons and scalar lines. */
import { breakLine, type Fault, indent } from "./fault";

/** Every place where a token can stand; `@` is the token. */
const PLACES: readonly (readonly string[])[] = [
	["k: @"],
	["a[3]: 1,@,x"],
	["a[2|]: @|1"],
	["t[2]{x,y}:", "  1,@", "  2,b"],
	["t[2]{x,y}:", "  1,a", "  @,b"],
	["m[2:]{x,y}:", "  k: 1,@", "  l: 2,b"],
	["list[2]:", "  - @", "  - 2"],
	["list[1]:", "  - [2]: @,1"],
	["list[1]:", "  - k: @", "    l: 1"],
	["@: 1"],
	["@:", "  a: 1"],
	["@[2]: 1,2"],
	["@[1]{x}:", "  1"],
	["m[1:]{x}:", "  @: 1"],
	["t[1]{@,y}:", "  1,2"],
	["t[1]{y,@{z}}:", "  1,2"],
	["list[1]:", "  - @: 1"],
];

/** A quoted token in any of the places, and what it is broken to. */
function brokenToken(what: string, valid: string, broken: readonly string[], places = PLACES): Fault {
	return {
		what: `${what}: ${broken.join(" ")}`,
		make: (random) => {
			const lines = random.pick(places);
			const line = lines.findIndex((text) => text.includes("@"));
			return breakLine(
				lines.map((text) => text.replace("@", () => valid)),
				line,
				(text) => text.replace(valid, () => random.pick(broken)),
			);
		},
	};
}

/** Where a token has its line, or the rest of it, for itself: an open quote there swallows no other mistake. */
const LAST_PLACES = PLACES.filter((lines) => lines.some((text) => text.endsWith("@")));

export const invalidEscape: readonly Fault[] = [
	brokenToken("an unknown escape", '"a\\tb"', ['"a\\xb"', '"a\\/b"', '"a\\ b"', '"a\\Nb"', '"C:\\dir"', '"\\é"']),
	brokenToken("an incomplete \\u", '"a\\u00e9b"', ['"a\\u00e"', '"a\\u"', '"a\\uzzzz"', '"a\\u{e9}"']),
	brokenToken("an escaped surrogate", '"a\\u00e9"', ['"a\\ud83d"', '"a\\uDC00"']),
];

export const unterminatedString: readonly Fault[] = [
	brokenToken("no closing quote", '"ab"', ['"ab', '"ab\\"']),
	brokenToken("no closing quote after delimiters", '"a, b: [c]"', ['"a, b: [c]'], LAST_PLACES),
];

export const textAfterQuote: readonly Fault[] = [
	brokenToken("text behind the closing quote", '"ab"', ['"ab" c', '"ab"c', '"ab""c"', '"ab" "c"', '"ab"\u00a0']),
];

export const missingColon: readonly Fault[] = [
	{
		what: "a row or item beside its header",
		make: (random) => {
			const valid = random.pick([
				["t[3]{a,b}:", "  1,2", "  3,4", "  5,6"],
				["l[3]:", "  - 1", "  - 2", "  - 3"],
				["l[3]:", "  - a: 1", "    b: 2", "  - []", "  - c"],
			]);
			return breakLine(valid, valid.length - 1, (line) => line.slice(2));
		},
	},
	{
		what: "a field without a colon",
		make: (random) => breakLine(["a: 1", "host: local", "c: 2"], random.between(1, 2), (text) => text.replace(":", "")),
	},
	{
		what: "a field without a colon in an object",
		make: (random) =>
			breakLine(["o:", "  host: local", "  port: 1"], random.between(1, 2), (text) => text.replace(":", "")),
	},
	{
		what: "a quoted key without a colon",
		make: () => breakLine(["o:", '  "a b": 1'], 1, () => '  "a b"'),
	},
	{
		what: "an entry row without a colon",
		make: (random) =>
			breakLine(["m[2:]{x,y}:", "  k: 1,2", "  l: 3,4"], random.between(1, 2), (text) => text.replace(":", "")),
	},
	{
		what: "a field without a colon in a list item",
		make: () => breakLine(["list[1]:", "  - a: 1", "    b: 2"], 2, () => "    b 2"),
	},
];

export const scalarLine: readonly Fault[] = [
	{
		what: "a scalar above fields",
		place: "root",
		make: (random) => {
			const fields = random.times(random.between(1, 3), (index) => `k${index}: 1`);
			const scalar = random.pick(["hello", "42", '"quoted text"', "true", "a b c"]);
			return { valid: [`first: ${scalar}`, ...fields], broken: [scalar, ...fields], line: 0 };
		},
	},
];

export const trailingContent: readonly Fault[] = [
	{
		what: "a line behind a root array",
		place: "root",
		make: (random) => {
			const array = random.pick([
				["[2]: 1,2"],
				["[]"],
				["[1]{x}:", ...indent(["1"])],
				["[1:]{x}:", ...indent(["k: 1"])],
				["[1]:", ...indent(["- 1"])],
			]);
			const surplus = random.pick(["a: 1", "bare", "[1]: 2", "[]", "- 1", "a[1]: 2"]);
			return { valid: array, broken: [...array, surplus], line: array.length };
		},
	},
];
