/** Faults of declared lengths, row widths and repeated names. */
import type { Random } from "../../../support/random";
import { type Breakage, breakLine, cell, cells, type Fault, indent } from "./fault";

const FIELDS = ["{a}", "{a,b}", "{a,b,c}", "{a,g{b,c}}", "{g{a,h{b,c}},d}"] as const;
const WIDTHS = [1, 2, 3, 3, 4];

/** A table of 1 to 5 rows and 1 to 4 columns. */
function table(random: Random): { header: (length: number) => string; rows: string[]; width: number } {
	const shape = random.below(FIELDS.length);
	const width = WIDTHS[shape] as number;
	return {
		header: (length) => `table[${length}]${FIELDS[shape]}:`,
		rows: random.times(random.between(1, 5), () => cells(random, width)),
		width,
	};
}

/** The same in keyed form. */
function keyedTable(random: Random): { header: (length: number) => string; rows: string[]; width: number } {
	const { header, rows, width } = table(random);
	return {
		header: (length) => header(length).replace("]", ":]"),
		rows: rows.map((row, index) => `entry${index}: ${row}`),
		width,
	};
}

/** List items of every kind. */
function items(random: Random): string[][] {
	return random.times(random.between(1, 4), () =>
		random.pick([
			[`- ${cell(random)}`],
			["-"],
			["- []"],
			["- [2]: 1,2"],
			["- x: 1", "  y: 2"],
			["- t[1]{a}:", "    1", "  z: 2"],
			["- [1]:", "  - 1"],
			["- o:", "    p: 1"],
		]),
	);
}

/** A length that is not this one. */
function otherThan(random: Random, length: number): number {
	return random.pick(
		[length + 1, length + 7, 999_999_999, Math.max(0, length - 1)].filter((other) => other !== length),
	);
}

/** A header whose length is right, and the same one with another length. */
function wrongLength(
	random: Random,
	header: (length: number) => string,
	rows: readonly string[],
	length: number,
): Breakage {
	const valid = [header(length), ...indent(rows)];
	return breakLine(valid, 0, () => header(otherThan(random, length)));
}

/** A header whose length is right, and the same one with a row taken out or doubled. */
function wrongRows(random: Random, header: (length: number) => string, rows: readonly string[]): Breakage {
	const at = random.below(rows.length);
	const others = random.chance(0.5)
		? rows.filter((_, index) => index !== at)
		: rows.flatMap((row, index) => (index === at ? [row, row.replace(/^entry/, "other")] : [row]));
	const head = header(rows.length);
	return { valid: [head, ...indent(rows)], broken: [head, ...indent(others)], line: 0 };
}

export const arrayLength: readonly Fault[] = [
	{
		what: "rows or items beside their header instead of below it",
		loose: "other",
		make: (random) => {
			const { header, rows } = table(random);
			const list = items(random);
			const [head, content] = random.chance(0.5) ? [header(rows.length), rows] : [`list[${list.length}]:`, list.flat()];
			return { valid: [head, ...indent(content)], broken: [head, ...content], line: 0 };
		},
	},
	{
		what: "wrong length of an inline array",
		loose: "none",
		make: (random) => {
			const count = random.between(1, 4);
			const values = cells(random, count);
			return breakLine([`a[${count}]: ${values}`], 0, () => `a[${otherThan(random, count)}]: ${values}`);
		},
	},
	{
		what: "wrong length of a table",
		loose: "none",
		make: (random) => {
			const { header, rows } = table(random);
			return wrongLength(random, header, rows, rows.length);
		},
	},
	{
		what: "a row too few or too many",
		loose: "none",
		make: (random) => {
			const { header, rows } = table(random);
			return wrongRows(random, header, rows);
		},
	},
	{
		what: "wrong length of a list",
		loose: "none",
		make: (random) => {
			const list = items(random);
			return wrongLength(random, (length) => `list[${length}]:`, list.flat(), list.length);
		},
	},
];

export const entryCount: readonly Fault[] = [
	{
		what: "wrong length of a keyed table",
		loose: "none",
		make: (random) => {
			const { header, rows } = keyedTable(random);
			return wrongLength(random, header, rows, rows.length);
		},
	},
	{
		what: "an entry row too few or too many",
		loose: "none",
		make: (random) => {
			const { header, rows } = keyedTable(random);
			return wrongRows(random, header, rows);
		},
	},
];

export const rowWidth: readonly Fault[] = [tableWidth(table), tableWidth(keyedTable)];

function tableWidth(make: typeof table): Fault {
	return {
		what: make === table ? "a cell too few or too many" : "a cell too few or too many in an entry row",
		make: (random) => {
			const { header, rows, width } = make(random);
			const valid = [header(rows.length), ...indent(rows)];
			return breakLine(valid, random.between(1, rows.length), (row) =>
				width > 1 && random.chance(0.5) ? row.replace(/,[^,]*$/, "") : `${row},${cell(random)}`,
			);
		},
	};
}

export const duplicateField: readonly Fault[] = [
	{
		what: "a field name twice",
		loose: "none",
		make: (random) => {
			const [valid, broken] = random.pick([
				["a,b", "a,a"],
				["a,b", '"a",a'],
				["a,g{b}", "a,a{b}"],
				["g{a,b}", "g{b,b}"],
				["a{x},b{x}", "a{x},a{x}"],
			]) as [string, string];
			const rows = indent(random.times(random.below(3), () => cells(random, 2)));
			const lines = (fields: string) => [`t[${rows.length}]{${fields}}:`, ...rows];
			return { valid: lines(valid), broken: lines(broken), line: 0 };
		},
	},
];

export const duplicateKey: readonly Fault[] = [
	repeated("fields", ["a: 1", "b: 2", "c: 3"], (first) => `${first}: 9`),
	repeated("a quoted and a plain key", ["a: 1", '"b": 2', "c:", "  d: 1"], (first) => `"${first}": 9`),
	repeated("a header with the key of a field", ["a: 1", "b[1]: 2", "c[1]{x}:", "  1"], (first) => `${first}[1]: 9`),
	{
		what: "an entry key twice",
		loose: "none",
		make: (random) => {
			const rows = random.times(random.between(2, 5), (index) => `  k${index}: ${cell(random)}`);
			const twice = random.between(2, rows.length);
			const first = random.between(1, twice - 1);
			return breakLine([`m[${rows.length}:]{v}:`, ...rows], twice, (row) => row.replace(/k\d/, `k${first - 1}`));
		},
	},
	{
		what: "the key on the hyphen line again",
		loose: "none",
		make: () => breakLine(["list[1]:", "  - a: 1", "    b: 2", "    c: 3"], 3, () => "    a: 3"),
	},
];

/** A further line after `lines` that has the key of one of them. */
function repeated(what: string, lines: readonly string[], again: (key: string) => string): Fault {
	return {
		what: `a key twice: ${what}`,
		loose: "none",
		make: (random) => {
			const valid = [...lines, "last: 1"];
			return breakLine(valid, lines.length, () => again(random.pick(["a", "b", "c"])));
		},
	};
}
