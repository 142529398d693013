/** Matters of style on one line; the same that the parser counted (see cells.ts), now with their places. */

import { canonicalNumber } from "../text/numbers";
import { closingQuote, QUOTE } from "../text/scan";
import { isPlainKey, isPlainValue, unescapeText } from "../text/strings";
import { FINDINGS_PER_LINE, type Finding } from "../tree/findings";
import { ERROR, LIST, OPAQUE } from "../tree/kinds";
import { type LineParts, readParts } from "../tree/parts";
import type { Tree } from "../tree/tree";
import type { StyleCode } from "../types";

export function findStyles(tree: Tree, line: number): readonly Finding[] {
	const found: Finding[] = [];
	const { styles } = tree;
	const add = (code: StyleCode, start: number, end: number): void => {
		if (styles.has(code) && found.length < FINDINGS_PER_LINE) found.push({ code, start, end, note: "" });
	};
	const parts = readParts(tree, line);
	const { text, kind, header } = parts;
	if (parts.contentEnd < text.length) add("trailing-space", parts.contentEnd, text.length);
	if (kind === ERROR || kind === OPAQUE) return found;
	if (parts.key !== undefined && isNeedlesslyQuotedKey(text, parts.key[0])) add("needless-quotes", ...parts.key);
	const isKeylessItem = parts.marker >= 0 && parts.key === undefined;
	if (kind === LIST && header!.declared === 0 && !isKeylessItem)
		add("legacy-empty-array", header!.bracketStart, header!.colon + 1);
	for (const [start, end] of parts.values) {
		if (isNeedlesslyQuoted(parts, start, end)) add("needless-quotes", start, end);
		else if (isNumberStart(text.charCodeAt(start)) && canonicalNumber(text.slice(start, end)) !== undefined) {
			add("non-canonical-number", start, end);
		}
	}
	return found;
}

const isNumberStart = (code: number): boolean => code === 45 || (code >= 48 && code <= 57);

function isNeedlesslyQuotedKey(text: string, start: number): boolean {
	if (text.charCodeAt(start) !== QUOTE) return false;
	return isPlainKey(unescapeText(text, start + 1, closingQuote(text, start, text.length)));
}

function isNeedlesslyQuoted({ text, delimiter }: LineParts, start: number, end: number): boolean {
	if (text.charCodeAt(start) !== QUOTE || closingQuote(text, start, end) !== end - 1) return false;
	return isPlainValue(unescapeText(text, start + 1, end - 1), delimiter);
}
