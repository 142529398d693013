/** Items of a list without hyphens: bare values, other bullets, values on one line, fields beside their hyphen. */
import { COLON } from "../../text/characters";
import { isNumberLike } from "../../text/numbers";
import { findUnquoted } from "../../text/scan";
import type { Fix, TextEdit } from "../../types";
import type { Reading } from "./reading";
import type { SourceLines } from "./sourceLines";

const ITEM = /^-(?: |$)/;
const HEADER = /^(?:- +)?(?:"(?:[^"\\]|\\.)*"|[^"[\]{}:]*)\[(\d+)([|\t]?)\]:$/;
const KEY = /^(?:- +)?(?:"(?:[^"\\]|\\.)*"|[^"[\]{}:]+):$/;
const BULLETS: readonly RegExp[] = [/^[*•·‣◦–—+]\s+/, /^\(?\d+[.)]\s+/, /^-(?=[^\s-])/];

interface Block {
	readonly header: number;
	/** The declared length; -1 below a key without a bracket segment. */
	readonly declared: number;
	readonly delimiter: string;
	/** The lines at the depth of the first. */
	readonly lines: readonly number[];
	readonly end: number;
	readonly indent: number;
}

/** The header or key above the line, or -1. */
function openerAbove(source: SourceLines, line: number): number {
	let above = source.previous(line);
	while (above >= 0 && source.indent(above) >= source.indent(line)) above = source.previous(above);
	return above;
}

function blockBelow(source: SourceLines, header: number): Block | undefined {
	const content = source.content(header);
	const match = HEADER.exec(content);
	if (match === null && !KEY.test(content)) return undefined;
	const first = source.next(header);
	if (first < 0 || source.indent(first) <= source.indent(header)) return undefined;
	const indent = source.indent(first);
	const end = source.blockEnd(first, indent, () => true);
	const lines: number[] = [];
	for (let i = first; i < end; i++) if (source.isContent(i) && source.indent(i) === indent) lines.push(i);
	if (match === null) return { header, declared: -1, delimiter: ",", lines, end, indent };
	return { header, declared: Number(match[1]), delimiter: match[2] || ",", lines, end, indent };
}

const hasColon = (content: string): boolean => findUnquoted(content, 0, content.length, COLON) >= 0;

/** For a line without a hyphen. */
export function readBareItem(source: SourceLines, line: number): Reading | undefined {
	const header = openerAbove(source, line);
	return header < 0 ? undefined : readBareItems(source, header);
}

/** For the header of such lines, or the key above them. */
export function readBareItems(source: SourceLines, header: number): Reading | undefined {
	const block = blockBelow(source, header);
	if (block === undefined || block.lines.every((each) => ITEM.test(source.content(each)))) return undefined;
	return block.declared < 0 ? belowKey(source, block) : belowHeader(source, block);
}

// ---- below `tags:`

function belowKey(source: SourceLines, block: Block): Reading | undefined {
	const { header, lines, end } = block;
	// Fields, or what only looks like lines of an array that stands elsewhere.
	if (lines.length !== contentLines(source, block) || lines.some((each) => hasColon(source.content(each))))
		return undefined;
	if (lines.some((each) => ITEM.test(source.content(each)))) return undefined;
	const key = source.content(header).replace(/^- +/, "").replace(/:$/, "");
	if (lines.length === 1 && !isBulleted(source, lines)) {
		return {
			message: `A value stands alone below ${key}:. Write it behind the colon, ${key}: value, or declare a list: ${key}[1]:.`,
			fixes: () => [
				{
					title: "Put it behind the colon",
					edits: [source.join(header, lines[0]!, " ")],
					preferred: end === header + 2,
				},
				asItems(source, block, "Declare a list of 1", false),
			],
		};
	}
	return {
		message: `Values stand below ${key}: without an array header. TOON names their number and puts a hyphen before each: ${key}[${lines.length}]: and - value.`,
		fixes: () => [asItems(source, block, `Declare a list of ${lines.length}`, true)],
	};
}

const contentLines = (source: SourceLines, { lines, end }: Block): number => {
	let count = 0;
	for (let i = lines[0]!; i < end; i++) if (source.isContent(i)) count++;
	return count;
};

// ---- below `tags[3]:`

function belowHeader(source: SourceLines, block: Block): Reading | undefined {
	const { lines, declared, delimiter } = block;
	const items = lines.filter((each) => ITEM.test(source.content(each)));
	const bare = lines.filter((each) => !ITEM.test(source.content(each)));
	const isField = (each: number): boolean => hasColon(source.content(each)) && !source.content(each).startsWith("[");
	const explain = (why: string): string =>
		`${why} Below a list header each item starts with a hyphen and a space: - value.`;

	if (items.length > 0 && bare.every(isField) && lines[0] === items[0]) {
		const fixes = (): readonly Fix[] => {
			const level = fieldsBelow(source, block, bare);
			const asItem = hyphens(source, bare);
			// Below `- 1` or `- []` there is no object for fields to belong to.
			const hasObjects = bare.every((field) => mayHaveFields(source.content(itemBefore(items, field))));
			if (!hasObjects) return [{ ...asItem, preferred: lines.length === declared }];
			return lines.length === declared && items.length !== declared
				? [{ ...asItem, preferred: true }, level]
				: [{ ...level, preferred: true }, asItem];
		};
		return {
			message:
				"This field stands level with the hyphens of a list. Fields of an item stand one level deeper than its hyphen: indent it, or put a hyphen before it.",
			fixes,
		};
	}
	const all = bare.length === lines.length;
	const cells =
		all && lines.length === 1 && contentLines(source, block) === 1
			? splitValues(source.content(lines[0]!), delimiter, declared)
			: undefined;
	if (cells !== undefined) {
		return {
			message: "The values stand on one line below the header. Write them behind its colon: key[N]: a,b,c.",
			fixes: () => [
				{
					title: "Put them behind the colon",
					edits: [source.join(block.header, lines[0]!, " "), source.rewrite(lines[0]!, cells.join(delimiter))],
					preferred: true,
				},
			],
		};
	}
	const groups = all && bare.every(isField) ? objects(source, bare) : undefined;
	if (groups !== undefined && groups.length === declared && lines.length !== declared) {
		return {
			message: explain(`These are the fields of ${declared === 1 ? "an item" : `${declared} items`} without hyphens.`),
			fixes: () => [
				{ title: "Put hyphens before the items", edits: asObjects(source, block, groups), preferred: true },
			],
		};
	}
	return {
		message: explain("This line has no hyphen."),
		fixes: () => [
			asItems(
				source,
				block,
				bare.length === 1 ? "Make it a list item" : `Make list items of ${bare.length} lines`,
				true,
			),
		],
	};
}

/** The last item before a line. */
const itemBefore = (items: readonly number[], line: number): number => items.filter((item) => item < line).at(-1)!;

/** Whether an item is an object: a hyphen alone, or a key behind it. */
const mayHaveFields = (item: string): boolean => item === "-" || (hasColon(item) && !item.startsWith("- ["));

/** Indents fields that stand level with the hyphens, and what is below them. */
function fieldsBelow(source: SourceLines, { lines, end }: Block, fields: readonly number[]): Fix {
	const edits: TextEdit[] = [];
	for (const field of fields) {
		const next = lines[lines.indexOf(field) + 1] ?? end;
		edits.push(...source.shift(field, next, source.tree.indentSize));
	}
	return { title: "Indent the fields below their items", edits, preferred: false };
}

function hyphens(source: SourceLines, lines: readonly number[]): Fix {
	return { title: "Put a hyphen before each", edits: lines.map((line) => source.prefix(line, "- ")), preferred: false };
}

/** The values of a line, where there are several. */
function splitValues(content: string, own: string, declared: number): string[] | undefined {
	const candidates = [own, ",", "|", ";", "\t"].map((delimiter) => split(content.replace(/[,;]$/, ""), delimiter));
	const fitting = candidates.find((cells) => cells.length === declared) ?? candidates[0]!;
	return fitting.length > 1 && fitting.every((cell) => cell !== "") ? fitting : undefined;
}

const split = (content: string, delimiter: string): string[] => {
	const cells: string[] = [];
	let from = 0;
	for (let at = findUnquoted(content, 0, content.length, delimiter.charCodeAt(0)); ; ) {
		cells.push(content.slice(from, at < 0 ? content.length : at).trim());
		if (at < 0) return cells;
		from = at + 1;
		at = findUnquoted(content, from, content.length, delimiter.charCodeAt(0));
	}
};

/** Fields in groups, each of which ends before one of its keys would repeat. */
function objects(source: SourceLines, fields: readonly number[]): readonly (readonly number[])[] {
	const groups: number[][] = [];
	let keys = new Set<string>();
	for (const field of fields) {
		const content = source.content(field);
		const key = content.slice(0, findUnquoted(content, 0, content.length, COLON)).replace(/\[.*/, "");
		if (groups.length === 0 || keys.has(key)) {
			groups.push([]);
			keys = new Set();
		}
		keys.add(key);
		groups[groups.length - 1]!.push(field);
	}
	return groups;
}

function asObjects(source: SourceLines, { end }: Block, groups: readonly (readonly number[])[]): readonly TextEdit[] {
	const edits: TextEdit[] = [];
	for (const [index, group] of groups.entries()) {
		const first = group[0]!;
		const after = groups[index + 1]?.[0] ?? end;
		edits.push(source.prefix(first, "- "), ...source.shift(first + 1, after, source.tree.indentSize));
	}
	return edits;
}

const isBulleted = (source: SourceLines, lines: readonly number[]): boolean => bulletOf(source, lines) !== undefined;

/** The bullet that all lines start with. Hyphens before numbers are signs. */
function bulletOf(source: SourceLines, lines: readonly number[]): RegExp | undefined {
	const contents = lines.map((line) => source.content(line));
	if (contents.every((content) => isNumberLike(content.replace(/,$/, "")))) return undefined;
	return BULLETS.find((bullet) => contents.every((content) => bullet.test(content)));
}

/** Makes an item of each line: other bullets and commas at the ends are dropped. */
function asItems(source: SourceLines, block: Block, title: string, preferred: boolean): Fix {
	const { header, declared, lines } = block;
	const bare = lines.filter((line) => !ITEM.test(source.content(line)));
	const bullet = bulletOf(source, bare);
	const isRun = bare.slice(0, -1).every((line) => source.content(line).endsWith(",")) && bare.length > 1;
	const edits: TextEdit[] = [];
	if (declared < 0) {
		const colon = source.text(header).trimEnd().length - 1;
		edits.push(source.edit(header, colon, colon, `[${lines.length}]`));
	}
	for (const line of bare) {
		let content = source.content(line);
		if (bullet !== undefined) content = content.replace(bullet, "");
		if (isRun) content = content.replace(/\s*,$/, "");
		edits.push(source.rewrite(line, `- ${content}`));
	}
	return { title, edits, preferred };
}

// ---- a hyphen alone

/** `-` on a line of its own with the item's fields below. */
export function readLoneHyphen(source: SourceLines, line: number): Reading | undefined {
	const above = source.previous(line);
	if (above < 0 || source.content(above) !== "-" || source.indent(line) <= source.indent(above)) return undefined;
	return {
		message:
			"The fields of a list item begin behind its hyphen: a hyphen alone is an empty object. Put the first field behind it.",
		fixes: () => [
			{ title: "Put the first field behind the hyphen", edits: joinHyphens(source, above), preferred: true },
		],
	};
}

function joinHyphens(source: SourceLines, first: number): readonly TextEdit[] {
	const indent = source.indent(first);
	const edits: TextEdit[] = [];
	for (let i = first; i < source.count; i++) {
		if (!source.isContent(i)) continue;
		if (source.indent(i) < indent || (source.indent(i) === indent && !ITEM.test(source.content(i)))) break;
		const next = i + 1;
		if (source.content(i) !== "-" || source.indent(i) !== indent || next >= source.count) continue;
		if (source.isContent(next) && source.indent(next) > indent) edits.push(source.join(i, next, " "));
	}
	return edits;
}
