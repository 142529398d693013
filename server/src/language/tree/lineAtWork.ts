/**
 * The line that is being read: its text, what is known of the lines before it, and what becomes of it.
 *
 * Parsing and recovery see this and the scopes, and no other line: `seen` and the scopes are all they may know of what
 * stands above. Who keeps the lines writes the result into the columns (see `Tree.settle`).
 */

import type { DetailArgument, DiagnosticCode, Finding } from "../types";
import { ENTRY_ROW, ERROR, FOUND, ITEM, KIND_MASK, OPAQUE_SCOPE, ROW, UNDECIDED, WIDTH_EXPLAINED } from "./kinds";
import type { Scopes } from "./scopes";
import { BROKEN_HEADER, IS_ITEM, ITEM_LIKE, lineTrace, REPORTED, rowTrace, type Trace, UNCLOSED_STRING } from "./trace";

/** More on one line are not worth a person's while, and a column of bytes counts them. */
export const FINDINGS_PER_LINE = 100;

/** What a mistake means to those who judge the line, or the one after it. */
const EXPLAINS_WIDTH: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
	"unterminated-string",
	"text-after-quote",
	"over-indented",
	"depth-jump",
]);

export class LineAtWork {
	// What is known of the lines above.
	/** The innermost scope that is open before the line. */
	open: number;
	/** The same before the previous content line. */
	openBefore: number;
	/** The previous content line and the one before it, to be compared with openers of scopes; 0 at the start. */
	previous = 0;
	secondPrevious = 0;
	/** The trace of the previous content line. */
	seen: Trace = 0;

	// The line.
	line = 0;
	/** The text that the line stands in, and where it starts there. */
	text = "";
	start = 0;
	contentStart = 0;
	contentEnd = 0;
	hasTrailingSpace = false;
	/** Its indentation as the column of that name has it, where it is no multiple of the size; else -1. */
	indentation = -1;
	/** The indentation was reported: what follows from it is not. */
	misplaced = false;
	/** The line stands deeper than its scope, and lines beside it are to be taken along. */
	shifted = false;

	// What becomes of it: the columns of these names.
	kind = 0;
	flags = 0;
	depth = 0;
	cells = 0;
	keyHash = 0;
	styles = 0;
	scope = 0;
	top = 0;
	trace: Trace = 0;
	found: Finding[] | undefined;

	readonly #scopes: Scopes;

	constructor(scopes: Scopes) {
		this.#scopes = scopes;
		this.open = scopes.root;
		this.openBefore = scopes.root;
	}

	/** Sets what is known of the lines above, to go on in the middle of a document. */
	resumeAfter(open: number, openBefore: number, previous: number, secondPrevious: number, seen: Trace): void {
		this.open = open;
		this.openBefore = openBefore;
		this.previous = previous;
		this.secondPrevious = secondPrevious;
		this.seen = seen;
	}

	/** Begins a line; nothing is known of it yet but the flags that its text has. */
	begin(line: number, text: string, start: number, flags: number): void {
		this.line = line;
		this.text = text;
		this.start = start;
		this.flags = flags;
		this.cells = 0;
		this.keyHash = 0;
		this.styles = 0;
		this.trace = 0;
		this.found = undefined;
	}

	/** Makes it a line without state: blank, or a comment. */
	setAside(kind: number): void {
		this.kind = kind;
		this.depth = 0;
		this.scope = 0;
		this.top = 0;
	}

	/** Ends a content line, which is now the previous one. `base` is the depth of the content of its scope. */
	pass(base: number): void {
		const kind = this.kind & KIND_MASK;
		if (kind === ROW || kind === ENTRY_ROW) this.trace = rowTrace(this.trace, this.cells);
		else {
			if (this.kind & ITEM) this.trace |= IS_ITEM | ITEM_LIKE;
			this.trace = lineTrace(this.trace, this.depth, this.depth > base ? this.depth - base : 0);
		}
		this.openBefore = this.open;
		this.open = this.top;
		this.secondPrevious = this.previous;
		this.previous = this.line;
		this.seen = this.trace;
	}

	/** Records what is wrong in `[from, to)` of the text. */
	report<C extends DiagnosticCode>(code: C, from: number, to: number, ...[detail]: DetailArgument<C>): void {
		this.reportFinding({ code, start: from, end: to, detail } as Finding);
	}

	/** Records a finding whose place is one in the text. */
	reportFinding(finding: Finding): void {
		if (this.#followsFromEscape(finding)) {
			this.flags |= WIDTH_EXPLAINED;
			return;
		}
		this.found ??= [];
		if (this.found.length === FINDINGS_PER_LINE) return;
		this.found.push({ ...finding, start: finding.start - this.start, end: finding.end - this.start });
		this.flags |= FOUND;
		this.trace |= REPORTED;
		if (finding.code === "unterminated-string") this.trace |= UNCLOSED_STRING;
		if (EXPLAINS_WIDTH.has(finding.code)) this.flags |= WIDTH_EXPLAINED;
	}

	/**
	 * Whether what stands behind a string only does so because a backslash hides the quote that ends the string, of which
	 * another backslash was reported: `"C:\\dir\\","D:\\x"`.
	 */
	#followsFromEscape({ code, start }: Finding): boolean {
		if (code !== "text-after-quote" || this.found === undefined) return false;
		const backslash = this.found.find((each) => each.code === "invalid-escape");
		return backslash !== undefined && this.text.slice(backslash.start + this.start, start).includes('\\"');
	}

	/** Takes back what was reported of the line. */
	unreport(): void {
		this.found = undefined;
		this.flags &= ~(FOUND | WIDTH_EXPLAINED);
		this.trace &= ~(REPORTED | UNCLOSED_STRING);
	}

	/** Reports what is wrong with the line as a whole, unless its indentation was, of which it may be a consequence. */
	reportLine<C extends DiagnosticCode>(code: C, from: number, to: number, ...detail: DetailArgument<C>): void {
		if (!this.misplaced) this.report(code, from, to, ...detail);
	}

	/** Counts a matter of style; problems/styles.ts finds it again when it is asked for. */
	countStyle(): void {
		if (this.styles < FINDINGS_PER_LINE) this.styles++;
	}

	/**
	 * Makes it an error line of the scope: whatever stands deeper than `openDepth` belongs to it and is not looked into;
	 * where there is a `contentDepth`, the lines there are neither.
	 */
	fail(scope: number, openDepth: number, kind = ERROR, contentDepth = UNDECIDED): void {
		this.kind = kind;
		this.keyHash = 0;
		this.styles = this.hasTrailingSpace ? 1 : 0;
		if (this.text.slice(this.contentStart, this.contentEnd).includes("[")) this.trace |= BROKEN_HEADER;
		this.top = this.#scopes.add(OPAQUE_SCOPE, scope, this.line, openDepth, contentDepth);
	}
}
