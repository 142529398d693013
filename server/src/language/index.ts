/** The language room: TOON text to tree, diagnostics and values. See document.ts. */

export { type EffectiveOptions, parse, ToonDocument } from "./document";
export type { FormatOptions } from "./format/format";
export { DEFAULT_STYLES, DIAGNOSTIC_CODES, STYLE_CODES, severityOf } from "./problems/catalogue";
export type { DiagnosticList } from "./problems/list";
export type { LineReader, ScopeKind } from "./read/lineReader";
export { setOwn } from "./read/ownKey";
export { FNV_OFFSET, FNV_PRIME, hashInto, hashText } from "./text/hash";
export { DEFAULT_INDENT_SIZE } from "./text/indentation";
export { isInexact } from "./text/numbers";
export { isPlainKey } from "./text/plain";
export { quote } from "./text/strings";
export type { Change } from "./tree/change";
export type { FieldStep } from "./tree/fields";
export type * from "./types";
export { type Window, WindowError, Windows } from "./windows";
