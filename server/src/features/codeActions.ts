/** Quick fixes for diagnostics, and "fix all". */
import {
	type CodeAction,
	CodeActionKind,
	type Diagnostic as LspDiagnostic,
	type TextEdit as LspEdit,
} from "vscode-languageserver-types";
import type { Diagnostic, Fix, Position, Range, TextEdit, ToonDocument } from "../language";
import { type ChosenSeverities, toLspDiagnostic } from "./diagnostics";

/** Problems that "fix all" mends at once. */
const MOST_MENDED = 1000;

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
			actions.push(...quickFixes(diagnostic, uri, toLspDiagnostic(diagnostic, uri, severities)));
		}
	}
	const asked = only?.some((each) => each.startsWith(CodeActionKind.Source)) ?? false;
	if (asked && wants(fixAllKind)) {
		const edits = fixAll(document.diagnostics(MOST_MENDED).items);
		if (edits.length > 0) {
			actions.push({
				title: "Fix all TOON problems that have one repair",
				kind: fixAllKind,
				edit: { changes: { [uri]: toLspEdits(edits) } },
			});
		}
	}
	return actions;
}

export const fixAllKind = `${CodeActionKind.SourceFixAll}.toon`;

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

const sameRange = (a: Range, b: Range): boolean =>
	!isBefore(a.start, b.start) && !isBefore(b.start, a.start) && !isBefore(a.end, b.end) && !isBefore(b.end, a.end);

/** Edits of the preferred fixes, leaving out any that overlaps an earlier one. */
function fixAll(diagnostics: readonly Diagnostic[]): TextEdit[] {
	const chosen: TextEdit[] = [];
	const preferred = diagnostics.flatMap(({ fixes = [] }): Fix[] => fixes.filter((fix) => fix.preferred).slice(0, 1));
	for (const { edits } of preferred) {
		const free = edits.every((edit) => chosen.every((other) => !overlaps(edit.range, other.range)));
		if (free) chosen.push(...edits);
	}
	return chosen;
}

const overlaps = (a: Range, b: Range): boolean =>
	sameRange(a, b) || (isBefore(a.start, b.end) && isBefore(b.start, a.end));
