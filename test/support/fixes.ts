/** Follows the fixes of a document, as somebody does who takes what is offered first. */
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Diagnostic, type JsonValue, parse, type TextEdit } from "../../server/src/language/index";

/** More would mean that fixes go round in a circle. */
const MOST_STEPS = 100;

export interface Followed {
	readonly text: string;
	/** Undefined while there are errors that have no preferred fix. */
	readonly value: JsonValue | undefined;
	/** What was offered and what it made of the text, to be shown where a test fails. */
	readonly steps: readonly string[];
}

/** Applies the first preferred fix of the first error until nothing is left, or nothing is preferred. */
export function followFixes(input: string): Followed {
	let text = input;
	const steps = [input];
	for (let step = 0; step < MOST_STEPS; step++) {
		const document = parse(text);
		const first = errorsOf(document.diagnostics().items)[0];
		if (first === undefined) return { text, value: document.decode(), steps };
		const fix = first.fixes.find(({ preferred }) => preferred);
		steps.push(`${first.range.start.line + 1}: ${first.code}: ${first.message} [${fix?.title ?? "no fix"}]`);
		if (fix === undefined) break;
		text = applyEdits(text, fix.edits);
		steps.push(text);
	}
	return { text, value: undefined, steps };
}

export const errorsOf = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
	diagnostics.filter(({ severity }) => severity === "error");

/** The text after a fix. */
export const applyEdits = (text: string, edits: readonly TextEdit[]): string =>
	TextDocument.applyEdits(TextDocument.create("test:fixes", "toon", 0, text), [...edits] as never);
