/**
 * Follows the preferred fixes of a document by the laws of a fix (ARCHITECTURE.md) until nothing is left to be done.
 *
 * A fix is taken only if it keeps the content; and of all steps, only as many as leave no error of a kind that the text
 * did not have.
 */

import {
	type ContentChange,
	type Diagnostic,
	type DiagnosticCode,
	type JsonValue,
	type ParseOptions,
	parse,
	type Range,
	type TextEdit,
	type ToonDocument,
} from "../language";
import { keepsContent } from "./content";
import { fingerprint } from "./fingerprint";
import { type OffsetEdit, Pieces } from "./pieces";

export interface RepairOptions extends Pick<ParseOptions, "strict" | "indentSize"> {
	/** Only mistakes of this kind. Default: all. */
	readonly code?: DiagnosticCode | undefined;
}

/** Something that was repaired. */
export interface Repair {
	readonly code: DiagnosticCode;
	/** Where in the text as it was given; of what a repair before had written, the place where that stands. */
	readonly range: Range;
	/** What was done. */
	readonly title: string;
}

/** An error that has no repair that is surely right. */
export interface Unsure {
	readonly code: DiagnosticCode;
	/** Where in the text as it was given. */
	readonly range: Range;
	/** What is wrong, why, and what to do. */
	readonly message: string;
}

/** The array that the text ends in, with fewer rows, items or values than its header declares. */
export interface Truncated {
	readonly declared: number;
	readonly found: number;
}

export interface Repaired {
	readonly text: string;
	/** The value of `text`; undefined where errors are left, which `unsure` names. */
	readonly value: JsonValue | undefined;
	readonly repairs: readonly Repair[];
	readonly unsure: readonly Unsure[];
	readonly truncated?: Truncated;
}

/** Errors in a row that have no repair, after which nothing more is looked for. */
const MOST_UNSURE = 200;
/** More edits in one step are made as one, of all lines from the first to the last. */
const MOST_CHANGES = 5;
/** A text needs one step or two for each of its errors. */
const MOST_STEPS = 20_000;

/** Repairs a text: what is surely meant is written as it should be; nothing that the text says is lost. */
export function repair(text: string, options: RepairOptions = {}): Repaired {
	const given = parse(text, parseOptions(options));
	const truncated = given.hasErrors ? truncation(given) : undefined;
	const { pieces, steps } = run(text, options);
	const edits = pieces.edits();
	const repaired = applied(text, edits);
	const document = parse(repaired, parseOptions(options));
	const place = (range: Range): Range => ({
		start: given.positionAt(pieces.originOf(document.offsetAt(range.start))),
		end: given.positionAt(pieces.originOf(document.offsetAt(range.end))),
	});
	const left = document.diagnostics(MOST_UNSURE).items;
	return {
		text: repaired,
		value: document.decode(),
		repairs: steps,
		unsure: left.map(({ code, range, message }) => ({ code, range: place(range), message })),
		...(truncated && { truncated }),
	};
}

/** What `repair` does, as edits that do not touch each other. */
export function repairEdits(text: string, options: RepairOptions = {}): readonly OffsetEdit[] {
	return run(text, options).pieces.edits();
}

/** Remarks on style are no mistakes; what is read as something else than it was meant is one. */
const parseOptions = ({ strict, indentSize }: RepairOptions): ParseOptions => ({
	strict,
	indentSize,
	styles: ["looks-like-lines"],
});

function applied(text: string, edits: readonly OffsetEdit[]): string {
	const parts: string[] = [];
	let at = 0;
	for (const { start, end, newText } of edits) {
		parts.push(text.slice(at, start), newText);
		at = end;
	}
	return parts.join("") + text.slice(at);
}

// ---- step by step

interface Step extends Repair {
	readonly edits: readonly OffsetEdit[];
}

function run(text: string, options: RepairOptions): { readonly pieces: Pieces; readonly steps: readonly Repair[] } {
	const document = parse(text, parseOptions(options));
	const steps: Step[] = [];
	let { items } = document.diagnostics(MOST_UNSURE);
	const kinds = kindsOf(items);
	// As many steps as leave no error of another kind.
	let whole = 0;
	const texts = new Texts();
	let pieces = new Pieces(text.length);
	const given = parse(text, parseOptions(options));
	while (items.length > 0 && steps.length < MOST_STEPS) {
		const step = nextStep(document, given, pieces, items, options, texts);
		if (step === undefined) break;
		pieces.apply(step.edits);
		steps.push(step);
		({ items } = document.diagnostics(MOST_UNSURE));
		if (isWithin(kindsOf(items), kinds)) whole = steps.length;
	}
	if (whole < steps.length) {
		pieces = new Pieces(text.length);
		for (const { edits } of steps.slice(0, whole)) pieces.apply(edits);
	}
	return { pieces, steps: steps.slice(0, whole).map(({ code, range, title }) => ({ code, range, title })) };
}

const kindsOf = (items: readonly Diagnostic[]): ReadonlySet<DiagnosticCode> => new Set(items.map(({ code }) => code));

const isWithin = (codes: ReadonlySet<DiagnosticCode>, all: ReadonlySet<DiagnosticCode>): boolean =>
	[...codes].every((code) => all.has(code));

/** The texts that a run has come through, by numbers: two with the same would only end it early. */
class Texts {
	/** The number of the text as it is, against that of the text as it was. */
	#now = 0;
	readonly #seen = new Set<number>([0]);

	/** Goes on to a text that differs by `change`; false, and nothing done, where that was there before. */
	goOn(change: number): boolean {
		const next = (this.#now + change) | 0;
		if (this.#seen.has(next)) return false;
		this.#seen.add(next);
		this.#now = next;
		return true;
	}
}

/** Applies the first preferred fix that keeps the content and leads to a text that was not there yet. */
function nextStep(
	document: ToonDocument,
	given: ToonDocument,
	pieces: Pieces,
	items: readonly Diagnostic[],
	{ code }: RepairOptions,
	texts: Texts,
): Step | undefined {
	for (const diagnostic of items) {
		if (code !== undefined && diagnostic.code !== code) continue;
		const fix = diagnostic.fixes.find(({ preferred }) => preferred);
		if (fix === undefined) continue;
		const edits = fix.edits
			.map(({ range, newText }) => ({
				start: document.offsetAt(range.start),
				end: document.offsetAt(range.end),
				newText,
			}))
			.sort((a, b) => a.start - b.start);
		const region = regionOf(document, fix.edits);
		const { above, before, below } = region;
		const from = document.offsetAt(region.range.start);
		const after = applied(
			before,
			edits.map(({ start, end, newText }) => ({ start: start - from, end: end - from, newText })),
		);
		// The line above may be the header of what is changed.
		if (!keepsContent(above + before, above + after)) continue;
		if (!texts.goOn(fingerprint(after, above, below) - fingerprint(before, above, below))) continue;
		const range = originalRange(document, given, pieces, diagnostic);
		const { title } = fix;
		// Later edits first: those before keep their places.
		document.update(edits.length > MOST_CHANGES ? [{ range: region.range, text: after }] : toChanges(fix.edits));
		return { code: diagnostic.code, range, title, edits };
	}
	return undefined;
}

/** The whole lines that edits touch, from the first to the last, and those beside them. */
function regionOf(document: ToonDocument, edits: readonly TextEdit[]) {
	const first = Math.min(...edits.map(({ range }) => range.start.line));
	const behind = Math.max(...edits.map(({ range }) => range.end.line)) + 1;
	const lines = (from: number, to: number): Range => ({
		start: { line: from, character: 0 },
		end: { line: to, character: 0 },
	});
	const range = lines(first, behind);
	return {
		range,
		above: first === 0 ? "" : document.getText(lines(first - 1, first)),
		before: document.getText(range),
		below: document.getText(lines(behind, behind + 1)),
	};
}

const toChanges = (edits: readonly TextEdit[]): readonly ContentChange[] =>
	[...edits]
		.sort((a, b) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character)
		.map(({ range, newText }) => ({ range, text: newText }));

function originalRange(document: ToonDocument, given: ToonDocument, pieces: Pieces, { range }: Diagnostic): Range {
	return {
		start: given.positionAt(pieces.originOf(document.offsetAt(range.start))),
		end: given.positionAt(pieces.originOf(document.offsetAt(range.end))),
	};
}

// ---- truncation

/** The innermost array that the text ends in and that has less than it declares. */
function truncation(document: ToonDocument): Truncated | undefined {
	let last = document.lineCount - 1;
	const isContent = (kind: string): boolean => kind !== "blank" && kind !== "comment";
	while (last > 0 && !isContent(document.line(last).kind)) last--;
	for (let line: number | undefined = last; line !== undefined; ) {
		const { header, parentLine }: ReturnType<ToonDocument["line"]> = document.line(line);
		if (header !== undefined && header.count < header.length) return { declared: header.length, found: header.count };
		// Below a broken line that stands alone, the line is its own opener.
		line = parentLine === line ? undefined : parentLine;
	}
	return undefined;
}
