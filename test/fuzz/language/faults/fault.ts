/** What a single fault is, and the random documents that it is put into. */
import { encode } from "@toon-format/toon";
import type { Random } from "../../../support/random";
import { randomValue } from "../../../support/values";

/** A few lines as they should be, and with one mistake in them. */
export interface Breakage {
	readonly valid: readonly string[];
	readonly broken: readonly string[];
	/** The line of `broken`, from 0, that must get the diagnostic. */
	readonly line: number;
}

/** One way to make one mistake. */
export interface Fault {
	readonly what: string;
	/** `root`: the lines are the whole document. `field` (default): fields of an object anywhere. */
	readonly place?: "root" | "field";
	/** What it is in non-strict mode: the `same` diagnostic (default), `none`, or an `other` one, which is not looked at. */
	readonly loose?: "same" | "none" | "other";
	make(random: Random): Breakage;
}

/** A whole document, valid and broken, with the line of the mistake. */
export interface BrokenDocument {
	readonly valid: string;
	readonly broken: string;
	readonly line: number;
}

/** Where the lines of a fault are put: `inside` an object, at the `start` of the document, or in `any` random place. */
export type Placement = "inside" | "start" | "any";

/** Makes a document of the lines of a fault; those that must be whole documents are left alone. */
export function place(random: Random, fault: Fault, placement: Placement): BrokenDocument {
	const { valid, broken, line } = fault.make(random);
	if (fault.place === "root") {
		return documentOf(valid, broken, line);
	}
	switch (placement) {
		case "inside":
			return documentOf(["object:", ...indent(valid)], ["object:", ...indent(broken)], line + 1);
		case "start":
			return documentOf([...valid, "afterwards: 1"], [...broken, "afterwards: 1"], line);
		case "any":
			return amongOthers(random, valid, broken, line);
	}
}

/** Puts the lines among other fields, and these into objects and list items. */
function amongOthers(random: Random, ...[valid, broken, line]: Parameters<typeof documentOf>): BrokenDocument {
	for (let level = random.between(0, 3), number = 0; ; number++, level--) {
		const before = siblings(random, `before${number}`, 1);
		const after = siblings(random, `after${number}`, 0);
		valid = [...before, ...valid, ...after];
		broken = [...before, ...broken, ...after];
		line += before.length;
		if (level === 0) {
			return documentOf(valid, broken, line);
		}
		const wrap = random.pick(WRAPPERS);
		const { lines, added } = wrap(valid);
		line += added;
		valid = lines;
		broken = wrap(broken).lines;
	}
}

function documentOf(valid: readonly string[], broken: readonly string[], line: number): BrokenDocument {
	return { valid: valid.join("\n"), broken: broken.join("\n"), line };
}

/** Lines one level deeper. */
export function indent(lines: readonly string[], levels = 1): string[] {
	return lines.map((line) => (line === "" ? line : "  ".repeat(levels) + line));
}

/** A plain word that is no literal and no number, to stand as a value or a name. */
export function word(random: Random): string {
	return random.pick(["alpha", "beta", "gamma", "Ada Lovelace", "x1", "é", "日本", "👍 ok", "foo-bar"]);
}

/** A plain cell: a word, a number or a literal. */
export function cell(random: Random): string {
	return random.chance(0.6) ? word(random) : random.pick(["1", "-2.5", "true", "null", "0"]);
}

/** `count` cells of a row or an inline array. */
export function cells(random: Random, count: number, delimiter = ","): string {
	return random.times(count, () => cell(random)).join(delimiter);
}

/** The lines with the one at `line` changed. */
export function breakLine(valid: readonly string[], line: number, change: (text: string) => string): Breakage {
	return { valid, broken: valid.map((text, index) => (index === line ? change(text) : text)), line };
}

type Wrapper = (lines: readonly string[]) => { lines: string[]; added: number };

const WRAPPERS: readonly Wrapper[] = [
	(lines) => ({ lines: ["object:", ...indent(lines)], added: 1 }),
	(lines) => ({ lines: ["list[1]:", "  - first[1]: 1", ...indent(lines, 2)], added: 2 }),
	(lines) => ({ lines: ["list[2]:", "  - plain", "  - first:", ...indent(lines, 3)], added: 3 }),
];

/** Some other fields, of any value, under keys of their own. */
function siblings(random: Random, name: string, least: number): string[] {
	return random.times(random.between(least, 2), (index) => fieldLines(random, `${name}_${index}`)).flat();
}

function fieldLines(random: Random, key: string): string[] {
	return encode({ [key]: randomValue(random, 2) }, { delimiter: random.pick([",", "|", "\t"] as const) }).split("\n");
}
