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
	hashInto,
	type JsonValue,
	type ParseOptions,
	parse,
	type Range,
	type TextEdit,
	type ToonDocument,
} from "../language";
import { keepsContent } from "./content";
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
/** Of more edits in one step, the text is parsed anew. */
const MOST_CHANGES = 50;
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
	const kinds = kindsOf(document);
	// As many steps as leave no error of another kind.
	let whole = 0;
	const seen = new Set<number>([hashOf(text)]);
	let pieces = new Pieces(text.length);
	const given = parse(text, parseOptions(options));
	while (document.hasErrors && steps.length < MOST_STEPS) {
		const step = nextStep(document, given, pieces, options, seen);
		if (step === undefined) break;
		pieces.apply(step.edits);
		steps.push(step);
		if (!document.hasErrors || isWithin(kindsOf(document), kinds)) whole = steps.length;
	}
	if (whole < steps.length) {
		pieces = new Pieces(text.length);
		for (const { edits } of steps.slice(0, whole)) pieces.apply(edits);
	}
	return { pieces, steps: steps.slice(0, whole).map(({ code, range, title }) => ({ code, range, title })) };
}

const kindsOf = (document: ToonDocument): ReadonlySet<DiagnosticCode> =>
	new Set(document.diagnostics(MOST_UNSURE).items.map(({ code }) => code));

const isWithin = (codes: ReadonlySet<DiagnosticCode>, all: ReadonlySet<DiagnosticCode>): boolean =>
	[...codes].every((code) => all.has(code));

/** Applies the first preferred fix that keeps the content and leads to a text that was not there yet. */
function nextStep(
	document: ToonDocument,
	given: ToonDocument,
	pieces: Pieces,
	{ code }: RepairOptions,
	seen: Set<number>,
): Step | undefined {
	for (const diagnostic of document.diagnostics(MOST_UNSURE).items) {
		if (code !== undefined && diagnostic.code !== code) continue;
		const fix = diagnostic.fixes.find(({ preferred }) => preferred);
		if (fix === undefined) continue;
		const before = document.getText();
		const edits = fix.edits
			.map(({ range, newText }) => ({
				start: document.offsetAt(range.start),
				end: document.offsetAt(range.end),
				newText,
			}))
			.sort((a, b) => a.start - b.start);
		const after = applied(before, edits);
		const hash = hashOf(after);
		if (seen.has(hash) || !keepsContent(...changedLines(before, after))) continue;
		seen.add(hash);
		const range = originalRange(document, given, pieces, diagnostic);
		const { title } = fix;
		// Later edits first: those before keep their places.
		const changes = edits.length > MOST_CHANGES ? [{ text: after }] : toChanges(fix.edits);
		document.update(changes);
		return { code: diagnostic.code, range, title, edits };
	}
	return undefined;
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

/** What differs of two texts, as whole lines, with the line above, which may be the header of what is below. */
function changedLines(before: string, after: string): [before: string, after: string] {
	let start = 0;
	const least = Math.min(before.length, after.length);
	while (start < least && before.charCodeAt(start) === after.charCodeAt(start)) start++;
	let end = 0;
	while (
		end < least - start &&
		before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
	) {
		end++;
	}
	const line = start === 0 ? 0 : before.lastIndexOf("\n", start - 1) + 1;
	const from = line < 2 ? 0 : before.lastIndexOf("\n", line - 2) + 1;
	const newline = before.indexOf("\n", before.length - end);
	const kept = newline < 0 ? 0 : before.length - newline;
	return [before.slice(from, before.length - kept), after.slice(from, after.length - kept)];
}

/** Two texts of a run with the same hash would only end it early. */
const hashOf = (text: string): number => hashInto(text.length, text, 0, text.length);

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
