/** Needless quotes, numbers, old arrays and spaces: what the fixes of the language and its formatter write shorter. */
import type { DiagnosticCode, TextEdit, ToonDocument } from "../../language";

/** Remarks whose preferred fix keeps the value and is shorter. */
const STYLE_KINDS = {
	quotes: "needless-quotes",
	numbers: "non-canonical-number",
	"empty-arrays": "legacy-empty-array",
} as const satisfies Record<string, DiagnosticCode>;

export type StyleKind = keyof typeof STYLE_KINDS;

/** The edits of all remarks of a kind that are told at once, the last in the text first. */
export function styleEdits(document: ToonDocument, kind: StyleKind): TextEdit[] {
	const code = STYLE_KINDS[kind];
	const edits: TextEdit[] = [];
	for (const diagnostic of document.diagnostics().items) {
		if (diagnostic.code !== code) continue;
		const fix = diagnostic.fixes.find(({ preferred }) => preferred);
		if (fix !== undefined) edits.push(...fix.edits);
	}
	return edits.sort(lastFirst);
}

/** The edits of the formatter that change nothing but spaces, the last in the text first. */
export function spaceEdits(document: ToonDocument): TextEdit[] {
	const edits = document.formatEdits() ?? [];
	return edits.filter(({ range, newText }) => bare(document.getText(range)) === bare(newText)).sort(lastFirst);
}

const bare = (text: string): string => text.replaceAll(" ", "");

const lastFirst = ({ range: a }: TextEdit, { range: b }: TextEdit): number =>
	b.start.line - a.start.line || b.start.character - a.start.character;
