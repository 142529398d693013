/** The hint on a document that could cost fewer tokens, and the fix that writes it so. */
import {
	type CodeAction,
	CodeActionKind,
	DiagnosticSeverity,
	type Diagnostic as LspDiagnostic,
	type Range,
	type TextEdit,
} from "vscode-languageserver-types";
import type { OptimizeStep } from "../convert";
import type { ToonDocument } from "../language";
import { grouped } from "../savings";
import { pageOf } from "./diagnostics";

export const ADVICE_CODE = "fewer-tokens";

/** What a document could cost. */
export interface AdviceGiven {
	readonly encoding: string;
	readonly before: number;
	readonly after: number;
	readonly steps: readonly OptimizeStep[];
	readonly text: string;
}

/** Steps that are named; the rest is counted. */
const MOST_NAMED = 3;

/** One hint, on the first line: it is about the whole. */
export function adviceDiagnostic(document: ToonDocument, advice: AdviceGiven): LspDiagnostic {
	const { before, after, steps, encoding } = advice;
	const mark = encoding.startsWith("~") ? "~" : "";
	const gain = before - after;
	const most = [...steps].sort((one, other) => other.gain - one.gain);
	const named = most.slice(0, MOST_NAMED).map((step) => `${step.title} (−${grouped(step.gain)})`);
	const rest = most.length > MOST_NAMED ? [`${most.length - MOST_NAMED} more`] : [];
	return {
		range: document.line(0).range,
		severity: DiagnosticSeverity.Hint,
		source: "toon",
		code: ADVICE_CODE,
		codeDescription: { href: pageOf(ADVICE_CODE) },
		message: `The same value can cost ${mark}${grouped(gain)} tokens fewer, ${Math.round((100 * gain) / before)} %: ${[...named, ...rest].join("; ")}.`,
	};
}

/**
 * The fix, where the range touches the hint.
 * @param isFile the document is all of its file, so that the command finds it
 */
export function adviceActions(
	document: ToonDocument,
	advice: AdviceGiven,
	{ uri, range, isFile }: { readonly uri: string; readonly range: Range; readonly isFile: boolean },
): CodeAction[] {
	if (range.start.line > 0) return [];
	const gain = grouped(advice.before - advice.after);
	const diagnostics = [adviceDiagnostic(document, advice)];
	const kind = CodeActionKind.QuickFix;
	return [
		{
			title: `Write it with ${gain} tokens fewer`,
			kind,
			diagnostics,
			edit: { changes: { [uri]: [changeTo(document, advice.text)] } },
		},
		...(isFile
			? [
					{
						title: "Choose the steps to fewer tokens…",
						kind,
						diagnostics,
						command: { title: "Optimise for Tokens", command: "toon.optimize" },
					},
				]
			: []),
	];
}

/** One edit of what differs, in whole lines, so that the cursor and folds elsewhere stay. */
function changeTo(document: ToonDocument, text: string): TextEdit {
	const old = document.getText().split(/(?<=\n)/);
	const lines = text.split(/(?<=\n)/);
	const most = Math.min(old.length, lines.length);
	let start = 0;
	while (start < most && old[start] === lines[start]) start++;
	let end = 0;
	while (end < most - start && old[old.length - 1 - end] === lines[lines.length - 1 - end]) end++;
	const offset = (count: number): number => old.slice(0, count).reduce((sum, line) => sum + line.length, 0);
	return {
		range: {
			start: document.positionAt(offset(start)),
			end: document.positionAt(offset(old.length - end)),
		},
		newText: lines.slice(start, lines.length - end).join(""),
	};
}
