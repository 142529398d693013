/** Matters of style on one line; the same that the parser counted (see text/cellScanner.ts), now with their places. */

import { DIGIT_0, DIGIT_9, HYPHEN } from "../text/characters";
import { canonicalNumber } from "../text/numbers";
import { ERROR, LIST, OPAQUE } from "../tree/kinds";
import { FINDINGS_PER_LINE } from "../tree/lineAtWork";
import { readParts } from "../tree/parts";
import type { Tree } from "../tree/tree";
import type { Finding, StyleCode } from "../types";
import { isNeedlesslyQuoted, isNeedlesslyQuotedKey } from "./needlessQuotes";

export function findStyles(tree: Tree, line: number): readonly Finding[] {
	const found: Finding[] = [];
	const { styles } = tree;
	const add = (code: StyleCode, start: number, end: number): void => {
		if (styles.has(code) && found.length < FINDINGS_PER_LINE) found.push({ code, start, end, detail: undefined });
	};

	const parts = readParts(tree, line);
	const { text, kind, header } = parts;
	if (parts.contentEnd < text.length) add("trailing-space", parts.contentEnd, text.length);
	if (kind === ERROR || kind === OPAQUE) return found;

	if (parts.key !== undefined && isNeedlesslyQuotedKey(text, parts.key[0])) add("needless-quotes", ...parts.key);
	const isKeylessItem = parts.marker >= 0 && parts.key === undefined;
	if (kind === LIST && header!.declared === 0 && !isKeylessItem) {
		add("legacy-empty-array", header!.bracketStart, header!.colon + 1);
	}
	for (const [start, end] of parts.values) {
		if (isNeedlesslyQuoted(parts, start, end)) add("needless-quotes", start, end);
		else if (isNumberStart(text.charCodeAt(start)) && canonicalNumber(text.slice(start, end)) !== undefined) {
			add("non-canonical-number", start, end);
		}
	}
	return found;
}

const isNumberStart = (code: number): boolean => code === HYPHEN || (code >= DIGIT_0 && code <= DIGIT_9);
