/** Lists the diagnostics of a tree in document order, visiting only what has any. */

import {
	BLANK_WITHIN,
	derivedErrors,
	REPEATED_KEY,
	STRAY_SCALAR,
	WRONG_COUNT,
	WRONG_FIELDS,
	WRONG_WIDTH,
} from "../tree/derivedErrors";
import { COULD_BE_TABLE, FOUND, KEYED_TABLE } from "../tree/kinds";
import { type Chunk, extraLinesOf } from "../tree/order";
import { readParts } from "../tree/parts";
import { lspLineOf, rangeIn } from "../tree/positions";
import type { Tree } from "../tree/tree";
import type { Diagnostic, DiagnosticCode, Finding, Fix, Range, Related, Severity } from "../types";
import { wrongLength } from "./arrayLength";
import { blankLine } from "./blankLineInArray";
import { CATALOGUE, STYLE_CODES } from "./catalogue";
import { readCharacters } from "./characters";
import { repeatedKey } from "./duplicateKey";
import { readForeign } from "./foreign";
import type { Reading } from "./foreign/reading";
import type { Problem, ProblemKind } from "./problem";
import { wrongFields, wrongWidth } from "./rowWidth";
import { strayScalar } from "./scalarLine";
import { findStyles } from "./styles";
import { withLengths, withMissing } from "./truncation";

export interface DiagnosticList {
	/** In document order, at most as many as were asked for. */
	readonly items: readonly Diagnostic[];
	/** How many there are. */
	readonly total: number;
}

/** What follows from sums, by the bit that says so. */
const DERIVED: readonly (readonly [bit: number, find: (tree: Tree, line: number) => Finding])[] = [
	[BLANK_WITHIN, blankLine],
	[REPEATED_KEY, repeatedKey],
	[WRONG_WIDTH, wrongWidth],
	[
		WRONG_COUNT,
		(tree, line) => wrongLength(tree, line, tree.kindOf(line) === KEYED_TABLE ? "entry-count" : "array-length"),
	],
	[WRONG_FIELDS, wrongFields],
	[STRAY_SCALAR, strayScalar],
];

const WHOLE_DOCUMENT = STYLE_CODES.filter((code) => CATALOGUE[code].inDocument !== undefined);

/** All findings of a line by column. */
function findingsOf(tree: Tree, line: number): readonly Finding[] {
	const { findings, lines } = tree;
	const flags = lines.flags[line]!;
	const found: Finding[] = flags & FOUND ? [...findings.get(line)!] : [];
	const derived = derivedErrors(tree, line);
	if (derived !== 0) for (const [bit, find] of DERIVED) if (derived & bit) found.push(find(tree, line));
	if (flags & COULD_BE_TABLE) {
		const { header } = readParts(tree, line);
		const end = header!.bracketEnd + 1;
		found.push({ code: "list-could-be-table", start: header!.bracketStart, end, detail: undefined });
	}
	if (lines.styles[line] !== 0) found.push(...findStyles(tree, line));
	return found.length < 2 ? found : found.sort((a, b) => a.start - b.start);
}

/**
 * One diagnostic of a line. It is kept from listing to listing, as long as nothing changes in its chunk, and knows its
 * place within the chunk only: so lines that come or go elsewhere cost nothing.
 */
class LineDiagnostic implements Diagnostic {
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
		this.severity = CATALOGUE[finding.code].severity;
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
		return { ...this.#finding, tree: this.#tree, line: this.#line, lspLine: this.#lspLine } as Problem;
	}

	/** The entry of its code, which takes problems of this code only. */
	get #kind(): ProblemKind<DiagnosticCode> {
		return CATALOGUE[this.code] as ProblemKind<DiagnosticCode>;
	}

	get message(): string {
		const problem = this.#problem;
		return withMissing(problem, this.#reading(problem)?.message ?? this.#kind.message(problem));
	}

	get related(): readonly Related[] {
		return this.#kind.related?.(this.#problem) ?? [];
	}

	get fixes(): readonly Fix[] {
		const problem = this.#problem;
		const fixes = this.#reading(problem)?.fixes() ?? this.#kind.fixes?.(problem) ?? [];
		return fixes
			.filter((fix): fix is Fix => fix !== undefined && fix.edits.length > 0)
			.map((fix) => withLengths(problem, fix));
	}

	/** What explains the problem better than its code does. */
	#reading(problem: Problem): Reading | undefined {
		return (this.severity === "error" ? readCharacters(problem) : undefined) ?? readForeign(problem);
	}
}

/** The diagnostics of one tree; those of a chunk are kept until something in it changes. */
export class Problems {
	readonly #tree: Tree;

	constructor(tree: Tree) {
		this.#tree = tree;
	}

	/** The first `limit` diagnostics in document order, and how many there are. */
	list(limit: number): DiagnosticList {
		const items: Diagnostic[] = [];
		let total = this.#tree.errors;
		for (const chunk of this.#tree.order.chunks) {
			total += chunk.styles;
			if (items.length >= limit || (chunk.errors === 0 && chunk.styles === 0)) continue;
			const own = this.#ofChunk(chunk);
			const count = Math.min(own.length, limit - items.length);
			for (let i = 0; i < count; i++) items.push(own[i]!);
		}
		for (const one of this.#ofDocument()) {
			total++;
			insert(items, one);
		}
		if (items.length > limit) items.length = limit;
		return { items, total };
	}

	/** Those that touch the LSP lines from `startLine` to `endLine`, both included. */
	within(startLine: number, endLine: number): readonly Diagnostic[] {
		const { order } = this.#tree;
		const items: Diagnostic[] = [];
		for (let c = order.findChunk("lspBase", startLine); c < order.chunks.length; c++) {
			const chunk = order.chunks[c]!;
			if (chunk.lspBase > endLine) break;
			if (chunk.errors !== 0 || chunk.styles !== 0) items.push(...this.#ofChunk(chunk));
		}
		for (const one of this.#ofDocument()) insert(items, one);
		return items.filter(({ range }) => range.start.line <= endLine && range.end.line >= startLine);
	}

	#ofChunk(chunk: Chunk): readonly LineDiagnostic[] {
		chunk.listing ??= listChunk(this.#tree, chunk);
		return chunk.listing as readonly LineDiagnostic[];
	}

	/** What only the document as a whole tells. */
	#ofDocument(): readonly LineDiagnostic[] {
		const tree = this.#tree;
		const items: LineDiagnostic[] = [];
		for (const code of WHOLE_DOCUMENT) {
			const found = tree.styles.has(code) ? CATALOGUE[code].inDocument!(tree) : undefined;
			if (found === undefined) continue;
			const chunk = tree.order.chunkOf(tree.lines, found.line);
			const offset = lspLineOf(tree, found.line) - chunk.lspBase;
			items.push(new LineDiagnostic(tree, found.line, found.finding, chunk, offset));
		}
		return items;
	}
}

/** Puts one more diagnostic into its place in document order. */
function insert(items: Diagnostic[], one: Diagnostic): void {
	const { line, character } = one.range.start;
	let at = items.length;
	while (at > 0) {
		const { start } = items[at - 1]!.range;
		if (start.line < line || (start.line === line && start.character <= character)) break;
		at--;
	}
	items.splice(at, 0, one);
}

function listChunk(tree: Tree, chunk: Chunk): readonly LineDiagnostic[] {
	const { lines } = tree;
	const items: LineDiagnostic[] = [];
	let offset = 0;
	for (let i = 0; i < chunk.count; i++, offset++) {
		const line = chunk.handles[i]!;
		if (lines.errors[line] !== 0 || lines.styles[line] !== 0) {
			for (const finding of findingsOf(tree, line)) items.push(new LineDiagnostic(tree, line, finding, chunk, offset));
		}
		if (chunk.extraLines !== 0) offset += extraLinesOf(lines, line);
	}
	return items;
}
