/**
 * Reads one line in its context: what kind of line it is, which scope it belongs to, what it opens, what is wrong.
 *
 * The context is small: the innermost open scope (`top`), and for recovery what was open before the previous content
 * line (`before`). A mistake is reported once; where the lines behind it make sense only with the blocks that it broke
 * off, these are resumed.
 */
import type { AsciiWindow } from "./asciiWindow";
import { CellScanner } from "./cells";
import { FINDINGS_PER_LINE, type Note } from "./findings";
import { HeaderScan, scanHeader } from "./header";
import {
	BLANK,
	BOM,
	BROKEN_HEADER,
	COMMENT,
	EMPTY_ARRAY,
	EMPTY_ITEM,
	ENTRY_ROW,
	EOL_MASK,
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
	LONE_CR,
	OBJECT,
	OBJECT_SCOPE,
	OPAQUE,
	RESUMED,
	ROOT_COMPLETE,
	ROOT_OBJECT,
	ROOT_SCOPE,
	ROOT_UNDECIDED,
	ROW,
	SCALAR,
	SHIFTED_SCOPE,
	SWALLOWED_SCOPE,
	TABLE,
	TABLE_SCOPE,
	UNDECIDED,
} from "./kinds";
import {
	BRACE_OPEN,
	BRACKET_CLOSE,
	BRACKET_OPEN,
	BYTE_ORDER_MARK,
	COLON,
	closingQuote,
	findUnquoted,
	HASH,
	HYPHEN,
	hashText,
	isRow,
	QUOTE,
	SPACE,
	skipSpaces,
	TAB,
	trimEnd,
	unclosedQuote,
} from "./scan";
import { ANY_DELIMITER, isPlainKey, unescapeText } from "./strings";
import type { Tree } from "./tree";
import type { DiagnosticCode } from "./types";

const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;
/** Tells an indentation with tabs from one of spaces in the `indentation` column. */
const WITH_TABS = 1 << 30;
const NO_KEY = -1;

export class LineParser {
	/** The innermost scope that is open before the next line. */
	top: number;
	/** The same before the previous content line. */
	before: number;
	/** The previous content line, 0 at the start. */
	previous = 0;

	readonly #tree: Tree;
	readonly #cells: CellScanner;
	readonly #header = new HeaderScan();
	/** Set while a whole text is parsed. */
	readonly #window: AsciiWindow | undefined;
	readonly #strict: boolean;
	readonly #indentSize: number;
	readonly #trailingSpace: boolean;
	readonly #needlessQuotes: boolean;
	readonly #legacyEmptyArray: boolean;

	// The line at work.
	#line = 0;
	#text = "";
	/** Where the line starts in `#text`, and where its content starts. */
	#start = 0;
	#contentStart = 0;
	#contentEnd = 0;
	#hasTrailingSpace = false;
	/** The indentation was reported: what follows from it is not. */
	#misplaced = false;
	/** Its key in the `indentation` column where it was reported, else -1. */
	#irregular = -1;
	/** The line stands deeper than its scope, and lines beside it are to be taken along. */
	#shifted = false;

	constructor(tree: Tree, window?: AsciiWindow) {
		this.#tree = tree;
		this.#window = window;
		this.#strict = tree.strict;
		this.#indentSize = tree.indentSize;
		this.#trailingSpace = tree.styles.has("trailing-space");
		this.#needlessQuotes = tree.styles.has("needless-quotes");
		this.#legacyEmptyArray = tree.styles.has("legacy-empty-array");
		this.#cells = new CellScanner(this, this.#needlessQuotes, tree.styles.has("non-canonical-number"));
		this.top = tree.root;
		this.before = tree.root;
	}

	/** Parses the line that stands in `[start, end)` of `text`. `first` marks the first line of the document. */
	parse(line: number, text: string, start: number, end: number, first: boolean): void {
		const { lines } = this.#tree;
		if (lines.flags[line]! & FOUND) this.#tree.findings.delete(line);
		lines.flags[line]! &= EOL_MASK | LONE_CR;
		lines.cells[line] = 0;
		lines.keyHash[line] = 0;
		lines.scope[line] = 0;
		lines.top[line] = 0;
		lines.styles[line] = 0;
		this.#line = line;
		this.#text = text;
		this.#start = start;
		let i = start;
		if (first && end > start && text.charCodeAt(start) === BYTE_ORDER_MARK) {
			i++;
			lines.flags[line]! |= BOM;
		}
		const indentStart = i;
		const contentEnd = trimEnd(text, i, end);
		this.#hasTrailingSpace = contentEnd !== end && this.#trailingSpace;
		if (this.#hasTrailingSpace) lines.styles[line] = 1;
		while (i < contentEnd && text.charCodeAt(i) === SPACE) i++;
		const c = text.charCodeAt(i);
		if (i >= contentEnd) {
			lines.kind[line] = BLANK;
			lines.depth[line] = 0;
		} else if (c === HASH) {
			lines.kind[line] = COMMENT;
			lines.depth[line] = 0;
		} else if (c === TAB) this.#parseTabbed(indentStart, i, contentEnd);
		else {
			const indent = i - indentStart;
			const size = this.#indentSize;
			let depth = size === 2 ? indent >> 1 : Math.floor(indent / size);
			this.#irregular = -1;
			this.#misplaced = false;
			if (depth * size !== indent && this.#strict)
				depth = this.#irregularDepth(indent, depth, indentStart, i, contentEnd);
			this.#parseContent(depth, indentStart, i, contentEnd);
		}
	}

	/** Records what is wrong in `[from, to)` of the text at work. */
	report(code: DiagnosticCode, from: number, to: number, note: Note = ""): void {
		const { findings, lines } = this.#tree;
		let list = findings.get(this.#line);
		if (list === undefined) {
			list = [];
			findings.set(this.#line, list);
			lines.flags[this.#line]! |= FOUND;
		}
		if (list.length < FINDINGS_PER_LINE) {
			list.push({ code, start: from - this.#start, end: to - this.#start, note });
		}
	}

	countStyle(): void {
		const { styles } = this.#tree.lines;
		if (styles[this.#line]! < FINDINGS_PER_LINE) styles[this.#line]!++;
	}

	/** Reports what is wrong with the line as a whole, unless its indentation was, of which it may be a consequence. */
	#reportLine(code: DiagnosticCode, from: number, to: number, note: Note = ""): void {
		if (!this.#misplaced) this.report(code, from, to, note);
	}

	// ---- indentation

	#parseTabbed(indentStart: number, firstTab: number, end: number): void {
		const { lines } = this.#tree;
		const text = this.#text;
		let tabs = 0;
		let spaces = firstTab - indentStart;
		let i = firstTab;
		for (; i < end; i++) {
			const c = text.charCodeAt(i);
			if (c === TAB) tabs++;
			else if (c === SPACE) spaces++;
			else break;
		}
		if (i >= end) {
			lines.kind[this.#line] = BLANK;
			lines.depth[this.#line] = 0;
			if (this.#strict) this.report("tab-indent", firstTab, end);
			return;
		}
		this.#irregular = -1;
		this.#misplaced = false;
		let depth = Math.floor(spaces / this.#indentSize) + tabs;
		if (this.#strict) {
			const key = WITH_TABS | (tabs << 12) | spaces;
			const known = this.#knownDepth(key, depth);
			if (known !== UNDECIDED) depth = known;
			else {
				this.#reportIndentation("tab-indent", key, firstTab, i);
				depth = this.#depthByLooks(depth, i, end);
			}
		}
		this.#parseContent(depth, indentStart, i, end);
	}

	/** Depth of an indentation that is no multiple of the indentation size: what fits the open scopes best. */
	#irregularDepth(indent: number, floor: number, indentStart: number, start: number, end: number): number {
		const known = this.#knownDepth(indent, floor);
		if (known !== UNDECIDED) return known;
		this.#reportIndentation("indent-not-multiple", indent, indentStart, start);
		const expected = this.#tree.scopes.expectedDepth(this.top);
		if (expected <= floor) return this.#depthByLooks(floor, start, end);
		return this.#fitsBelow(floor, start, end) ? floor + 1 : floor;
	}

	/** Content depth of an open scope whose lines have this very indentation, which was reported with the first. */
	#knownDepth(key: number, floor: number): number {
		const { scopes } = this.#tree;
		for (let scope = this.top; scope !== 0; scope = scopes.parent[scope]!) {
			const depth = scopes.contentDepth[scope]!;
			if (scopes.indentation[scope] === key) return depth;
			if (depth !== UNDECIDED && depth < floor) break;
		}
		return UNDECIDED;
	}

	#reportIndentation(code: DiagnosticCode, key: number, from: number, to: number): void {
		this.report(code, from, to);
		this.#tree.lines.flags[this.#line]! |= IRREGULAR;
		this.#irregular = key;
		this.#misplaced = true;
	}

	/** Where the indentation says little: the deepest open scope, at most at `depth`, that the line looks like content of. */
	#depthByLooks(depth: number, start: number, end: number): number {
		const { scopes } = this.#tree;
		for (let scope = this.top; scope !== 0; scope = scopes.parent[scope]!) {
			const expected = scopes.expectedDepth(scope);
			if (expected > depth) continue;
			if (scopes.contentDepth[scope] === UNDECIDED) return expected;
			if (this.#fits(this.#tree.realScope(scope), start, end)) return expected;
		}
		return depth;
	}

	/** Whether a line between two depths belongs to the open scope at `floor + 1`, rather than to that at `floor`. */
	#fitsBelow(floor: number, start: number, end: number): boolean {
		const tree = this.#tree;
		const { scopes } = tree;
		let inner = this.top;
		while (scopes.expectedDepth(inner) > floor + 1) inner = scopes.parent[inner]!;
		if (scopes.expectedDepth(inner) !== floor + 1) return false;
		if (scopes.contentDepth[inner] === UNDECIDED) return true;
		const kind = scopes.kind[tree.realScope(inner)]!;
		if (kind === LIST_SCOPE || kind === TABLE_SCOPE || kind === KEYED_SCOPE) {
			return this.#fits(tree.realScope(inner), start, end);
		}
		let outer = scopes.parent[inner]!;
		while (outer !== 0 && scopes.contentDepth[outer]! > floor) outer = scopes.parent[outer]!;
		return outer === 0 || !this.#fits(tree.realScope(outer), start, end);
	}

	/** Whether the content could be a line of the scope, by its looks. */
	#fits(scope: number, start: number, end: number): boolean {
		const { scopes } = this.#tree;
		switch (scopes.kind[scope]) {
			case LIST_SCOPE:
				return this.#isItem(start, end);
			case TABLE_SCOPE:
				return isRow(this.#text, start, end, scopes.delimiter[scope]!);
			default:
				return findUnquoted(this.#text, start, end, COLON) >= 0;
		}
	}

	#isItem(start: number, end: number): boolean {
		return this.#text.charCodeAt(start) === HYPHEN && (start + 1 >= end || this.#text.charCodeAt(start + 1) === SPACE);
	}

	// ---- the place of the line

	#parseContent(depth: number, indentStart: number, start: number, end: number): void {
		const { lines, scopes } = this.#tree;
		const line = this.#line;
		this.#contentStart = start;
		this.#contentEnd = end;
		lines.depth[line] = depth;
		this.#shifted = false;
		let scope = this.top;
		while (depth <= scopes.openDepth[scope]!) scope = scopes.parent[scope]!;
		if (depth !== scopes.contentDepth[scope]) scope = this.#place(scope, depth, indentStart, start, end);
		const real = scopes.kind[scope] === SHIFTED_SCOPE ? this.#tree.realScope(scope) : scope;
		lines.scope[line] = real;
		lines.top[line] = scope;
		const base = scopes.contentDepth[scope]!;
		switch (scopes.kind[real]) {
			case TABLE_SCOPE:
				this.#parseRow(start, end, real, base);
				break;
			case OBJECT_SCOPE:
			case ITEM_SCOPE:
				this.#parseField(start, end, scope, base, 0);
				break;
			case LIST_SCOPE:
				this.#parseItem(start, end, scope, base);
				break;
			case KEYED_SCOPE:
				this.#parseEntryRow(start, end, real, base);
				break;
			case SWALLOWED_SCOPE:
				lines.kind[line] = OPAQUE;
				break;
			default:
				this.#parseRootLine(start, end, scope, base);
		}
		if (this.#shifted && lines.top[line] === scope) {
			lines.top[line] = scopes.add(SHIFTED_SCOPE, scope, line, base, depth, false);
		}
		this.before = this.top;
		this.top = lines.top[line]!;
		this.previous = line;
	}

	/** The scope for a line whose depth is not the content depth of the scope that it stands in. */
	#place(scope: number, depth: number, indentStart: number, start: number, end: number): number {
		const { lines, scopes } = this.#tree;
		if (scopes.kind[scope] === SWALLOWED_SCOPE) {
			const opener = scopes.opener[scope]!;
			if (opener !== this.previous || lines.flags[opener]! & BROKEN_HEADER) return scope;
			const broken = this.#brokenOff(depth, start, end, true);
			return broken === 0 ? scope : this.#resume(broken);
		}
		if (scopes.contentDepth[scope] === UNDECIDED) {
			this.#decideContentDepth(scope, depth, indentStart, start);
			return scope;
		}
		// At the right depth, in a block whose first line is not: that line was reported, and this one is what it should be.
		if (this.#strict && depth === scopes.openDepth[scope]! + 1 && scopes.kind[scope] !== SHIFTED_SCOPE) return scope;
		if (scopes.kind[scope] === SHIFTED_SCOPE && depth < scopes.contentDepth[scope]!) scope = scopes.parent[scope]!;
		const silent = this.previous !== 0 && (lines.flags[this.previous]! & IRREGULAR) !== 0;
		if (!silent) this.#reportLine("over-indented", indentStart, start);
		this.#misplaced = true;
		const broken = this.#brokenOff(depth, start, end, false);
		if (broken !== 0) return this.#resume(broken);
		if (scopes.kind[scope] === ROOT_SCOPE && this.#tree.rootMode === ROOT_UNDECIDED) {
			return scopes.add(SHIFTED_SCOPE, scope, this.#line, 0, depth, false);
		}
		this.#shifted = depth > scopes.contentDepth[scope]!;
		return scope;
	}

	#resume(scope: number): number {
		this.#tree.lines.flags[this.#line]! |= RESUMED;
		return scope;
	}

	/** A scope with this content depth that the previous line closed, and that the line looks like content of; or 0. */
	#brokenOff(depth: number, start: number, end: number, onlyArrays: boolean): number {
		const { scopes } = this.#tree;
		let scope = this.before;
		while (scope !== 0) {
			const contentDepth = scopes.contentDepth[scope]!;
			if (contentDepth === depth) break;
			if (contentDepth !== UNDECIDED && contentDepth < depth) return 0;
			scope = scopes.parent[scope]!;
		}
		if (scope === 0) return 0;
		const real = this.#tree.realScope(scope);
		const kind = scopes.kind[real]!;
		if (kind === ROOT_SCOPE || kind === SWALLOWED_SCOPE) return 0;
		if (onlyArrays && (kind === OBJECT_SCOPE || kind === ITEM_SCOPE)) return 0;
		if (kind === KEYED_SCOPE && findUnquoted(this.#text, start, end, scopes.delimiter[real]!) < 0) return 0;
		return this.#fits(real, start, end) ? scope : 0;
	}

	/** The first content line of a scope decides the depth of all; more than one level is a jump (§8). */
	#decideContentDepth(scope: number, depth: number, indentStart: number, start: number): void {
		const { lines, scopes } = this.#tree;
		const opener = scopes.opener[scope]!;
		const openDepth = scopes.openDepth[scope]!;
		let deepest = openDepth;
		if ((lines.kind[opener]! & ITEM) === 0) {
			const actual = lines.depth[opener]!;
			if (actual > openDepth) {
				// The opener was reported as too deep; its whole block may be.
				deepest = actual;
				if (depth > actual) {
					const shift = scopes.add(SHIFTED_SCOPE, scopes.parent[scope]!, opener, openDepth, actual, false);
					this.#tree.rebase(scope, shift, actual);
				}
			}
		}
		if (depth > deepest + 1 && this.#strict) {
			const silent = (lines.flags[opener]! & IRREGULAR) !== 0;
			if (!silent) this.#reportLine("depth-jump", indentStart, start);
			this.#misplaced = true;
			this.#raiseOpener(scope, depth - 1);
		}
		scopes.contentDepth[scope] = depth;
		scopes.indentation[scope] = this.#irregular;
	}

	/** When the opener stands too shallow and so broke a block off, its scope is put where the content shows it belongs. */
	#raiseOpener(scope: number, depth: number): void {
		const { lines, scopes } = this.#tree;
		if ((lines.kind[scopes.opener[scope]!]! & ITEM) !== 0) return;
		let outer = this.before;
		while (outer !== 0 && scopes.contentDepth[outer]! > depth) outer = scopes.parent[outer]!;
		const kind = scopes.kind[outer]!;
		if (scopes.contentDepth[outer] !== depth || (kind !== OBJECT_SCOPE && kind !== ITEM_SCOPE)) return;
		this.#tree.rebase(scope, outer, depth);
	}

	/** An error line: whatever stands deeper belongs to it and is not looked into. */
	#fail(scope: number, openDepth: number, column = ERROR): void {
		const { lines, scopes } = this.#tree;
		lines.kind[this.#line] = column;
		lines.keyHash[this.#line] = 0;
		lines.styles[this.#line] = this.#hasTrailingSpace ? 1 : 0;
		if (findUnquoted(this.#text, this.#contentStart, this.#contentEnd, BRACKET_OPEN) >= 0) {
			lines.flags[this.#line]! |= BROKEN_HEADER;
		}
		lines.top[this.#line] = scopes.add(SWALLOWED_SCOPE, scope, this.#line, openDepth, UNDECIDED, false);
	}

	// ---- kinds of content

	#parseRootLine(start: number, end: number, scope: number, base: number): void {
		const tree = this.#tree;
		const { lines } = tree;
		if (tree.rootMode === ROOT_COMPLETE) {
			this.#reportLine("trailing-content", start, end);
			this.#fail(scope, -1);
			return;
		}
		if (tree.rootMode === ROOT_UNDECIDED) {
			tree.scopes.opener[tree.root] = this.#line;
			tree.rootMode = ROOT_OBJECT;
			const hasColon = findUnquoted(this.#text, start, end, COLON) >= 0;
			if (this.#text.charCodeAt(start) === BRACKET_OPEN) {
				if (start + 2 === end && this.#text.charCodeAt(start + 1) === BRACKET_CLOSE) {
					tree.rootMode = ROOT_COMPLETE;
					lines.kind[this.#line] = KEYLESS | EMPTY_ARRAY;
					return;
				}
				if (hasColon) {
					if (this.#parseHeader(start, end, start, scope, base, KEYLESS)) tree.rootMode = ROOT_COMPLETE;
					else this.#fail(scope, base);
					return;
				}
			}
			if (!hasColon) {
				// An error unless nothing follows, which only the whole document tells: see `hasStrayScalar`.
				const first = this.#text.charCodeAt(start);
				const looksLikeJson = first === BRACE_OPEN || first === BRACKET_OPEN;
				this.#fail(scope, looksLikeJson ? -1 : base, SCALAR);
				const close = first === QUOTE ? closingQuote(this.#text, start, end) : -1;
				if (close >= 0 && this.#text.charCodeAt(close + 1) === BRACKET_OPEN) {
					this.report("missing-colon", end, end, "header");
				} else this.#checkToken(start, end);
				return;
			}
		}
		this.#parseField(start, end, scope, base, 0);
	}

	#parseRow(start: number, end: number, scope: number, base: number): void {
		const { lines, scopes } = this.#tree;
		const delimiter = scopes.delimiter[scope]!;
		if (this.#window?.covers(start, end)) {
			const at = this.#window.plainCells(start, end, delimiter);
			if (at >= 0) {
				const { cells } = this.#window;
				lines.kind[this.#line] = ROW;
				lines.cells[this.#line] = at === end ? cells : this.#cells.scan(this.#text, at, end, delimiter, cells);
				return;
			}
		}
		if (!isRow(this.#text, start, end, delimiter)) {
			const colon = findUnquoted(this.#text, start, end, COLON);
			const note = findUnquoted(this.#text, colon, end, delimiter) < 0 ? "" : "colon-in-row";
			if (note === "") this.#reportLine("over-indented", start, end, "key");
			else this.#reportLine("over-indented", start, findUnquoted(this.#text, colon, end, delimiter), note);
			this.#fail(lines.top[this.#line]!, base);
			return;
		}
		lines.kind[this.#line] = ROW;
		lines.cells[this.#line] = this.#cells.scan(this.#text, start, end, delimiter);
	}

	#parseEntryRow(start: number, end: number, scope: number, base: number): void {
		const { lines, scopes } = this.#tree;
		if (findUnquoted(this.#text, start, end, COLON) < 0) {
			if (this.#text.charCodeAt(start) === QUOTE && closingQuote(this.#text, start, end) < 0) {
				this.report("unterminated-string", start, end);
			} else this.#reportLine("missing-colon", end, end, "entry");
			this.#fail(lines.top[this.#line]!, base);
			return;
		}
		let i = this.#parseKey(start, end);
		if (i === NO_KEY) {
			this.#fail(lines.top[this.#line]!, base);
			return;
		}
		i = skipSpaces(this.#text, i, end);
		lines.kind[this.#line] = ENTRY_ROW;
		lines.cells[this.#line] = i >= end ? 0 : this.#cells.scan(this.#text, i, end, scopes.delimiter[scope]!);
	}

	#parseItem(start: number, end: number, list: number, base: number): void {
		const { lines, scopes } = this.#tree;
		const text = this.#text;
		const line = this.#line;
		if (!this.#isItem(start, end)) {
			this.#reportLine("over-indented", start, end, "not-an-item");
			this.#fail(list, base);
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
				if (!this.#parseHeader(i, end, i, list, base, ITEM | KEYLESS)) this.#fail(list, base, ITEM | KEYLESS | ERROR);
				return;
			}
		}
		if (!hasColon) {
			lines.kind[line] = ITEM | SCALAR;
			this.#checkToken(i, end);
			return;
		}
		const item = scopes.add(ITEM_SCOPE, list, line, base, base + 1, false);
		this.#parseField(i, end, item, base + 1, ITEM);
		if (lines.top[line] === list) lines.top[line] = item;
	}

	/** A key-value line or a header, at the depth `base` of an object. `flags` is ITEM behind a list marker. */
	#parseField(start: number, end: number, scope: number, base: number, flags: number): void {
		const { lines, scopes } = this.#tree;
		const text = this.#text;
		const line = this.#line;
		const bracket = this.#headerBracket(start, end);
		if (bracket >= 0) {
			if (!this.#parseHeader(start, end, bracket, scope, base, flags)) this.#fail(scope, base, flags | ERROR);
			return;
		}
		let i = this.#parseKey(start, end);
		if (i === NO_KEY) {
			// Items below a key without a header: the mistake is one, however many there are.
			const isItem = flags === 0 && this.#isItem(start, end) && scopes.kind[scope] !== ROOT_SCOPE;
			this.#fail(scope, isItem ? scopes.openDepth[scope]! : base, flags | ERROR);
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

	/** Where the bracket segment starts if the line is a header: an unquoted `[` before the first unquoted colon. */
	#headerBracket(start: number, end: number): number {
		const text = this.#text;
		if (text.charCodeAt(start) === QUOTE) {
			const close = closingQuote(text, start, end);
			if (close < 0 || text.charCodeAt(close + 1) !== BRACKET_OPEN) return -1;
			return findUnquoted(text, close + 1, end, COLON) >= 0 ? close + 1 : -1;
		}
		for (let i = start; i < end; i++) {
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
		const text = this.#text;
		const { keyHash } = this.#tree.lines;
		if (text.charCodeAt(start) === QUOTE) {
			const close = this.#cells.quoted(text, start, end);
			if (close < 0) {
				this.report("unterminated-string", start, end);
				return NO_KEY;
			}
			const colon = skipSpaces(text, close + 1, end);
			if (colon >= end) {
				this.#reportLine("missing-colon", end, end, "key");
				return NO_KEY;
			}
			if (text.charCodeAt(colon) === BRACKET_OPEN) {
				// A header, were it not for a space or its colon.
				if (findUnquoted(text, colon, end, COLON) < 0) this.#reportLine("missing-colon", end, end, "header");
				else this.#reportLine("space-before-bracket", close + 1, colon);
				return NO_KEY;
			}
			if (text.charCodeAt(colon) !== COLON) {
				const next = findUnquoted(text, colon, end, COLON);
				this.report("text-after-quote", close + 1, next < 0 ? end : next);
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
				keyHash[this.#line] = trimmed === 0 ? 1 : trimmed;
				return i + 1;
			}
			if (c === QUOTE) return this.#parseKeyWithQuotes(start, end);
			hash = Math.imul(hash ^ c, FNV_PRIME);
			if (c !== SPACE) trimmed = hash;
		}
		this.#reportLine("missing-colon", end, end, "key");
		return NO_KEY;
	}

	/** A bare key that has quotes inside, which hide colons but are part of the key. */
	#parseKeyWithQuotes(start: number, end: number): number {
		const colon = findUnquoted(this.#text, start, end, COLON);
		if (colon < 0) {
			const open = unclosedQuote(this.#text, start, end);
			if (open >= 0 && this.#text.slice(open, end).includes(":")) this.report("unterminated-string", open, end);
			else this.#reportLine("missing-colon", end, end, "key");
			return NO_KEY;
		}
		this.#tree.lines.keyHash[this.#line] = hashText(this.#text, start, trimEnd(this.#text, start, colon));
		return colon + 1;
	}

	#hashQuotedKey(open: number, close: number): void {
		const key = unescapeText(this.#text, open + 1, close);
		this.#tree.lines.keyHash[this.#line] = hashText(key, 0, key.length);
		if (this.#needlessQuotes && isPlainKey(key)) this.countStyle();
	}

	/** Checks a value that stands alone on its line. */
	#checkToken(start: number, end: number): void {
		this.#cells.value(this.#text, start, end, ANY_DELIMITER);
	}

	/** A header whose key stands in `[start, bracket)`. False where it is malformed, which was then reported. */
	#parseHeader(start: number, end: number, bracket: number, scope: number, base: number, flags: number): boolean {
		const { lines, scopes } = this.#tree;
		const text = this.#text;
		const line = this.#line;
		const header = this.#header;
		if (start < bracket && !this.#parseHeaderKey(start, bracket)) return false;
		if (!scanHeader(text, bracket, end, header)) {
			this.report(header.error!, header.errorStart, header.errorEnd, header.note);
			return false;
		}
		const hasFields = header.fieldsStart >= 0;
		if (start === bracket && ((flags & KEYLESS) === 0 || ((flags & ITEM) !== 0 && hasFields))) {
			this.#reportLine("keyless-header", bracket, header.bracketEnd + 1, flags & ITEM ? "in-item" : "");
			return false;
		}
		if (header.duplicateStart >= 0 && this.#strict) {
			this.report("duplicate-field", header.duplicateStart, header.duplicateEnd);
		}
		if (header.valueStart < end) {
			lines.kind[line] = flags | INLINE;
			const cells = this.#cells.scan(text, header.valueStart, end, header.delimiter);
			lines.cells[line] = cells;
			const isBroken = (lines.flags[line]! & FOUND) !== 0;
			if (this.#strict && cells !== header.declared && !isBroken) {
				this.report("array-length", bracket, header.bracketEnd + 1);
			}
			return true;
		}
		lines.kind[line] = flags | (header.keyed ? KEYED_TABLE : hasFields ? TABLE : LIST);
		// The encoder itself writes `- [0]:` for an empty array in a list.
		const mayBeLegacy = (flags & ITEM) === 0 || start < bracket;
		if (header.declared === 0 && !hasFields && mayBeLegacy && this.#legacyEmptyArray) this.countStyle();
		const kind = header.keyed ? KEYED_SCOPE : hasFields ? TABLE_SCOPE : LIST_SCOPE;
		const opened = scopes.add(kind, scope, line, base, UNDECIDED, true);
		scopes.delimiter[opened] = header.delimiter;
		scopes.leaves[opened] = header.leaves;
		scopes.declared[opened] = header.declared;
		lines.top[line] = opened;
		return true;
	}

	#parseHeaderKey(start: number, bracket: number): boolean {
		const text = this.#text;
		if (text.charCodeAt(start) === QUOTE) {
			this.#hashQuotedKey(start, this.#cells.quoted(text, start, bracket));
			return true;
		}
		const last = text.charCodeAt(bracket - 1);
		if (last === SPACE || last === TAB) {
			let space = bracket;
			while (text.charCodeAt(space - 1) === SPACE || text.charCodeAt(space - 1) === TAB) space--;
			this.#reportLine("space-before-bracket", space, bracket);
			return false;
		}
		this.#tree.lines.keyHash[this.#line] = hashText(text, start, bracket);
		return true;
	}
}
