/** How large files may be that are read whole: beyond, a conversion goes part by part, or is refused in words. */
import { statSync } from "node:fs";
import { getHeapStatistics } from "node:v8";
import type { Format } from "../convert";
import type { Problem } from "./tasks";

const MEGABYTE = 2 ** 20;

/** From here on files are converted part by part where that is possible. */
export const LARGE_BYTES = 64 * MEGABYTE;

/** What one text can be in V8. */
export const LONGEST_TEXT = 2 ** 29 - 24;

/** The heap that the limits below are for. */
const USUAL_HEAP = 4 * 2 ** 30;

/** Bytes of a source that are read whole, by the memory that its conversion takes. */
const MOST_READ: Readonly<Record<Format, number>> = {
	toon: 256 * MEGABYTE,
	json: 400 * MEGABYTE,
	jsonc: 400 * MEGABYTE,
	jsonl: 400 * MEGABYTE,
	csv: 400 * MEGABYTE,
	tsv: 400 * MEGABYTE,
	yaml: 32 * MEGABYTE,
	markdown: 96 * MEGABYTE,
	html: 0,
};

/** The same by what is written. */
const MOST_WRITTEN: Partial<Record<Format, number>> = {
	markdown: 96 * MEGABYTE,
	yaml: 128 * MEGABYTE,
	html: 160 * MEGABYTE,
};

/** Bytes that a source of a pair of formats may have to be read whole. */
export function mostWhole(from: Format, to: Format): number {
	const share = Math.min(1, getHeapStatistics().heap_size_limit / USUAL_HEAP);
	return Math.floor(Math.min(MOST_READ[from], MOST_WRITTEN[to] ?? Number.POSITIVE_INFINITY) * share);
}

/** Bytes that a file may have to be checked or counted as a whole. */
export const mostCounted = (from: Format): number => (from === "toon" ? LONGEST_TEXT : mostWhole(from, "toon"));

/** Bytes of a file; undefined where it cannot be looked at, of which whoever reads it will tell. */
export function sizeOf(file: string): number | undefined {
	return statSync(file, { throwIfNoEntry: false })?.size;
}

/** Says that a file is too large for what is asked. */
export function tooLarge(size: number, most: number, what: string): Problem {
	const message = `The file has ${sizeText(size)}, and ${what} up to ${sizeText(most)}. Split it.`;
	return { severity: "error", message };
}

/** UTF-16 units of a line of TOON whose values are all held at once: eight million numbers of one digit. */
const LONGEST_LINE = 16 * MEGABYTE;

/** Says that a line of TOON holds too many values to be converted or counted; undefined where none does. */
export function longLine(text: string): Problem | undefined {
	if (text.length <= LONGEST_LINE) return undefined;
	let line = 0;
	for (let start = 0; start < text.length; line++) {
		const found = text.indexOf("\n", start);
		const end = found < 0 ? text.length : found;
		if (end - start > LONGEST_LINE) {
			const at = { line, character: 0 };
			const message = `The line has ${sizeText(end - start)}, and the values of lines up to ${sizeText(LONGEST_LINE)} are read. Write the array as a list, one value a line, or split it.`;
			return { severity: "error", message, range: { start: at, end: at } };
		}
		start = end + 1;
	}
	return undefined;
}

/** What is in the way of reading a file as one text, if anything is. */
export function wholeProblem(file: string): Problem | undefined {
	const size = sizeOf(file);
	return size === undefined || size <= LONGEST_TEXT ? undefined : tooLarge(size, LONGEST_TEXT, "files are read whole");
}

function sizeText(bytes: number): string {
	return bytes >= 1000 * MEGABYTE ? `${(bytes / 2 ** 30).toFixed(1)} GB` : `${Math.round(bytes / MEGABYTE)} MB`;
}
