/** Lists the diagnostics of a tree in document order, visiting only what has any. */

import { endOfCell, unclosedQuote } from "../text/scan";
import type { Finding } from "../tree/findings";
import {
	BLANK_IN_ARRAY,
	BROKEN_HEADER,
	COULD_BE_TABLE,
	DUPLICATE,
	ENTRY_ROW,
	EOL_NONE,
	FOUND,
	KEYED_TABLE,
	LIST,
	ROW,
} from "../tree/kinds";
import { type Chunk, extraLinesOf } from "../tree/order";
import { readParts } from "../tree/parts";
import { lspLineOf, rangeIn } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { Diagnostic, DiagnosticCode, Fix, Range, Related, Severity } from "../types";
import { makeFixes } from "./fixes";
import { makeMessage, makeRelated } from "./messages";
import { findStyles } from "./styles";

const SEVERITIES: Partial<Record<DiagnosticCode, Severity>> = {
	"trailing-space": "information",
	"needless-quotes": "hint",
	"non-canonical-number": "hint",
	"list-could-be-table": "hint",
	"legacy-empty-array": "information",
	"final-newline": "information",
};

/** A finding with the line it is on: all that message and fixes are made from. */
export interface Problem extends Finding {
	readonly tree: Tree;
	readonly line: number;
	readonly lspLine: number;
}

/**
 * One diagnostic of a line. It is kept from listing to listing, as long as nothing changes in its chunk, and knows its
 * place within the chunk only: so lines that come or go elsewhere cost nothing.
 */
export class LineDiagnostic implements Diagnostic {
	readonly code: DiagnosticCode;
	readonly severity: Severity;
	readonly #tree: Tree;
	readonly #line: number;
	readonly #finding: Finding;
	readonly #chunk: Chunk;
	/** LSP lines from the start of the chunk. */
	readonly #offset: number;
	#range: Range;
	/** The LSP line for which `#range` was worked out. */
	#rangeLine: number;

	constructor(tree: Tree, line: number, finding: Finding, chunk: Chunk, offset: number) {
		this.code = finding.code;
		this.severity = SEVERITIES[finding.code] ?? "error";
		this.#tree = tree;
		this.#line = line;
		this.#finding = finding;
		this.#chunk = chunk;
		this.#offset = offset;
		this.#rangeLine = this.#lspLine;
		this.#range = rangeIn(tree, line, this.#rangeLine, finding.start, finding.end);
	}

	get #lspLine(): number {
		return this.#chunk.lspBase + this.#offset;
	}

	get range(): Range {
		const lspLine = this.#lspLine;
		if (lspLine !== this.#rangeLine) {
			this.#rangeLine = lspLine;
			this.#range = rangeIn(this.#tree, this.#line, lspLine, this.#finding.start, this.#finding.end);
		}
		return this.#range;
	}

	get #problem(): Problem {
		return { ...this.#finding, tree: this.#tree, line: this.#line, lspLine: this.#lspLine };
	}

	get message(): string {
		return makeMessage(this.#problem);
	}

	get related(): readonly Related[] {
		return makeRelated(this.#problem);
	}

	get fixes(): readonly Fix[] {
		return makeFixes(this.#problem);
	}
}

export interface DiagnosticList {
	/** In document order, at most as many as were asked for. */
	readonly items: readonly Diagnostic[];
	/** How many there are. */
	readonly total: number;
}

export function listDiagnostics(tree: Tree, limit: number): DiagnosticList {
	const { order, lines, scopes } = tree;
	const items: Diagnostic[] = [];
	// A first line that has no colon is an error if anything follows, which the line does not know.
	const stray = tree.hasStrayScalar ? scopes.opener[tree.root]! : 0;
	const strayChunk = stray === 0 ? undefined : order.chunkOf(lines, stray);
	let total = tree.errors + (stray === 0 ? 0 : 1);
	for (const chunk of order.chunks) {
		total += chunk.styles;
		if (items.length >= limit) continue;
		let listing: readonly LineDiagnostic[];
		if (chunk === strayChunk) listing = listChunk(tree, chunk, stray);
		else if (chunk.errors === 0 && chunk.styles === 0) continue;
		else {
			chunk.listing ??= listChunk(tree, chunk, 0);
			listing = chunk.listing;
		}
		const count = Math.min(listing.length, limit - items.length);
		for (let i = 0; i < count; i++) items.push(listing[i]!);
	}
	const newline = missingNewline(tree);
	if (newline !== undefined) {
		total++;
		if (items.length < limit) items.push(newline);
	}
	return { items, total };
}

function listChunk(tree: Tree, chunk: Chunk, stray: number): readonly LineDiagnostic[] {
	const { lines } = tree;
	const listing: LineDiagnostic[] = [];
	let offset = 0;
	for (let i = 0; i < chunk.count; i++, offset++) {
		const line = chunk.handles[i]!;
		if (lines.errors[line] !== 0 || lines.styles[line] !== 0 || line === stray) {
			for (const finding of collect(tree, line, line === stray)) {
				listing.push(new LineDiagnostic(tree, line, finding, chunk, offset));
			}
		}
		if (chunk.extraLines !== 0) offset += extraLinesOf(lines, line);
	}
	return listing;
}

function missingNewline(tree: Tree): Diagnostic | undefined {
	if (!tree.styles.has("final-newline")) return undefined;
	const { chunks } = tree.order;
	const last = chunks[chunks.length - 1]!;
	const line = last.handles[last.count - 1]!;
	const end = tree.lines.length[line]!;
	if (tree.lines.eolOf(line) !== EOL_NONE || end === 0) return undefined;
	const finding: Finding = { code: "final-newline", start: end, end, note: "" };
	return new LineDiagnostic(tree, line, finding, last, lspLineOf(tree, line) - last.lspBase);
}

/** All findings of a line by column, derived ones included. */
function collect(tree: Tree, line: number, isStray: boolean): readonly Finding[] {
	const { lines } = tree;
	const flags = lines.flags[line]!;
	const found: Finding[] = flags & FOUND ? [...tree.findings.get(line)!] : [];
	const derive = (code: DiagnosticCode, [start, end]: readonly [number, number]): void => {
		found.push({ code, start, end, note: "" });
	};
	if (flags & BLANK_IN_ARRAY) derive("blank-line-in-array", [0, lines.length[line]!]);
	if (flags & DUPLICATE && tree.strict) derive("duplicate-key", tree.keyRange(line, lines.textOf(line)));
	const kind = tree.kindOf(line);
	if (kind === ROW || kind === ENTRY_ROW) {
		if (tree.tally.widthIsWrong(line)) derive("row-width", widthRange(tree, line));
	} else if (kind >= LIST && kind <= KEYED_TABLE) {
		const { header } = readParts(tree, line);
		const bracket = [header!.bracketStart, header!.bracketEnd + 1] as const;
		if (tree.tally.countIsWrong(lines.top[line]!))
			derive(kind === KEYED_TABLE ? "entry-count" : "array-length", bracket);
		if (tree.scopes.misfit[lines.top[line]!]) derive("row-width", [header!.fieldsStart, header!.fieldsEnd + 1]);
		if (flags & COULD_BE_TABLE) derive("list-could-be-table", bracket);
	}
	if (isStray) {
		const { text, contentStart, contentEnd } = readParts(tree, line);
		const open = unclosedQuote(text, contentStart, contentEnd);
		// What hides the colon, or the bracket behind a name, tells what the line was to be.
		const isHeader = (flags & BROKEN_HEADER) !== 0 && !/[[{]/.test(text.charAt(contentStart));
		if (open >= 0 && text.includes(":", open)) derive("unterminated-string", [open, contentEnd]);
		else if (isHeader) derive("missing-colon", [contentEnd, contentEnd]);
		else derive("scalar-line", [contentStart, contentEnd]);
	}
	if (lines.styles[line] !== 0) found.push(...findStyles(tree, line));
	return found.length < 2 ? found : found.sort((a, b) => a.start - b.start);
}

/** The surplus cells of a row, or its last cell where some are missing. */
function widthRange(tree: Tree, line: number): readonly [number, number] {
	const { contentEnd, contentStart, values, text, delimiter } = readParts(tree, line);
	const wanted = tree.scopes.leaves[tree.lines.scope[line]!]!;
	const last = values[values.length - 1];
	if (last === undefined) return [contentStart, contentEnd];
	if (values.length <= wanted) return last[0] === last[1] ? [last[0] - 1, contentEnd] : last;
	const kept = values[wanted - 1];
	return kept === undefined
		? [values[0]![0], contentEnd]
		: [endOfCell(text, kept[0], contentEnd, delimiter), contentEnd];
}
