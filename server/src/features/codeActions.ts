/** Quick fixes for diagnostics, and "fix all". */
import { type CodeAction, CodeActionKind, type TextEdit as LspEdit } from "vscode-languageserver-types";
import type { Diagnostic, Fix, Position, Range, TextEdit, ToonDocument } from "../language";
import { lspDiagnostics } from "./diagnostics";

/** Problems that are looked at to answer one request. */
const limit = 1000;

const isBefore = (a: Position, b: Position): boolean =>
	a.line < b.line || (a.line === b.line && a.character < b.character);

const touches = (a: Range, b: Range): boolean => !isBefore(a.end, b.start) && !isBefore(b.end, a.start);

const toLspEdits = (edits: readonly TextEdit[]): LspEdit[] => edits.map(({ range, newText }) => ({ range, newText }));

/**
 * The repairs of the problems at `range`. `only` narrows the kinds, as editors ask for fixes on save with
 * `source.fixAll`.
 */
export function codeActions(
	document: ToonDocument,
	uri: string,
	range: Range,
	only: readonly string[] | undefined,
): CodeAction[] {
	const wants = (kind: string): boolean =>
		only === undefined || only.some((each) => kind === each || kind.startsWith(`${each}.`));
	const { items } = document.diagnostics(limit);
	const actions: CodeAction[] = [];
	if (wants(CodeActionKind.QuickFix)) {
		const here = items.filter((diagnostic) => touches(diagnostic.range, range));
		for (const diagnostic of here) actions.push(...quickFixes(document, uri, diagnostic));
	}
	const asked = only?.some((each) => each.startsWith(CodeActionKind.Source)) ?? false;
	if (asked && wants(fixAllKind)) {
		const edits = fixAll(items);
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

function quickFixes(document: ToonDocument, uri: string, diagnostic: Diagnostic): CodeAction[] {
	const fixes = diagnostic.fixes ?? [];
	if (fixes.length === 0) return [];
	const mended = lspDiagnostics(document, uri, limit).filter(
		({ code, range }) => code === diagnostic.code && sameRange(range, diagnostic.range),
	);
	return fixes.map((fix) => ({
		title: fix.title,
		kind: CodeActionKind.QuickFix,
		diagnostics: mended,
		isPreferred: fix.preferred === true,
		edit: { changes: { [uri]: toLspEdits(fix.edits) } },
	}));
}

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
