/** Where damage can be done to a document: places that a pattern finds, blocks, single lines. */
import { parse } from "../../../../server/src/language/index";
import type { Random } from "../../../support/random";

/** Lines of a valid document, which the encoder wrote; the damaged lines, or undefined where the kind has no place. */
export interface Damage {
	readonly what: string;
	/** Something is lost for good: the value is that of what is left. */
	readonly loses?: boolean;
	make(lines: readonly string[], random: Random): readonly string[] | undefined;
}

export const LIST = /^( *)(- )?([^\s[\]{}":]*)\[(\d+)\]:$/;
export const TABLE = /^( *)(- )?([^\s[\]{}":]*)\[(\d+)\](\{[^{}"]*\}):$/;
export const INLINE = /^( *)(- )?([^\s[\]{}":]+)\[(\d+)\]: ([^"]+)$/;
export const KEY = /^( *)(- )?([\p{L}_][\p{L}\p{N}_.-]*):$/u;
export const FIELD = /^( *)([\p{L}_][\p{L}\p{N}_.-]*): (.+)$/u;
export const HEADER = /^( *)(- )?([^\s[\]{}":]*)\[(\d+)\](\{[^"]*\})?:/;

export const indentOf = (line: string): number => /^ */.exec(line)![0].length;

/** The line behind the block that the line opens. */
export function blockEnd(lines: readonly string[], at: number): number {
	const marker = /^ *- /.test(lines[at]!) ? 2 : 0;
	let end = at + 1;
	while (end < lines.length && (lines[end]!.trim() === "" || indentOf(lines[end]!) > indentOf(lines[at]!) + marker))
		end++;
	return end;
}

/** A place where the line matches, and the whole block is as it must be. */
export function placeOf(
	lines: readonly string[],
	random: Random,
	pattern: RegExp,
	accepts: (body: readonly string[], match: RegExpExecArray, at: number) => boolean = () => true,
):
	| { readonly at: number; readonly end: number; readonly match: RegExpExecArray; readonly body: readonly string[] }
	| undefined {
	const found = lines.flatMap((line, at) => {
		const match = pattern.exec(line);
		if (match === null) return [];
		const end = blockEnd(lines, at);
		const body = lines.slice(at + 1, end);
		return accepts(body, match, at) ? [{ at, end, match, body }] : [];
	});
	return found.length === 0 ? undefined : random.pick(found);
}

/** Puts other lines in place of the block at a header. */
export function inBlock(
	pattern: RegExp,
	change: (head: string, body: readonly string[], match: RegExpExecArray) => readonly string[] | undefined,
	accepts?: (body: readonly string[], match: RegExpExecArray, at: number) => boolean,
): Damage["make"] {
	return (lines, random) => {
		const place = placeOf(lines, random, pattern, accepts);
		if (place === undefined) return undefined;
		const changed = change(lines[place.at]!, place.body, place.match);
		return changed && [...lines.slice(0, place.at), ...changed, ...lines.slice(place.end)];
	};
}

/** Changes one line that matches. */
export const inLine =
	(pattern: RegExp, change: (line: string, random: Random) => string): Damage["make"] =>
	(lines, random) => {
		const places = lines.flatMap((line, at) => (pattern.test(line) && change(line, random) !== line ? [at] : []));
		if (places.length === 0) return undefined;
		const at = random.pick(places);
		return lines.toSpliced(at, 1, change(lines[at]!, random));
	};

/** Adds a line anywhere, indented as the one behind it. */
export const added =
	(text: string): Damage["make"] =>
	(lines, random) => {
		const at = random.below(lines.length);
		return lines.toSpliced(at, 0, " ".repeat(indentOf(lines[at]!)) + text);
	};

export const whole =
	(before: readonly string[], after: readonly string[]): Damage["make"] =>
	(lines) => [...before, ...lines, ...after];

/** Items of a list of primitives with other marks. */
export const items =
	(change: (value: string, index: number, count: number) => string): Damage["make"] =>
	(lines, random) => {
		// The encoder writes such lists inline: they are put below first.
		const place = placeOf(lines, random, INLINE, (_, match) => isPlainInline(match));
		if (place === undefined) return undefined;
		const { at, match } = place;
		const [, indent, marker = "", key, count, values] = match;
		const cells = values!.split(",");
		const deeper = `${indent}${" ".repeat(marker === "" ? 2 : 4)}`;
		const body = cells.map((value, index) => deeper + change(value, index, cells.length));
		return [...lines.slice(0, at), `${indent}${marker}${key}[${count}]:`, ...body, ...lines.slice(at + 1)];
	};

export const isPlainInline = (match: RegExpExecArray): boolean => {
	const cells = match[5]!.split(",");
	return (
		cells.length > 1 &&
		cells.every((cell) => /^[\p{L}\p{N}][\p{L}\p{N} _.]*$/u.test(cell)) &&
		!cells.every((cell) => /^[\d.]+$/.test(cell))
	);
};

export const isFlatTable = (body: readonly string[], match: RegExpExecArray): boolean =>
	body.length > 0 &&
	body.length === Number(match[4]) &&
	body.every(
		(row) =>
			!/["|\\[\]{}:#]/.test(row) &&
			row.trim().split(",").length === match[5]!.split(",").length &&
			row
				.trim()
				.split(",")
				.every((cell) => cell !== "" && !/^[-=*]+$/.test(cell)),
	);

export const isWideTable = (body: readonly string[], match: RegExpExecArray): boolean =>
	isFlatTable(body, match) && body.length > 1 && match[5]!.includes(",");

export const markdown = (row: string): string => `| ${row.trim().split(",").join(" | ")} |`;

export const jsonOf = (lines: readonly string[]): unknown => parse(lines.join("\n")).decode();

export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === "object" && value !== null && !Array.isArray(value);

/** The table that the document ends with. */
export function lastTable(lines: readonly string[]): { readonly at: number; readonly rows: number } | undefined {
	for (let at = lines.length - 1; at >= 0; at--) {
		const match = TABLE.exec(lines[at]!);
		if (match === null) continue;
		const rows = lines.length - 1 - at;
		return blockEnd(lines, at) === lines.length &&
			rows === Number(match[4]) &&
			isFlatTable(lines.slice(at + 1), match) &&
			rows > 2
			? { at, rows }
			: undefined;
	}
	return undefined;
}

export const cutOff =
	(change: (last: string) => string | undefined): Damage["make"] =>
	(lines, random) => {
		const table = lastTable(lines);
		if (table === undefined) return undefined;
		const kept = lines.slice(0, table.at + 2 + random.below(table.rows - 1));
		const last = change(kept[kept.length - 1]!);
		return last === undefined ? undefined : [...kept.slice(0, -1), last];
	};

export const shallower = (body: readonly string[], by: number): readonly string[] =>
	body.map((line) => line.slice(Math.min(by, indentOf(line))));
export const deeper = (body: readonly string[], by: number): readonly string[] =>
	body.map((line) => (line === "" ? line : " ".repeat(by) + line));

export const listBody = (body: readonly string[], match: RegExpExecArray): boolean =>
	match[2] === undefined && match[3] !== "" && body.length > 1 && body.some((line) => /^ *- /.test(line));
