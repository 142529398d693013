/** Quick fixes for diagnostics, and "fix all". */
import {
	type CodeAction,
	CodeActionKind,
	type Diagnostic as LspDiagnostic,
	type TextEdit as LspEdit,
} from "vscode-languageserver-types";
import type { Diagnostic, DiagnosticCode, Fix, Position, Range, TextEdit, ToonDocument } from "../language";
import { repairEdits } from "../repair";
import { type ChosenSeverities, toLspDiagnostic } from "./diagnostics";

/** Problems that "fix all" mends at once. */
const MOST_MENDED = 1000;

/** In longer documents the light bulb does not try all of a kind, which takes a while. */
const MOST_LINES = 5000;

/**
 * In longer texts a fix that writes the whole anew is not made for a light bulb that may never be pressed: 20 MB of pasted
 * JSON take ten seconds. The commands that convert do it in a thread.
 */
const MOST_UNITS = 1_000_000;
const OF_THE_WHOLE: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>(["scalar-line", "looks-like-json"]);

const isBefore = (a: Position, b: Position): boolean =>
	a.line < b.line || (a.line === b.line && a.character < b.character);

const touches = (a: Range, b: Range): boolean => !isBefore(a.end, b.start) && !isBefore(b.end, a.start);

const toLspEdits = (edits: readonly TextEdit[]): LspEdit[] => edits.map(({ range, newText }) => ({ range, newText }));

/** What an editor asks for, and how problems are shown to it. */
export interface CodeActionQuestion {
	/** Kinds that are wanted, as editors ask for fixes on save with `source.fixAll`; undefined: quick fixes. */
	readonly only: readonly string[] | undefined;
	readonly severities: ChosenSeverities;
}

/** The repairs of the problems at `range`. */
export function codeActions(
	document: ToonDocument,
	uri: string,
	range: Range,
	{ only, severities }: CodeActionQuestion,
): CodeAction[] {
	const wants = (kind: string): boolean =>
		only === undefined || only.some((each) => kind === each || kind.startsWith(`${each}.`));
	const actions: CodeAction[] = [];
	if (wants(CodeActionKind.QuickFix)) {
		for (const diagnostic of diagnosticsAt(document, range)) {
			if (document.length > MOST_UNITS && OF_THE_WHOLE.has(diagnostic.code)) continue;
			actions.push(...quickFixes(diagnostic, uri, toLspDiagnostic(diagnostic, uri, severities)));
		}
		for (const diagnostic of countsAbove(document, range)) {
			actions.push(...quickFixes(diagnostic, uri, toLspDiagnostic(diagnostic, uri, severities)));
		}
		actions.push(...fixesOfKinds(document, uri, range));
	}
	const asked = only?.some((each) => each.startsWith(CodeActionKind.Source)) ?? false;
	if (asked && wants(FIX_ALL_KIND)) {
		const edits = fixAll(document, document.diagnostics(MOST_MENDED).items);
		if (edits.length > 0) {
			actions.push({
				title: "Fix all TOON problems that have one repair",
				kind: FIX_ALL_KIND,
				edit: { changes: { [uri]: toLspEdits(edits) } },
			});
		}
	}
	return actions;
}

export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.toon`;

/** The problems that touch a range. */
const diagnosticsAt = (document: ToonDocument, range: Range): readonly Diagnostic[] =>
	document
		.diagnosticsIn({ startLine: range.start.line, endLine: range.end.line })
		.filter((diagnostic) => touches(diagnostic.range, range));

const quickFixes = ({ fixes }: Diagnostic, uri: string, mended: LspDiagnostic): CodeAction[] =>
	fixes.map((fix) => ({
		title: fix.title,
		kind: CodeActionKind.QuickFix,
		diagnostics: [mended],
		isPreferred: fix.preferred,
		edit: { changes: { [uri]: toLspEdits(fix.edits) } },
	}));

/** Wrong counts of the tables and lists that the line is in: whoever adds a row is there, and not at the header. */
function countsAbove(document: ToonDocument, { start }: Range): readonly Diagnostic[] {
	const { lines } = document;
	const found: Diagnostic[] = [];
	const line = lines.at(lines.place({ line: start.line, character: 0 }).number);
	if (!lines.isContent(line)) return found;
	for (let scope = lines.scope(line); scope !== 0; scope = lines.parent(scope)) {
		const kind = lines.scopeKind(scope);
		if (kind !== "list" && kind !== "table" && kind !== "keyed-table") continue;
		const header = lines.lspLine(lines.opener(scope));
		if (header === start.line) continue;
		const counts = document
			.diagnosticsIn({ startLine: header, endLine: header })
			.filter(({ code, range }) => range.start.line === header && COUNT_CODES.has(code));
		found.push(...counts);
	}
	return found;
}

const COUNT_CODES: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>(["array-length", "entry-count"]);

/** For each kind of problem at the range, of which there are more: all of them at once. */
function fixesOfKinds(document: ToonDocument, uri: string, range: Range): CodeAction[] {
	const here = diagnosticsAt(document, range);
	if (here.length === 0 || document.lineCount > MOST_LINES) return [];
	const { items } = document.diagnostics(MOST_MENDED);
	const actions: CodeAction[] = [];
	for (const code of new Set(here.map((diagnostic) => diagnostic.code))) {
		const all = items.filter((diagnostic) => diagnostic.code === code);
		if (all.length < 2) continue;
		// What is no mistake has no preferred fix, but who asks for all of a kind has chosen.
		const isError = all.some(({ severity }) => severity === "error");
		const edits = isError ? fixAll(document, items, code) : fixEach(all, ({ fixes }) => fixes[0]);
		if (edits.length < (isError ? 2 : 1)) continue;
		const title = `Fix all of this kind: ${code}`;
		actions.push({ title, kind: CodeActionKind.QuickFix, edit: { changes: { [uri]: toLspEdits(edits) } } });
	}
	return actions;
}

const sameRange = (a: Range, b: Range): boolean =>
	!isBefore(a.start, b.start) && !isBefore(b.start, a.start) && !isBefore(a.end, b.end) && !isBefore(b.end, a.end);

/**
 * What repairs the errors, by the laws of a fix: step by step, and nothing that would make another kind of error. Matters
 * of style wait until there are none.
 */
function fixAll(document: ToonDocument, diagnostics: readonly Diagnostic[], code?: DiagnosticCode): TextEdit[] {
	if (diagnostics.every(({ severity }) => severity !== "error")) return fixEach(diagnostics);
	const { strict, indentSize } = document.options;
	return repairEdits(document.getText(), { strict, indentSize, code }).map(({ start, end, newText }) => ({
		range: { start: document.positionAt(start), end: document.positionAt(end) },
		newText,
	}));
}

const preferredFix = ({ fixes }: Diagnostic): Fix | undefined => fixes.find(({ preferred }) => preferred);

/** Edits of the preferred fixes, or of those that `choose` gives, leaving out any that overlaps an earlier one. */
function fixEach(diagnostics: readonly Diagnostic[], choose = preferredFix): TextEdit[] {
	const chosen: TextEdit[] = [];
	for (const { edits } of diagnostics.map(choose).filter((fix) => fix !== undefined)) {
		const free = edits.every((edit) => chosen.every((other) => !overlaps(edit.range, other.range)));
		if (free) chosen.push(...edits);
	}
	return chosen;
}

const overlaps = (a: Range, b: Range): boolean =>
	sameRange(a, b) || (isBefore(a.start, b.end) && isBefore(b.start, a.end));
