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

/** A replacement of a range, or of the whole text: LSP's TextDocumentContentChangeEvent. */
export interface ContentChange {
	readonly range?: Range | undefined;
	readonly text: string;
}

/** A value of the JSON data model, which is what a TOON document means (§2). */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

export type Severity = "error" | "warning" | "information" | "hint";

/** Matters of style: never errors, and each can be turned off. */
export type StyleCode =
	| "trailing-space"
	| "needless-quotes"
	| "non-canonical-number"
	| "list-could-be-table"
	| "legacy-empty-array"
	| "final-newline"
	| "indent-size"
	| "looks-like-lines"
	| LookalikeCode;

/** What is valid and looks like something else, which was surely meant. */
export type LookalikeCode =
	| "looks-like-json"
	| "looks-like-comment"
	| "looks-like-item"
	| "looks-like-value"
	| "looks-like-prose"
	| "looks-like-path";

/** Names that are fixed for users, scripts and docs/diagnostics.md, which has a section on each. */
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
	| StyleCode;

/** Which of the mistakes behind a code it is, for the codes that stand for several. */
interface FindingDetails {
	"missing-colon": "key" | "header" | "entry";
	"over-indented": "block" | "key" | "colon-in-row" | "keyed" | "not-an-item";
	"malformed-bracket": "not-a-length" | "near-miss" | "json" | "unclosed" | "legacy-length" | "leading-zero";
	"malformed-field-list": "unclosed" | "empty-name" | "brace";
	"keyless-header": "misplaced" | "item" | "in-item";
	"looks-like-json": "document" | "line" | "value" | "comma";
	"looks-like-item": "field" | "row";
	"looks-like-value": "url" | "path" | "time";
}

export type FindingDetail<C extends DiagnosticCode> = C extends keyof FindingDetails ? FindingDetails[C] : undefined;

/** The last argument of a function that reports a code: there only for codes with details. */
export type DetailArgument<C extends DiagnosticCode> = C extends keyof FindingDetails
	? [detail: FindingDetails[C]]
	: [];

/** What is wrong in the text of one line, by columns relative to the line. */
export interface FindingOf<C extends DiagnosticCode> {
	readonly code: C;
	readonly start: number;
	readonly end: number;
	readonly detail: FindingDetail<C>;
}

export type Finding = { readonly [C in DiagnosticCode]: FindingOf<C> }[DiagnosticCode];

/** One replacement; a fix's edits never overlap. */
export interface TextEdit {
	readonly range: Range;
	readonly newText: string;
}

/** A repair that a person may choose; `preferred` marks the one to apply without asking which. */
export interface Fix {
	readonly title: string;
	readonly edits: readonly TextEdit[];
	readonly preferred: boolean;
}

/** Another place that matters: the header of a short row, the first of two equal keys. */
export interface Related {
	readonly range: Range;
	readonly message: string;
}

/**
 * What is wrong at one place. All but `code` and `severity` is worked out when it is read, so read it before the document
 * is updated; a diagnostic is of no use afterwards.
 */
export interface Diagnostic {
	readonly code: DiagnosticCode;
	readonly severity: Severity;
	/** The smallest text that is wrong, not the line. */
	readonly range: Range;
	/** What is wrong, why, and what to do. */
	readonly message: string;
	readonly related: readonly Related[];
	readonly fixes: readonly Fix[];
}

export interface ParseOptions {
	/** Strict mode (§14): declared counts, indentation and sibling keys are checked. Default true. */
	readonly strict?: boolean | undefined;
	/** Spaces a level; `"auto"` (default) detects it from the first indented line. */
	readonly indentSize?: number | "auto" | undefined;
	/** Which matters of style are reported. Default: all but `final-newline`. */
	readonly styles?: readonly StyleCode[] | undefined;
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
	/** `N` as declared; what was counted, where it is written wrongly. */
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
	/** A comment line, from its `#` on. */
	comment?(text: string, line: number): void;
	/** Asked now and then: whether the rest need not be visited. What is open is ended all the same. */
	isDone?(): boolean;
}

/** What a line is, by its content (§5). */
export type LineKind =
	| "blank"
	| "comment"
	| "error"
	| "key-value"
	| "object"
	| "empty-array"
	| "inline-array"
	| "list-header"
	| "table-header"
	| "keyed-table-header"
	| "row"
	| "entry-row"
	| "scalar"
	| "empty-item"
	/** Below a broken line, not looked into. */
	| "opaque";

export type TokenType =
	| "byte-order-mark"
	| "whitespace"
	| "comment"
	| "list-marker"
	| "key"
	| "colon"
	/** `[3|]` is bracket, length, keyed-mark, delimiter-mark, bracket. */
	| "bracket"
	| "length"
	| "keyed-mark"
	| "delimiter-mark"
	| "brace"
	| "field-name"
	/** Between cells, values or field names. */
	| "delimiter"
	| "string"
	| "quoted-string"
	| "number"
	| "boolean"
	| "null"
	/** `[]` as a value. */
	| "empty-array"
	| "error";

/** One token of a line. Tokens follow each other without gaps and cover the line. */
export interface SyntaxToken {
	readonly type: TokenType;
	/** UTF-16 code units from the start of the line. */
	readonly start: number;
	readonly end: number;
	readonly range: Range;
	/** For keys, field names and values: index of the cell, of the leaf field or of the inline value. */
	readonly cell?: number;
}

/** One line, with all its text. */
export interface SyntaxLine {
	readonly kind: LineKind;
	/** Whether it starts with a list marker. */
	readonly isItem: boolean;
	readonly depth: number;
	/** Zero-based LSP line. */
	readonly line: number;
	/** The line without its end. */
	readonly range: Range;
	readonly text: string;
	/** The key with its escapes resolved, where the line has one. */
	readonly key: string | undefined;
	readonly tokens: readonly SyntaxToken[];
	/** LSP line of the header or key whose content this line is; undefined at the root. */
	readonly parentLine: number | undefined;
	/** For headers: what was declared (-1 where that is written wrongly) and what was found; for other lines undefined. */
	readonly header: { readonly length: number; readonly count: number; readonly delimiter: Delimiter } | undefined;
	/** For rows: paths of the leaf fields of their table. */
	readonly table: TableHeader | undefined;
}
