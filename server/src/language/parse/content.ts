/** What a line says in its scope: row, entry row, item, field, header, root (§5 to §11). */

import { fitsArray, isEntry, isHeader, isRest } from "../recovery/looks";
import type { AsciiWindow } from "../text/asciiWindow";
import { CellScanner } from "../text/cells";
import { HeaderScan, scanHeader } from "../text/header";
import {
	BRACE_OPEN,
	BRACKET_CLOSE,
	BRACKET_OPEN,
	COLON,
	closingQuote,
	findUnquoted,
	hashText,
	isForeign,
	isListItem,
	isRow,
	QUOTE,
	SPACE,
	skipSpaces,
	TAB,
	trimEnd,
	unclosedQuote,
} from "../text/scan";
import { ANY_DELIMITER, isPlainKey, unescapeText } from "../text/strings";
import type { Note } from "../tree/findings";
import {
	EMPTY_ARRAY,
	EMPTY_ITEM,
	ENTRY_ROW,
	ERROR,
	FIELD,
	FOUND,
	INLINE,
	IRREGULAR,
	ITEM,
	ITEM_SCOPE,
	KEYED_SCOPE,
	KEYED_TABLE,
	KEYLESS,
	LIST,
	LIST_SCOPE,
	OBJECT,
	OBJECT_SCOPE,
	ROOT_COMPLETE,
	ROOT_OBJECT,
	ROOT_UNDECIDED,
	ROW,
	SCALAR,
	TABLE,
	TABLE_SCOPE,
	UNDECIDED,
} from "../tree/kinds";
import type { LineWork } from "../tree/lineWork";
import type { Tree } from "../tree/tree";

const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;
const NO_KEY = -1;

export class ContentParser {
	readonly #tree: Tree;
	readonly #work: LineWork;
	readonly #cells: CellScanner;
	readonly #header = new HeaderScan();
	#stop = 0;
	/** Set while a whole text is parsed. */
	readonly #window: AsciiWindow | undefined;
	readonly #strict: boolean;
	readonly #needlessQuotes: boolean;
	readonly #legacyEmptyArray: boolean;

	constructor(tree: Tree, work: LineWork, window: AsciiWindow | undefined) {
		this.#tree = tree;
		this.#work = work;
		this.#window = window;
		this.#strict = tree.strict;
		this.#needlessQuotes = tree.styles.has("needless-quotes");
		this.#legacyEmptyArray = tree.styles.has("legacy-empty-array");
		this.#cells = new CellScanner(work, this.#needlessQuotes, tree.styles.has("non-canonical-number"));
	}

	parseRootLine(start: number, end: number, scope: number, base: number): void {
		const tree = this.#tree;
		const { lines } = tree;
		if (tree.rootMode === ROOT_COMPLETE) {
			if (!isRest(tree, this.#work.previous, this.#work.text, start, end)) {
				this.#work.reportLine("trailing-content", start, end);
			}
			this.#work.fail(scope, -1, ERROR, 0);
			return;
		}
		if (tree.rootMode === ROOT_UNDECIDED) {
			tree.scopes.opener[tree.root] = this.#work.line;
			tree.rootMode = ROOT_OBJECT;
			const hasColon = findUnquoted(this.#work.text, start, end, COLON) >= 0;
			if (this.#work.text.charCodeAt(start) === BRACKET_OPEN) {
				if (start + 2 === end && this.#work.text.charCodeAt(start + 1) === BRACKET_CLOSE) {
					tree.rootMode = ROOT_COMPLETE;
					lines.kind[this.#work.line] = KEYLESS | EMPTY_ARRAY;
					return;
				}
				if (hasColon) {
					if (this.#parseHeader(start, end, start, scope, base, KEYLESS)) tree.rootMode = ROOT_COMPLETE;
					else this.#work.fail(scope, base);
					return;
				}
			}
			if (!hasColon) {
				// An error unless nothing follows, which only the whole document tells: see `hasStrayScalar`.
				const first = this.#work.text.charCodeAt(start);
				const looksLikeJson = first === BRACE_OPEN || first === BRACKET_OPEN;
				if (looksLikeJson) this.#work.fail(scope, -1, SCALAR, 0);
				else this.#work.fail(scope, base, SCALAR);
				const close = first === QUOTE ? closingQuote(this.#work.text, start, end) : -1;
				if (close >= 0 && this.#work.text.charCodeAt(close + 1) === BRACKET_OPEN) {
					this.#work.report("missing-colon", end, end, "header");
				} else this.#checkToken(start, end);
				return;
			}
		}
		this.parseField(start, end, scope, base, 0);
	}

	parseRow(start: number, end: number, scope: number, base: number): void {
		const { lines, scopes } = this.#tree;
		const delimiter = scopes.delimiter[scope]!;
		if (this.#isHeaderAmongContent(start, end, scope)) {
			this.#failHeader(start, end, base);
			return;
		}
		if (this.#window?.covers(start, end)) {
			const at = this.#window.plainCells(start, end, delimiter);
			if (at >= 0) {
				const { cells } = this.#window;
				lines.kind[this.#work.line] = ROW;
				lines.cells[this.#work.line] =
					at === end ? cells : this.#cells.scan(this.#work.text, at, end, delimiter, cells);
				return;
			}
		}
		const { text } = this.#work;
		if (!isRow(text, start, end, delimiter)) {
			if (scopes.opener[scope] === this.#work.previous && isEntry(text, start, end, delimiter, scopes.leaves[scope]!)) {
				// As all rows will be: the header has lost its colon.
				this.#work.reportLine("over-indented", start, findUnquoted(text, start, end, COLON) + 1, "keyed");
				scopes.widthAsked[scope] = 1;
				scopes.kind[scope] = KEYED_SCOPE;
				this.parseEntryRow(start, end, scope, base);
				return;
			}
			const colon = findUnquoted(this.#work.text, start, end, COLON);
			const note = findUnquoted(this.#work.text, colon, end, delimiter) < 0 ? "" : "colon-in-row";
			if (note === "") this.#work.reportLine("over-indented", start, end, "key");
			else this.#work.reportLine("over-indented", start, findUnquoted(this.#work.text, colon, end, delimiter), note);
			this.#work.fail(lines.top[this.#work.line]!, base);
			return;
		}
		lines.kind[this.#work.line] = ROW;
		lines.cells[this.#work.line] = this.#cells.scan(this.#work.text, start, end, delimiter);
	}

	/** Whether the line is the header of another block that stands too deep; what stands below it is its own. */
	#isHeaderAmongContent(start: number, end: number, array: number): boolean {
		const { text } = this.#work;
		return (
			text.charCodeAt(end - 1) === COLON &&
			isHeader(text, start, end, this.#tree.scopes.delimiter[array]!) &&
			!fitsArray(this.#tree, array, text, start, end)
		);
	}

	/** Also what stands beside it is not looked into, up to the next line that is a row. */
	#failHeader(start: number, end: number, base: number): void {
		this.#work.reportLine("over-indented", start, end, "key");
		this.#work.fail(this.#tree.lines.top[this.#work.line]!, base - 1);
	}

	parseEntryRow(start: number, end: number, scope: number, base: number): void {
		const { lines, scopes } = this.#tree;
		if (this.#isHeaderAmongContent(start, end, scope)) {
			this.#failHeader(start, end, base);
			return;
		}
		if (findUnquoted(this.#work.text, start, end, COLON) < 0) {
			if (this.#work.text.charCodeAt(start) === QUOTE && closingQuote(this.#work.text, start, end) < 0) {
				this.#work.report("unterminated-string", start, end);
			} else if (!isRest(this.#tree, this.#work.previous, this.#work.text, start, end)) {
				this.#reportMissingColon(end, "entry");
			}
			this.#work.fail(lines.top[this.#work.line]!, base);
			return;
		}
		let i = this.#parseKey(start, end);
		if (i === NO_KEY) {
			this.#work.fail(lines.top[this.#work.line]!, base);
			return;
		}
		i = skipSpaces(this.#work.text, i, end);
		lines.kind[this.#work.line] = ENTRY_ROW;
		lines.cells[this.#work.line] = i >= end ? 0 : this.#cells.scan(this.#work.text, i, end, scopes.delimiter[scope]!);
	}

	parseItem(start: number, end: number, list: number, base: number): void {
		const { lines, scopes } = this.#tree;
		const text = this.#work.text;
		const line = this.#work.line;
		if (!isListItem(this.#work.text, start, end)) {
			const isHeader = this.#isHeaderAmongContent(start, end, this.#tree.realScope(list));
			// Fields of an item whose hyphen stands too deep.
			if (lines.flags[this.#work.previous]! & IRREGULAR) this.#work.misplaced = true;
			this.#work.reportLine("over-indented", start, end, isHeader ? "key" : "not-an-item");
			// The lines beside it have the same mistake, up to the next item.
			this.#work.fail(list, base - 1);
			return;
		}
		const i = skipSpaces(text, start + 1, end);
		if (i >= end) {
			lines.kind[line] = ITEM | EMPTY_ITEM;
			return;
		}
		const hasColon = findUnquoted(text, i, end, COLON) >= 0;
		if (text.charCodeAt(i) === BRACKET_OPEN) {
			if (i + 2 === end && text.charCodeAt(i + 1) === BRACKET_CLOSE) {
				lines.kind[line] = ITEM | KEYLESS | EMPTY_ARRAY;
				return;
			}
			if (hasColon) {
				if (!this.#parseHeader(i, end, i, list, base, ITEM | KEYLESS))
					this.#work.fail(list, base, ITEM | KEYLESS | ERROR);
				return;
			}
		}
		if (!hasColon) {
			lines.kind[line] = ITEM | SCALAR;
			this.#checkToken(i, end);
			return;
		}
		const item = scopes.add(ITEM_SCOPE, list, line, base, base + 1, false);
		this.parseField(i, end, item, base + 1, ITEM);
		if (lines.top[line] === list) lines.top[line] = item;
	}

	/** A key-value line or a header, at the depth `base` of an object. `flags` is ITEM behind a list marker. */
	parseField(start: number, end: number, scope: number, base: number, flags: number): void {
		const { lines, scopes } = this.#tree;
		const text = this.#work.text;
		const line = this.#work.line;
		let i = this.#parsePlainKey(start, end);
		if (i === NO_KEY) {
			const bracket = this.#headerBracket(start, end);
			if (bracket >= 0) {
				if (!this.#parseHeader(start, end, bracket, scope, base, flags)) this.#work.fail(scope, base, flags | ERROR);
				return;
			}
			i = this.#parseKey(start, end);
		}
		if (i === NO_KEY) {
			this.#work.fail(scope, base, flags | ERROR);
			return;
		}
		i = skipSpaces(text, i, end);
		if (i >= end) {
			lines.kind[line] = flags | OBJECT;
			lines.top[line] = scopes.add(OBJECT_SCOPE, scope, line, base, UNDECIDED, false);
		} else if (i + 2 === end && text.charCodeAt(i) === BRACKET_OPEN && text.charCodeAt(i + 1) === BRACKET_CLOSE) {
			lines.kind[line] = flags | EMPTY_ARRAY;
		} else {
			lines.kind[line] = flags | FIELD;
			this.#checkToken(i, end);
		}
	}

	/**
	 * Hashes a key without brackets and quotes, and returns the place behind its colon; NO_KEY where it is no such key,
	 * with the place of what it is not in `#stop`.
	 */
	#parsePlainKey(start: number, end: number): number {
		const { text } = this.#work;
		let hash = FNV_OFFSET;
		let trimmed = hash;
		for (let i = start; i < end; i++) {
			const c = text.charCodeAt(i);
			if (c === COLON) {
				this.#tree.lines.keyHash[this.#work.line] = trimmed === 0 ? 1 : trimmed;
				return i + 1;
			}
			if (c === BRACKET_OPEN || c === QUOTE) {
				this.#stop = i;
				return NO_KEY;
			}
			hash = Math.imul(hash ^ c, FNV_PRIME);
			if (c !== SPACE) trimmed = hash;
		}
		this.#stop = end;
		return NO_KEY;
	}

	/** Where the bracket segment starts if the line is a header: an unquoted `[` before the first unquoted colon. */
	#headerBracket(start: number, end: number): number {
		const text = this.#work.text;
		if (text.charCodeAt(start) === QUOTE) {
			const close = closingQuote(text, start, end);
			if (close < 0 || text.charCodeAt(close + 1) !== BRACKET_OPEN) return -1;
			return findUnquoted(text, close + 1, end, COLON) >= 0 ? close + 1 : -1;
		}
		for (let i = this.#stop; i < end; i++) {
			const c = text.charCodeAt(i);
			if (c === COLON) return -1;
			if (c === BRACKET_OPEN) return findUnquoted(text, i, end, COLON) >= 0 ? i : -1;
			if (c === QUOTE) {
				i = closingQuote(text, i, end);
				if (i < 0) return -1;
			}
		}
		return -1;
	}

	/** Hashes the key at `start` and returns the place behind its colon, or NO_KEY. */
	#parseKey(start: number, end: number): number {
		const text = this.#work.text;
		const { keyHash } = this.#tree.lines;
		if (text.charCodeAt(start) === QUOTE) {
			const close = this.#cells.quoted(text, start, end);
			if (close < 0) {
				this.#work.report("unterminated-string", start, end);
				return NO_KEY;
			}
			const colon = skipSpaces(text, close + 1, end);
			if (colon >= end) {
				this.#reportMissingColon(end, "key");
				return NO_KEY;
			}
			if (text.charCodeAt(colon) !== COLON) {
				this.#reportAfterKey(close + 1, colon, end);
				return NO_KEY;
			}
			this.#hashQuotedKey(start, close);
			return colon + 1;
		}
		let hash = FNV_OFFSET;
		let trimmed = hash;
		for (let i = start; i < end; i++) {
			const c = text.charCodeAt(i);
			if (c === COLON) {
				keyHash[this.#work.line] = trimmed === 0 ? 1 : trimmed;
				return i + 1;
			}
			if (c === QUOTE) return this.#parseKeyWithQuotes(start, end);
			hash = Math.imul(hash ^ c, FNV_PRIME);
			if (c !== SPACE) trimmed = hash;
		}
		this.#reportMissingColon(end, "key");
		return NO_KEY;
	}

	/** Reports the place for a colon, or all of a line that was never to have one. */
	#reportMissingColon(end: number, note: Note): void {
		const start = this.#work.contentStart;
		const isWhole = isForeign(this.#work.text.slice(start, end));
		this.#work.reportLine("missing-colon", isWhole ? start : end, end, note);
	}

	/** What is wrong behind a quoted key, where something else than a colon stands at `next`. */
	#reportAfterKey(afterQuote: number, next: number, end: number): void {
		const colon = findUnquoted(this.#work.text, next, end, COLON);
		const isBracket = this.#work.text.charCodeAt(next) === BRACKET_OPEN;
		// A header, were it not for its colon, or for a space.
		if (isBracket && colon < 0) this.#work.reportLine("missing-colon", end, end, "header");
		else if (isBracket && next > afterQuote) this.#work.reportLine("space-before-bracket", afterQuote, next);
		else this.#work.report("text-after-quote", afterQuote, colon < 0 ? end : colon);
	}

	/** A bare key that has quotes inside, which hide colons but are part of the key. */
	#parseKeyWithQuotes(start: number, end: number): number {
		const colon = findUnquoted(this.#work.text, start, end, COLON);
		if (colon < 0) {
			const open = unclosedQuote(this.#work.text, start, end);
			if (open >= 0 && this.#work.text.slice(open, end).includes(":"))
				this.#work.report("unterminated-string", open, end);
			else this.#reportMissingColon(end, "key");
			return NO_KEY;
		}
		this.#tree.lines.keyHash[this.#work.line] = hashText(
			this.#work.text,
			start,
			trimEnd(this.#work.text, start, colon),
		);
		return colon + 1;
	}

	#hashQuotedKey(open: number, close: number): void {
		const key = unescapeText(this.#work.text, open + 1, close);
		this.#tree.lines.keyHash[this.#work.line] = hashText(key, 0, key.length);
		if (this.#needlessQuotes && isPlainKey(key)) this.#work.countStyle();
	}

	/** Checks a value that stands alone on its line. */
	#checkToken(start: number, end: number): void {
		this.#cells.value(this.#work.text, start, end, ANY_DELIMITER);
	}

	/** A header whose key stands in `[start, bracket)`. False where it is malformed, which was then reported. */
	#parseHeader(start: number, end: number, bracket: number, scope: number, base: number, flags: number): boolean {
		const { lines, scopes } = this.#tree;
		const text = this.#work.text;
		const line = this.#work.line;
		const header = this.#header;
		if (start < bracket && !this.#parseHeaderKey(start, bracket)) return false;
		if (!scanHeader(text, bracket, end, header)) {
			this.#work.report(header.error!, header.errorStart, header.errorEnd, header.note);
			return false;
		}
		const hasFields = header.fieldsStart >= 0;
		if (start === bracket && ((flags & KEYLESS) === 0 || ((flags & ITEM) !== 0 && hasFields))) {
			this.#work.reportLine("keyless-header", bracket, header.bracketEnd + 1, flags & ITEM ? "in-item" : "");
			return false;
		}
		if (header.duplicateStart >= 0 && this.#strict) {
			this.#work.report("duplicate-field", header.duplicateStart, header.duplicateEnd);
		}
		if (header.valueStart < end) {
			lines.kind[line] = flags | INLINE;
			const cells = this.#cells.scan(text, header.valueStart, end, header.delimiter);
			lines.cells[line] = cells;
			const isBroken = (lines.flags[line]! & FOUND) !== 0;
			if (this.#strict && cells !== header.declared && !isBroken) {
				this.#work.report("array-length", bracket, header.bracketEnd + 1);
			}
			return true;
		}
		lines.kind[line] = flags | (header.keyed ? KEYED_TABLE : hasFields ? TABLE : LIST);
		// The encoder itself writes `- [0]:` for an empty array in a list.
		const mayBeLegacy = (flags & ITEM) === 0 || start < bracket;
		if (header.declared === 0 && !hasFields && mayBeLegacy && this.#legacyEmptyArray) this.#work.countStyle();
		const kind = header.keyed ? KEYED_SCOPE : hasFields ? TABLE_SCOPE : LIST_SCOPE;
		const opened = scopes.add(kind, scope, line, base, UNDECIDED, true);
		scopes.delimiter[opened] = header.delimiter;
		scopes.leaves[opened] = header.leaves;
		scopes.declared[opened] = header.declared;
		lines.top[line] = opened;
		return true;
	}

	#parseHeaderKey(start: number, bracket: number): boolean {
		const text = this.#work.text;
		if (text.charCodeAt(start) === QUOTE) {
			this.#hashQuotedKey(start, this.#cells.quoted(text, start, bracket));
			return true;
		}
		const last = text.charCodeAt(bracket - 1);
		if (last === SPACE || last === TAB) {
			let space = bracket;
			while (text.charCodeAt(space - 1) === SPACE || text.charCodeAt(space - 1) === TAB) space--;
			if (space === start + 1 && isListItem(text, start, bracket)) {
				this.#work.reportLine("keyless-header", start, space, "item");
			} else this.#work.reportLine("space-before-bracket", space, bracket);
			return false;
		}
		this.#tree.lines.keyHash[this.#work.line] = hashText(text, start, bracket);
		return true;
	}
}
