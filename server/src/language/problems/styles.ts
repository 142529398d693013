/** Matters of style on one line; the same that the parser counted (see text/cellScanner.ts), now with their places. */

import { DIGIT_0, DIGIT_9, HYPHEN } from "../text/characters";
import { hasCommentMark } from "../text/commentLike";
import { canonicalNumber } from "../text/numbers";
import { ERROR, FOUND, LIST, OPAQUE, ROW } from "../tree/kinds";
import { FINDINGS_PER_LINE } from "../tree/lineAtWork";
import { lookalikeOf } from "../tree/lookalikes";
import { type LineParts, readParts } from "../tree/parts";
import type { Tree } from "../tree/tree";
import type { Finding, StyleCode } from "../types";
import { isNeedlesslyQuoted, isNeedlesslyQuotedKey } from "./needlessQuotes";

export function findStyles(tree: Tree, line: number): readonly Finding[] {
	const found: Finding[] = [];
	const { styles } = tree;
	const add = (code: StyleCode, start: number, end: number, detail?: Finding["detail"]): void => {
		if (styles.has(code) && found.length < FINDINGS_PER_LINE) found.push({ code, start, end, detail } as Finding);
	};

	const parts = readParts(tree, line);
	const { text, kind, header } = parts;
	if (parts.contentEnd < text.length) add("trailing-space", parts.contentEnd, text.length);
	if (kind === ERROR || kind === OPAQUE) return found;

	const look = looksLike(tree, line, parts);
	if (look !== undefined) add(look.code as StyleCode, look.start, look.end, look.detail);
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

/** What the line looks like, unless something is wrong with it: see `LineParser`. */
function looksLike(tree: Tree, line: number, parts: LineParts): Finding | undefined {
	const { lines, scopes } = tree;
	const isItem = parts.text.charCodeAt(parts.indentEnd) === HYPHEN;
	if (lines.flags[line]! & FOUND) return undefined;
	// Most lines that anybody asks about are rows with another matter of style.
	if (parts.kind === ROW && !isItem && !hasCommentMark(parts.text)) return undefined;
	// Only what looks like an item is judged by the line before it.
	const previous = isItem ? tree.contentBefore(line) : 0;
	return lookalikeOf({
		text: parts.text,
		kind: lines.kind[line]!,
		depth: lines.depth[line]!,
		delimiter: scopes.delimiter[lines.scope[line]!]!,
		start: parts.indentEnd,
		end: parts.contentEnd,
		seen: previous === 0 ? 0 : lines.trace[previous]!,
	});
}

const isNumberStart = (code: number): boolean => code === HYPHEN || (code >= DIGIT_0 && code <= DIGIT_9);
