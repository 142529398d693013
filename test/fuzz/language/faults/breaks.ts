/** Slips of the hand: each changes one line of a document, or the block that it opens. */

export interface Break {
	readonly what: string;
	/** The share of places, 0 to 1, where it may give more than one diagnostic: where two lines are wrong, or a guess fails. */
	readonly share: number;
	/** The lines with the mistake made at `line`, or undefined where it cannot be made there. */
	make(lines: readonly string[], line: number): readonly string[] | undefined;
}

const indentOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;

/** Puts other lines in place of one. */
const replaced = (lines: readonly string[], line: number, ...by: string[]): string[] => lines.toSpliced(line, 1, ...by);

/** The number of the line behind the block that the line opens. */
function blockEnd(lines: readonly string[], line: number): number {
	const indent = indentOf(lines[line] as string);
	const end = lines.findIndex((text, index) => index > line && text.trim() !== "" && indentOf(text) <= indent);
	return end < 0 ? lines.length : end;
}

/** Changes the text of the line; a change that changes nothing cannot be made. */
const text =
	(change: (line: string) => string): Break["make"] =>
	(lines, line) => {
		const before = lines[line] as string;
		const after = change(before);
		return after === before || after.trim() === "" ? undefined : replaced(lines, line, after);
	};

/** Changes the lines below the line, with or without the line itself. */
const block =
	(change: (line: string) => string, own: boolean): Break["make"] =>
	(lines, line) => {
		const end = blockEnd(lines, line);
		if (end === line + 1 || (own && lines[line] === change(lines[line] as string))) return undefined;
		const from = own ? line : line + 1;
		return [...lines.slice(0, from), ...lines.slice(from, end).map(change), ...lines.slice(end)];
	};

/** Where the content of the line has its middle. */
const middle = (line: string): number => indentOf(line) + ((line.length - indentOf(line)) >> 1);

const insert = (what: string) => text((line) => line.slice(0, middle(line)) + what + line.slice(middle(line)));

const remove = (what: string) => text((line) => line.replace(what, ""));

const deeper = (by: number) => (line: string) => " ".repeat(by) + line;
const shallower = (by: number) => (line: string) => (indentOf(line) < by ? line : line.slice(by));

export const BREAKS: readonly Break[] = [
	{ what: "a space too many", share: 0.01, make: text(deeper(1)) },
	{ what: "a space too few", share: 0.005, make: text(shallower(1)) },
	{ what: "a level too deep", share: 0.01, make: text(deeper(2)) },
	{ what: "two levels too deep", share: 0.03, make: text(deeper(4)) },
	{ what: "a level too shallow", share: 0.03, make: text(shallower(2)) },
	{ what: "at the margin", share: 0.2, make: text((line) => (indentOf(line) > 2 ? line.trim() : line)) },
	{
		what: "tabs for spaces",
		share: 0,
		make: text((line) => line.replace(/^ +/, (all) => "\t".repeat(all.length / 2))),
	},
	{ what: "a block by a space", share: 0, make: block(deeper(1), true) },
	{ what: "a block by a space less", share: 0, make: block(shallower(1), true) },
	{ what: "the content of a block by a space", share: 0, make: block(deeper(1), false) },
	{ what: "a block a level too deep", share: 0.06, make: block(deeper(2), true) },
	{ what: "the content of a block a level too deep", share: 0.04, make: block(deeper(2), false) },
	{ what: "the content of a block a level too shallow", share: 0.02, make: block(shallower(2), false) },
	{ what: "a line is gone", share: 0.045, make: (lines, line) => lines.toSpliced(line, 1) },
	{ what: "the last character is gone", share: 0.005, make: text((line) => line.slice(0, -1)) },
	{ what: "the second half is gone", share: 0.005, make: text((line) => line.slice(0, middle(line)).trimEnd()) },
	{ what: "a blank line before it", share: 0, make: (lines, line) => replaced(lines, line, "", lines[line] as string) },
	{
		what: "a word on a line behind it",
		share: 0,
		make: (lines, line) => {
			const own = lines[line] as string;
			return replaced(lines, line, own, `${" ".repeat(indentOf(own))}x`);
		},
	},
	{ what: "a letter before it", share: 0, make: text((line) => line.replace(/^ */, "$&x")) },
	{ what: "no colon", share: 0.005, make: remove(":") },
	{ what: "no opening bracket", share: 0.1, make: remove("[") },
	{ what: "no closing bracket", share: 0, make: remove("]") },
	{ what: "no closing brace", share: 0, make: remove("}") },
	{ what: "no comma", share: 0, make: remove(",") },
	{ what: "no hyphen", share: 0, make: text((line) => line.replace(/^( *)- /, "$1")) },
	{ what: "no space behind the hyphen", share: 0, make: text((line) => line.replace(/^( *)- /, "$1-")) },
	{ what: "no opening quote", share: 0, make: remove('"') },
	{ what: "a quote before the first letter", share: 0, make: text((line) => line.replace(/[a-z]/i, '"$&')) },
	{ what: "a quote in the middle", share: 0.005, make: insert('"') },
	{ what: "a colon in the middle", share: 0.005, make: insert(":") },
	{ what: "a bracket in the middle", share: 0, make: insert("[") },
	{ what: "a comma in the middle", share: 0, make: insert(",") },
	// These are two wrong lines, or none.
	{
		what: "a line break in the middle",
		share: 0.25,
		make: (lines, line) => {
			const own = lines[line] as string;
			return replaced(lines, line, own.slice(0, middle(own)), own.slice(middle(own)));
		},
	},
	{
		what: "joined with the next line",
		share: 0.1,
		make: (lines, line) =>
			line + 1 === lines.length
				? undefined
				: lines.toSpliced(line, 2, (lines[line] as string) + (lines[line + 1] as string).trim()),
	},
	{
		what: "twice",
		share: 0.1,
		make: (lines, line) => replaced(lines, line, lines[line] as string, lines[line] as string),
	},
];
