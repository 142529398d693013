/** A TOON document: its text, its tree, and what is asked of them. The public face of this room. */

import { type FormatOptions, formatEdits, formatText } from "./format/format";
import { type Built, buildTree } from "./parse/build";
import { applyEdit, isLarge, type PlacedEdit, placeEdit } from "./parse/edit";
import { DEFAULT_STYLES } from "./problems/catalogue";
import { type DiagnosticList, Problems } from "./problems/list";
import { decodeTree } from "./read/decode";
import { LineReader } from "./read/lineReader";
import { readSyntaxLine } from "./read/syntaxLine";
import { walkTree } from "./read/walk";
import { detectIndentSize, firstLines, LINES_ASKED } from "./text/indentation";
import { type Change, ChangeLog, EVERYTHING_CHANGED } from "./tree/change";
import type { TreeOptions } from "./tree/options";
import { locate, lspLineCount, offsetOf, positionOf, rangeOf, type Spot } from "./tree/positions";
import type { Tree } from "./tree/tree";
import type {
	ContentChange,
	Diagnostic,
	JsonValue,
	ParseOptions,
	Position,
	Range,
	SyntaxLine,
	TextEdit,
	Visitor,
} from "./types";

export interface EffectiveOptions {
	readonly strict: boolean;
	/** Spaces a level, detected where it was not set. */
	readonly indentSize: number;
}

export class ToonDocument {
	#options: ParseOptions;
	#built: Built;
	#tree: Tree;
	#problems: Problems;
	/** The whole text, while it is known. */
	#text: string | undefined;

	/** Parses `text`, which may be any text: nothing here throws on it. */
	constructor(text: string, options: ParseOptions = {}) {
		this.#options = options;
		this.#text = text;
		this.#built = buildTree(text, this.#treeOptions(firstLines(text)));
		this.#tree = this.#built.tree;
		this.#problems = new Problems(this.#tree);
	}

	/** LSP lines: a lone CR ends one, although it is content in TOON. */
	get lineCount(): number {
		return lspLineCount(this.#tree);
	}

	/** UTF-16 code units. */
	get length(): number {
		return this.#tree.units;
	}

	get options(): EffectiveOptions {
		return { strict: this.#tree.strict, indentSize: this.#tree.indentSize };
	}

	// ---- text

	getText(range?: Range): string {
		if (range === undefined) {
			this.#text ??= this.#collect(
				locate(this.#tree, { line: 0, character: 0 }),
				locate(this.#tree, { line: this.lineCount, character: 0 }),
			);
			return this.#text;
		}
		const { from, to } = placeEdit(this.#tree, range, "");
		return this.#collect(from, to);
	}

	/** Position of an offset in UTF-16 code units, clamped to the text. */
	positionAt(offset: number): Position {
		return positionOf(this.#tree, offset);
	}

	/** Offset of a position, clamped to its line and to the text. */
	offsetAt(position: Position): number {
		return offsetOf(this.#tree, locate(this.#tree, position));
	}

	#collect(from: Spot, to: Spot): string {
		const { lines, order } = this.#tree;
		const parts: string[] = [];
		for (let c = from.chunk; c <= to.chunk; c++) {
			const chunk = order.chunks[c]!;
			const end = c === to.chunk ? to.index : chunk.count - 1;
			for (let i = c === from.chunk ? from.index : 0; i <= end; i++) {
				const line = chunk.handles[i]!;
				const text = lines.textOf(line) + lines.endOf(line);
				const last = c === to.chunk && i === to.index ? to.column : text.length;
				parts.push(text.slice(c === from.chunk && i === from.index ? from.column : 0, last));
			}
		}
		return parts.join("");
	}

	// ---- changes

	/** Applies the changes one after another, each to the text that the one before left. */
	update(changes: readonly ContentChange[]): Change {
		let log = new ChangeLog();
		let all = false;
		for (const { range, text } of changes) {
			const edit = range === undefined ? undefined : placeEdit(this.#tree, range, text);
			if (edit === undefined || isLarge(this.#tree, edit)) {
				this.#rebuild(edit === undefined ? text : this.#textAfter(edit));
				all = true;
				log = new ChangeLog();
				continue;
			}
			const number = this.#tree.order.chunks[edit.from.chunk]!.base + edit.from.index;
			applyEdit(this.#built, edit, log);
			this.#text = undefined;
			if (number < LINES_ASKED && this.#options.indentSize !== undefined && this.#options.indentSize !== "auto")
				continue;
			if (number < LINES_ASKED && detectIndentSize(this.#firstLines()) !== this.#tree.indentSize) {
				this.#rebuild(this.getText());
				all = true;
				log = new ChangeLog();
			}
		}
		for (const line of log.deadLines) this.#tree.freeLine(line);
		for (const scope of log.deadScopes) this.#tree.scopes.free(scope);
		return all ? EVERYTHING_CHANGED : log.toChange();
	}

	/** Changes options; what is not named stays. Strictness, indentation and styles are context: all is parsed anew. */
	configure(options: ParseOptions): Change {
		this.#options = { ...this.#options, ...options };
		const { strict, indentSize, styles } = this.#treeOptions(this.#firstLines());
		const tree = this.#tree;
		const sameStyles = styles.size === tree.styles.size && [...styles].every((code) => tree.styles.has(code));
		if (strict === tree.strict && indentSize === tree.indentSize && sameStyles) {
			return new ChangeLog().toChange();
		}
		this.#rebuild(this.getText());
		return EVERYTHING_CHANGED;
	}

	#rebuild(text: string): void {
		this.#text = text;
		this.#built = buildTree(text, this.#treeOptions(firstLines(text)));
		this.#tree = this.#built.tree;
		this.#problems = new Problems(this.#tree);
	}

	#textAfter({ from, to, text }: PlacedEdit): string {
		const whole = this.getText();
		return whole.slice(0, offsetOf(this.#tree, from)) + text + whole.slice(offsetOf(this.#tree, to));
	}

	#treeOptions(lines: Iterable<string>): TreeOptions {
		const { strict = true, indentSize = "auto", styles = DEFAULT_STYLES } = this.#options;
		return {
			strict,
			indentSize: indentSize === "auto" ? detectIndentSize(lines) : Math.max(1, Math.floor(indentSize)),
			styles: new Set(styles),
		};
	}

	*#firstLines(): Generator<string> {
		for (const chunk of this.#tree.order.chunks) {
			for (let i = 0; i < chunk.count; i++) yield this.#tree.lines.textOf(chunk.handles[i]!);
		}
	}

	// ---- answers

	/** How many diagnostics are errors; nothing is walked. */
	get errorCount(): number {
		return this.#tree.errors;
	}

	get hasErrors(): boolean {
		return this.errorCount > 0;
	}

	/** The first `limit` diagnostics in document order, and how many there are. */
	diagnostics(limit = Number.POSITIVE_INFINITY): DiagnosticList {
		return this.#problems.list(limit);
	}

	/** The diagnostics that touch the LSP lines of a range, both ends included. */
	diagnosticsIn(range: { readonly startLine: number; readonly endLine: number }): readonly Diagnostic[] {
		return this.#problems.within(range.startLine, range.endLine);
	}

	/** The value, or undefined while there are errors. */
	decode(): JsonValue | undefined {
		return this.hasErrors ? undefined : decodeTree(this.#tree);
	}

	/** The text as formatting leaves it, or undefined while there are errors. */
	format(options: FormatOptions = {}): string | undefined {
		return this.hasErrors ? undefined : formatText(this.#tree, options);
	}

	/** One edit for each line that formatting changes, within `range` if given; undefined while there are errors. */
	formatEdits(options: FormatOptions = {}, range?: Range): TextEdit[] | undefined {
		return this.hasErrors ? undefined : formatEdits(this.#tree, options, range);
	}

	/** Visits the document, or the LSP lines of a range (both ends included), in order. See `Visitor`. */
	walk(visitor: Visitor, range?: { readonly startLine: number; readonly endLine: number }): void {
		walkTree(this.#tree, visitor, range?.startLine ?? 0, range?.endLine ?? Number.POSITIVE_INFINITY);
	}

	/** The text of the line that holds an LSP line, without its indentation. */
	contentRange(number: number): Range {
		const tree = this.#tree;
		const { line } = locate(tree, { line: number, character: 0 });
		const text = tree.lines.textOf(line);
		let start = 0;
		while (/[ \t\ufeff]/.test(text.charAt(start))) start++;
		return rangeOf(tree, line, start, text.length);
	}

	/** The line of the tree that holds an LSP line, with all its tokens. */
	line(number: number): SyntaxLine {
		return readSyntaxLine(this.#tree, locate(this.#tree, { line: number, character: 0 }).line);
	}

	/** Reads lines and scopes by handle, for those who keep something for each: see `Change`. Made anew by a full parse. */
	get lines(): LineReader {
		return new LineReader(this.#tree);
	}
}

export function parse(text: string, options: ParseOptions = {}): ToonDocument {
	return new ToonDocument(text, options);
}
