/** Test documents with their cursor marked `$0`, and edits applied to them. */
import type { CompletionItem, TextEdit } from "vscode-languageserver-types";
import { type ContentChange, type Position, type Range, ToonDocument } from "../../server/src/language";

/** A document and the place of its mark. */
export interface Marked {
	readonly document: ToonDocument;
	readonly position: Position;
	/** Between two marks; empty where there is one. */
	readonly range: Range;
}

/** Reads a text with one `$0`, or with two around a selection. */
export function marked(text: string): Marked {
	const [before = "", ...rest] = text.split("$0");
	const document = new ToonDocument(before + rest.join(""));
	const position = document.positionAt(before.length);
	const end = rest.length > 1 ? document.positionAt(before.length + (rest[0] ?? "").length) : position;
	return { document, position, range: { start: position, end } };
}

/** The text with edits applied, which all count in the text as it was. */
export function applied(document: ToonDocument, edits: readonly TextEdit[]): string {
	const sorted = [...edits].sort((a, b) => document.offsetAt(b.range.start) - document.offsetAt(a.range.start));
	let text = document.getText();
	for (const { range, newText } of sorted) {
		text = text.slice(0, document.offsetAt(range.start)) + newText + text.slice(document.offsetAt(range.end));
	}
	return text;
}

/** The same as changes, for documents that are updated: the last place first, so that the others keep theirs. */
export function asChanges(document: ToonDocument, edits: readonly TextEdit[]): ContentChange[] {
	return [...edits]
		.sort((a, b) => document.offsetAt(b.range.start) - document.offsetAt(a.range.start))
		.map(({ range, newText }) => ({ range, text: newText }));
}

/** The text with a proposal accepted, its further lines indented as the line that it goes into. */
export function accepted(document: ToonDocument, item: CompletionItem): string {
	const edit = item.textEdit as TextEdit;
	const indentation = /^ */.exec(document.line(edit.range.start.line).text)?.[0] ?? "";
	const newText = edit.newText.replaceAll("\n", `\n${indentation}`);
	return applied(document, [{ ...edit, newText }, ...(item.additionalTextEdits ?? [])]);
}
