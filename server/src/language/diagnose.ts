/** Lists the diagnostics of a tree in document order, visiting only what has any. */

import type { LineColumns } from "./columns";
import type { Finding } from "./findings";
import { makeFixes } from "./fixes";
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
} from "./kinds";
import { makeMessage, makeRelated } from "./messages";
import { type Chunk, extraLinesOf } from "./order";
import { readParts } from "./parts";
import { lspLineOf, rangeIn } from "./positions";
import { endOfCell, unclosedQuote } from "./scan";
import { findStyles } from "./styles";
import type { Tree } from "./tree";
import type { Diagnostic, DiagnosticCode, Fix, Range, Related, Severity } from "./types";

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
 * One diagnostic of a line. It is kept from listing to listing, as long as the line is: only its LSP line changes, and
 * positions are worked out when they are read.
 */
class LineDiagnostic implements Diagnostic {
	readonly code: DiagnosticCode;
	readonly severity: Severity;
	readonly #tree: Tree;
	readonly #line: number;
	readonly #finding: Finding;
	#lspLine = 0;
	#range: Range | undefined;

	constructor(tree: Tree, line: number, finding: Finding) {
		this.code = finding.code;
		this.severity = SEVERITIES[finding.code] ?? "error";
		this.#tree = tree;
		this.#line = line;
		this.#finding = finding;
	}

	/** Sets the LSP line on which the line stands now. */
	moveTo(lspLine: number): this {
		if (lspLine !== this.#lspLine) {
			this.#lspLine = lspLine;
			this.#range = undefined;
		}
		return this;
	}

	get range(): Range {
		this.#range ??= rangeIn(this.#tree, this.#line, this.#lspLine, this.#finding.start, this.#finding.end);
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
	const stray = tree.hasStrayScalar ? scopes.opener[tree.root]! : 0;
	const strayChunk = stray === 0 ? -1 : order.chunkOf(lines, stray).index;
	let total = tree.errors + (stray === 0 ? 0 : 1);
	for (const chunk of order.chunks) {
		total += chunk.styles;
		if ((chunk.errors === 0 && chunk.styles === 0 && chunk.index !== strayChunk) || items.length >= limit) continue;
		const hasExtra = chunk.extraLines !== 0;
		const flagged = chunk.index === strayChunk ? withStray(chunk, lines, stray) : chunk.listFlagged(lines);
		let number = chunk.lspBase;
		let counted = 0;
		for (const index of flagged) {
			if (items.length >= limit) break;
			if (hasExtra) for (; counted < index; counted++) number += extraLinesOf(lines, chunk.handles[counted]!);
			const line = chunk.handles[index]!;
			for (const diagnostic of line === stray ? diagnose(tree, line, true) : diagnosticsOf(tree, line)) {
				if (items.length < limit) items.push(diagnostic.moveTo(number + index));
			}
		}
	}
	const newline = missingNewline(tree);
	if (newline !== undefined) {
		total++;
		if (items.length < limit) items.push(newline);
	}
	return { items, total };
}

/** The lines to visit in the chunk of a first line that has no colon, which is an error although it is not counted there. */
function withStray(chunk: Chunk, lines: LineColumns, stray: number): readonly number[] {
	const at = chunk.indexOf(stray);
	return [...new Set([...chunk.listFlagged(lines), at])].sort((a, b) => a - b);
}

function missingNewline(tree: Tree): Diagnostic | undefined {
	if (!tree.styles.has("final-newline")) return undefined;
	const { chunks } = tree.order;
	const last = chunks[chunks.length - 1]!;
	const line = last.handles[last.count - 1]!;
	const end = tree.lines.length[line]!;
	if (tree.lines.eolOf(line) !== EOL_NONE || end === 0) return undefined;
	const finding: Finding = { code: "final-newline", start: end, end, note: "" };
	return new LineDiagnostic(tree, line, finding).moveTo(lspLineOf(tree, line));
}

/** Diagnostics of a line as they were listed last, and what they were derived from besides the line's text. */
export interface ListedLine {
	readonly diagnostics: readonly LineDiagnostic[];
	readonly flags: number;
	readonly leaves: number;
	readonly countIsWrong: boolean;
}

/** The diagnostics of a line, from the last listing where nothing has changed: most lines stay as they are. */
function diagnosticsOf(tree: Tree, line: number): readonly LineDiagnostic[] {
	const { lines, scopes, listed } = tree;
	const flags = lines.flags[line]!;
	const scope = lines.scope[line]!;
	const leaves = scope === 0 ? 0 : scopes.leaves[scope]!;
	const kind = tree.kindOf(line);
	const countIsWrong = kind >= LIST && kind <= KEYED_TABLE && tree.countIsWrong(lines.top[line]!);
	const known = listed.get(line);
	if (known !== undefined && known.flags === flags && known.leaves === leaves && known.countIsWrong === countIsWrong) {
		return known.diagnostics;
	}
	const diagnostics = diagnose(tree, line, false);
	listed.set(line, { diagnostics, flags, leaves, countIsWrong });
	return diagnostics;
}

const diagnose = (tree: Tree, line: number, isStray: boolean): readonly LineDiagnostic[] =>
	collect(tree, line, isStray).map((finding) => new LineDiagnostic(tree, line, finding));

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
		if (lines.cells[line] !== tree.scopes.leaves[lines.scope[line]!] && tree.widthCounts(line)) {
			derive("row-width", widthRange(tree, line));
		}
	} else if (kind >= LIST && kind <= KEYED_TABLE) {
		const { header } = readParts(tree, line);
		const bracket = [header!.bracketStart, header!.bracketEnd + 1] as const;
		if (tree.countIsWrong(lines.top[line]!)) derive(kind === KEYED_TABLE ? "entry-count" : "array-length", bracket);
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
