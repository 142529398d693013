/** Faults of indentation and of blank lines. */

import type { Random } from "../../../support/random";
import { type Breakage, breakLine, type Fault, indent } from "./fault";

interface Block {
	readonly lines: readonly string[];
	/** Numbers of lines that open nothing and stand deeper than the first. */
	readonly leaves: readonly number[];
	/** Those of them that would be wrong at any greater depth. */
	readonly deepest: readonly number[];
}

const BLOCKS: readonly Block[] = [
	{ lines: ["o:", "  a: 1", "  b: x y", "  c[2]: 1,2"], leaves: [1, 2, 3], deepest: [2, 3] },
	{ lines: ["o:", "  p:", "    a: 1", "    b: 2", "  c: 3"], leaves: [2, 3, 4], deepest: [3] },
	{ lines: ["t[3]{a,b}:", "  1,x", "  2,y", "  3,z"], leaves: [1, 2, 3], deepest: [2, 3] },
	{ lines: ["m[2:]{a}:", "  k: 1", "  l: 2"], leaves: [1, 2], deepest: [2] },
	{ lines: ["list[3]:", "  - 1", "  - [2]: 1,2", "  - x"], leaves: [1, 2, 3], deepest: [2, 3] },
	{ lines: ["list[1]:", "  - a: 1", "    b: 2", "    c: 3"], leaves: [2, 3], deepest: [2, 3] },
	{ lines: ["list[1]:", "  - t[2]{a}:", "      1", "      2", "    c: 3"], leaves: [2, 3, 4], deepest: [3, 4] },
];

function onLeaf(random: Random, change: (text: string) => string): Breakage {
	const { lines, leaves } = random.pick(BLOCKS);
	return breakLine(lines, random.pick(leaves), change);
}

export const indentNotMultiple: readonly Fault[] = [
	{ what: "a space too many", loose: "other", make: (random) => onLeaf(random, (text) => ` ${text}`) },
	{ what: "a space too few", loose: "other", make: (random) => onLeaf(random, (text) => text.slice(1)) },
];

export const tabIndent: readonly Fault[] = [
	{
		what: "a tab instead of two spaces",
		loose: "none",
		make: (random) => onLeaf(random, (text) => text.replace(/^ {2}/, "\t")),
	},
	{
		what: "a tab behind the spaces",
		loose: "other",
		make: (random) => onLeaf(random, (text) => text.replace(/^ +/, "$&\t")),
	},
];

export const blankLine: readonly Fault[] = [
	{
		what: "a blank line inside an array",
		loose: "none",
		make: (random) => {
			const arrays = BLOCKS.filter(({ lines }) => lines[0]?.includes("["));
			const { lines } = random.pick(arrays);
			const at = random.between(2, lines.length - 1);
			const blank = random.pick(["", "  ", " "]);
			return { valid: lines, broken: [...lines.slice(0, at), blank, ...lines.slice(at)], line: at };
		},
	},
];

/** The content of a block one level too deep, and with it all that its first line opens. */
export const depthJump: readonly Fault[] = [
	{
		what: "content two levels below what opens it",
		loose: "none",
		make: (random) => {
			const [opener, content] = random.pick([
				["o:", ["a: 1", "b: 2"]],
				["o:", ["p:", "  a: 1", "c: 2"]],
				["t[2]{a,b}:", ["1,x", "2,y"]],
				["m[1:]{a}:", ["k: 1"]],
				["list[2]:", ["- 1", "- a: 1", "  b: 2"]],
			] as [string, string[]][]) as [string, string[]];
			const valid = [opener, ...indent(content)];
			return { valid, broken: [opener, ...indent(content, random.between(2, 3))], line: 1 };
		},
	},
];

export const overIndented: readonly Fault[] = [
	{
		what: "a line deeper than its scope",
		make: (random) => {
			const { lines, deepest } = random.pick(BLOCKS);
			return breakLine(lines, random.pick(deepest), (text) => `${random.pick(["  ", "    "])}${text}`);
		},
	},
	{
		what: "a field below a field with a value",
		make: () => breakLine(["a: 1", "b: 2"], 1, () => "  b: 2"),
	},
	{
		what: "an indented first line",
		place: "root",
		make: () => breakLine(["a: 1"], 0, () => "  a: 1"),
	},
];
