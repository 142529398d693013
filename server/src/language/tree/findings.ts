/** What the parser finds wrong in the text of one line, by columns relative to the line. */
import type { DiagnosticCode } from "../types";

/** Which of the mistakes behind a code it is, where the message depends on it. */
export type Note =
	| ""
	| "colon-in-row"
	| "not-an-item"
	| "json"
	| "legacy-length"
	| "leading-zero"
	| "unclosed"
	| "empty-name"
	| "brace"
	| "in-item"
	| "item"
	| "header"
	| "key"
	| "keyed"
	| "entry";

export interface Finding {
	readonly code: DiagnosticCode;
	readonly start: number;
	readonly end: number;
	readonly note: Note;
}

/** More on one line are not worth a person's while, and a column of bytes counts them. */
export const FINDINGS_PER_LINE = 100;
