/** Cells of a row, or values of an inline array: taken out of a line, merged, and put back. */
import { diff3MergeRegions } from "node-diff3";
import type { Line } from "./lineTree";

/** Only spaces may stand around a token (§12). */
export const withoutSpaces = (text: string): string => text.replace(/^ +| +$/g, "");

/** The text of each cell with the spaces around it. */
export function cellTexts({ text, cells }: Line): string[] {
	if (cells === undefined) return [];
	const ends = [...cells.delimiters, text.length];
	return ends.map((end, at) => text.slice(at === 0 ? cells.start : ends[at - 1]! + 1, end));
}

/** The character between cells; a comma where there is but one. */
const delimiterOf = ({ text, cells }: Line): string => {
	const first = cells?.delimiters[0];
	return first === undefined ? "," : text.charAt(first);
};

/** A row whose cells changed on either side, each on one only; undefined where both changed one, or what stands before. */
export function mergeRow(o: Line, a: Line, b: Line): string | undefined {
	const [base, ours, theirs] = [o, a, b].map(cellTexts) as [string[], string[], string[]];
	const prefixes = [o, a, b].map(({ text, cells }) => text.slice(0, cells?.start ?? 0));
	const isSame = prefixes[0] === prefixes[1] && prefixes[0] === prefixes[2];
	if (!isSame || base.length !== ours.length || base.length !== theirs.length) return undefined;
	const merged: string[] = [];
	for (const [at, cell] of base.entries()) {
		const [old, mine, other] = [cell, ours[at]!, theirs[at]!].map(withoutSpaces);
		if (mine === other || other === old) merged.push(ours[at]!);
		else if (mine === old) merged.push(theirs[at]!);
		else return undefined;
	}
	return prefixes[0]! + merged.join(delimiterOf(o));
}

/** An inline array to which both sides added, or from which they took; undefined where they changed the same values. */
export function mergeInline(o: Line, a: Line, b: Line): string | undefined {
	const delimiter = delimiterOf(o);
	const differs = [a, b].some((line) => line.cells!.delimiters.length > 0 && delimiterOf(line) !== delimiter);
	if (differs && o.cells!.delimiters.length > 0) return undefined;
	const heads = [o, a, b].map(headOf);
	if (heads[0] !== heads[1] || heads[0] !== heads[2]) return undefined;
	const [base, ours, theirs] = [o, a, b].map((line) => cellTexts(line).map(withoutSpaces)) as [
		string[],
		string[],
		string[],
	];
	const values: string[] = [];
	for (const region of diff3MergeRegions(ours, base, theirs)) {
		if (region.stable) values.push(...region.bufferContent);
		else if (region.oLength === 0) values.push(...region.aContent, ...region.bContent);
		else return undefined;
	}
	const { start, end } = a.length!;
	if (values.length === 0) return emptied(a);
	return `${a.text.slice(0, start)}${values.length}${a.text.slice(end, a.cells!.start)} ${values.join(delimiter)}`;
}

/** What stands before the values, whatever the length. */
const headOf = (line: Line): string => withLength(line, "#").slice(0, line.cells!.start - lengthChange(line));

const lengthChange = ({ length }: Line): number => (length === undefined ? 0 : length.end - length.start - 1);

/** The line with another declared length; as it is where it declares none. */
export function withLength({ text, length }: Line, declared: number | string): string {
	return length === undefined ? text : text.slice(0, length.start) + declared + text.slice(length.end);
}

/** The header of an array that has become empty: `key: []`. A keyed table becomes an empty object. */
export function emptied(line: Line): string {
	const before = line.text.slice(0, line.length!.start - 1);
	const isKeyless = /^\s*(?:- )?$/.test(before);
	if (line.syntax.kind === "keyed-table-header") return isKeyless ? before : `${before}:`;
	return isKeyless ? `${before}[]` : `${before}: []`;
}
