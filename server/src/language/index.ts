/** The language room: TOON text to tree, diagnostics and values. See document.ts. */
export type { Change } from "./change";
export type { DiagnosticList } from "./diagnose";
export { type EffectiveOptions, parse, ToonDocument } from "./document";
export type { FieldStep } from "./fields";
export type { FormatOptions } from "./format";
export { DEFAULT_INDENT_SIZE } from "./indentation";
export type { LineReader, ScopeKind } from "./lineReader";
export { isPlainKey, quote } from "./strings";
export type * from "./types";
