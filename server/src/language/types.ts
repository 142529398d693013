/** The public types of the language room: what every other room may know of TOON. */

/** A place in the text as LSP counts: zero-based line, UTF-16 code units from its start. */
export interface Position {
	readonly line: number;
	readonly character: number;
}

/** A half-open stretch of text, `start` included and `end` not. */
export interface Range {
	readonly start: Position;
	readonly end: Position;
}

/** A value of the JSON data model, which is what a TOON document means (§2). */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

export type Severity = "error" | "warning" | "information" | "hint";

/** Names that are fixed for users, scripts and docs/diagnostics: see docs/diagnostics.md for each. */
export type DiagnosticCode =
	| "array-length"
	| "entry-count"
	| "row-width"
	| "missing-colon"
	| "invalid-escape"
	| "unterminated-string"
	| "text-after-quote"
	| "delimiter-mismatch"
	| "malformed-bracket"
	| "malformed-field-list"
	| "duplicate-field"
	| "keyed-without-fields"
	| "keyless-header"
	| "text-after-header"
	| "space-before-bracket"
	| "indent-not-multiple"
	| "tab-indent"
	| "blank-line-in-array"
	| "depth-jump"
	| "over-indented"
	| "trailing-content"
	| "scalar-line"
	| "duplicate-key"
	| "not-utf8"
	| "trailing-space"
	| "needless-quotes"
	| "non-canonical-number"
	| "list-could-be-table"
	| "legacy-empty-array"
	| "final-newline";

/** One replacement; a fix's edits never overlap. */
export interface TextEdit {
	readonly range: Range;
	readonly newText: string;
}

/** A repair that a person may choose; `preferred` marks the one to apply without asking which. */
export interface Fix {
	readonly title: string;
	readonly edits: readonly TextEdit[];
	readonly preferred?: boolean;
}

export interface Diagnostic {
	readonly code: DiagnosticCode;
	readonly severity: Severity;
	/** The smallest text that is wrong, not the line. */
	readonly range: Range;
	/** What is wrong, why, and what to do. */
	readonly message: string;
	/** The other place, where two matter (the header of a short row, the first of two equal keys). */
	readonly related?: readonly { readonly range: Range; readonly message: string }[];
	readonly fixes?: readonly Fix[];
}

export interface ParseOptions {
	/** Strict mode (§14): declared counts, indentation and sibling keys are checked. Default true. */
	readonly strict?: boolean;
	/** Spaces a level; `"auto"` (default) detects it from the first indented line. */
	readonly indentSize?: number | "auto";
}

export type Delimiter = "," | "\t" | "|";

/** A primitive as written. `text` is the source text of the token, quotes included. */
export interface Scalar {
	readonly value: string | number | boolean | null;
	readonly text: string;
	/** A number that a double cannot hold: its digits are in `text`, and printing `value` would change them. */
	readonly inexact?: boolean;
}

/** A field of a table: a leaf, or a group with fields of its own (§9.3). */
export interface Field {
	readonly name: string;
	readonly fields?: readonly Field[];
}

export interface ArrayHeader {
	/** `N` as declared. */
	readonly length: number;
	readonly delimiter: Delimiter;
	readonly form: "inline" | "list" | "empty";
}

export interface TableHeader {
	readonly length: number;
	readonly delimiter: Delimiter;
	/** An object whose rows carry their key (`users[2:]{…}:`), instead of an array. */
	readonly keyed: boolean;
	readonly fields: readonly Field[];
	/** Paths of the leaf fields in the order of a row's cells: `[["id"], ["customer", "name"]]`. */
	readonly leaves: readonly (readonly string[])[];
}

/** The cells of one row, read on demand; valid only during the visit. */
export interface RowReader {
	/** Line of the row (zero-based). */
	readonly line: number;
	/** Key of an entry row, undefined in an ordinary table. */
	readonly key: string | undefined;
	readonly length: number;
	cell(index: number): Scalar;
	/** Source text of a cell without the spaces around it; cheap: nothing is unescaped. */
	text(index: number): string;
}

/**
 * Receives the document in order, without recursion. `key` is undefined for the root and for items of an array.
 * Lines are zero-based. Erroneous lines are left out, so a broken document still shows what can be shown.
 */
export interface Visitor {
	beginObject(key: string | undefined, line: number): void;
	endObject(): void;
	beginArray(key: string | undefined, header: ArrayHeader, line: number): void;
	endArray(): void;
	beginTable(key: string | undefined, header: TableHeader, line: number): void;
	row(row: RowReader): void;
	endTable(): void;
	scalar(key: string | undefined, scalar: Scalar, line: number): void;
	comment?(text: string, line: number): void;
}
