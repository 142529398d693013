/** Field lists that are malformed, taken apart for those who mend them. */

import { scanHeader } from "../text/header";
import { HeaderScan } from "../text/headerScan";
import { closingQuote, findUnquoted, trimEnd } from "../text/scan";
import type { DiagnosticCode } from "../types";
import type { Problem } from "./problem";

/** A header that could not be read, as columns in its line. */
export interface BrokenHeader {
	readonly text: string;
	readonly bracketStart: number;
	readonly bracketEnd: number;
	/** The first brace, or -1. */
	readonly fieldsStart: number;
	/** The last brace before the last colon, or -1 where none closes the list. */
	readonly fieldsEnd: number;
	readonly contentEnd: number;
}

export function readBrokenHeader({ tree, line }: Problem): BrokenHeader {
	const text = tree.lines.textOf(line);
	const contentEnd = trimEnd(text, 0, text.length);
	const quoted = /^\s*(?:- +)?"/.exec(text);
	const from = quoted === null ? 0 : closingQuote(text, quoted[0].length - 1, text.length) + 1;
	const bracketStart = findUnquoted(text, from, contentEnd, "[".charCodeAt(0));
	const bracketEnd = text.indexOf("]", bracketStart);
	const fieldsStart = text.indexOf("{", bracketEnd);
	return {
		text,
		bracketStart,
		bracketEnd,
		fieldsStart,
		fieldsEnd: closingBrace(text, fieldsStart, contentEnd),
		contentEnd,
	};
}

/** The last brace that stands before a colon or a delimiter mark, quoted names left out. */
function closingBrace(text: string, open: number, end: number): number {
	let close = -1;
	for (let i = open; i >= 0 && i < end; i++) {
		const c = text.charAt(i);
		if (c === '"') {
			i = closingQuote(text, i, end);
			if (i < 0) return -1;
		} else if (c === "}") close = i;
		else if (c === ":" && close >= 0) break;
	}
	return close;
}

/** The field list with the text of names in quotes hidden, and the function that shows them again. */
export function maskNames(list: string): readonly [masked: string, unmask: (text: string) => string] {
	const names: string[] = [];
	const masked = list.replace(/"(?:[^"\\]|\\.)*"/g, (name) => `\ue000${names.push(name) - 1}\ue001`);
	return [masked, (text) => text.replace(/\ue000(\d+)\ue001/g, (_mark, index: string) => names[Number(index)]!)];
}

/** Leaf fields of a field list between its braces, whatever delimits them. */
export function countLeaves(list: string): number {
	const [masked] = maskNames(list);
	return masked.split(/[,|\t]/).length;
}

/** Whether a header line would have the same mistake, or none of a header's at all to begin with. */
export function stillFails(text: string, bracketStart: number, code: DiagnosticCode): boolean {
	const scan = new HeaderScan();
	return !scanHeader(text, bracketStart, trimEnd(text, 0, text.length), scan) && scan.error?.code === code;
}
