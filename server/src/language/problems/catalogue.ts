/**
 * All kinds of problems, by code.
 *
 * Default styles, severities, the values of the setting `toon.validation.severities` in package.json and the sections of
 * docs/diagnostics.md are derived from this list, or held against it by tests.
 */

import type { DiagnosticCode, Severity, StyleCode } from "../types";
import { arrayLength } from "./arrayLength";
import { blankLineInArray } from "./blankLineInArray";
import { delimiterMismatch } from "./delimiterMismatch";
import { depthJump } from "./depthJump";
import { duplicateField } from "./duplicateField";
import { duplicateKey } from "./duplicateKey";
import { entryCount } from "./entryCount";
import { finalNewline } from "./finalNewline";
import { indentNotMultiple } from "./indentNotMultiple";
import { indentSize } from "./indentSize";
import { invalidEscape } from "./invalidEscape";
import { keyedWithoutFields } from "./keyedWithoutFields";
import { keylessHeader } from "./keylessHeader";
import { legacyEmptyArray } from "./legacyEmptyArray";
import { listCouldBeTable } from "./listCouldBeTable";
import { looksLikeComment } from "./looksLikeComment";
import { looksLikeItem } from "./looksLikeItem";
import { looksLikeJson } from "./looksLikeJson";
import { looksLikeLines } from "./looksLikeLines";
import { looksLikePath } from "./looksLikePath";
import { looksLikeProse } from "./looksLikeProse";
import { looksLikeValue } from "./looksLikeValue";
import { malformedBracket } from "./malformedBracket";
import { malformedFieldList } from "./malformedFieldList";
import { missingColon } from "./missingColon";
import { needlessQuotes } from "./needlessQuotes";
import { nonCanonicalNumber } from "./nonCanonicalNumber";
import { notUtf8 } from "./notUtf8";
import { overIndented } from "./overIndented";
import type { ProblemKind } from "./problem";
import { rowWidth } from "./rowWidth";
import { scalarLine } from "./scalarLine";
import { spaceBeforeBracket } from "./spaceBeforeBracket";
import { tabIndent } from "./tabIndent";
import { textAfterHeader } from "./textAfterHeader";
import { textAfterQuote } from "./textAfterQuote";
import { trailingContent } from "./trailingContent";
import { trailingSpace } from "./trailingSpace";
import { unterminatedString } from "./unterminatedString";

export const CATALOGUE: { readonly [C in DiagnosticCode]: ProblemKind<C> } = {
	"array-length": arrayLength,
	"entry-count": entryCount,
	"row-width": rowWidth,
	"missing-colon": missingColon,
	"invalid-escape": invalidEscape,
	"unterminated-string": unterminatedString,
	"text-after-quote": textAfterQuote,
	"delimiter-mismatch": delimiterMismatch,
	"malformed-bracket": malformedBracket,
	"malformed-field-list": malformedFieldList,
	"duplicate-field": duplicateField,
	"keyed-without-fields": keyedWithoutFields,
	"keyless-header": keylessHeader,
	"text-after-header": textAfterHeader,
	"space-before-bracket": spaceBeforeBracket,
	"indent-not-multiple": indentNotMultiple,
	"tab-indent": tabIndent,
	"blank-line-in-array": blankLineInArray,
	"depth-jump": depthJump,
	"over-indented": overIndented,
	"trailing-content": trailingContent,
	"scalar-line": scalarLine,
	"duplicate-key": duplicateKey,
	"not-utf8": notUtf8,
	"trailing-space": trailingSpace,
	"needless-quotes": needlessQuotes,
	"non-canonical-number": nonCanonicalNumber,
	"list-could-be-table": listCouldBeTable,
	"legacy-empty-array": legacyEmptyArray,
	"final-newline": finalNewline,
	"indent-size": indentSize,
	"looks-like-lines": looksLikeLines,
	"looks-like-json": looksLikeJson,
	"looks-like-comment": looksLikeComment,
	"looks-like-item": looksLikeItem,
	"looks-like-value": looksLikeValue,
	"looks-like-prose": looksLikeProse,
	"looks-like-path": looksLikePath,
};

/** All codes, in the order of the catalogue. */
export const DIAGNOSTIC_CODES = Object.keys(CATALOGUE) as readonly DiagnosticCode[];

const isStyle = (code: DiagnosticCode): code is StyleCode => CATALOGUE[code].reportedByDefault !== undefined;

/** Matters of style: never errors, and each can be turned off. */
export const STYLE_CODES: readonly StyleCode[] = DIAGNOSTIC_CODES.filter(isStyle);

/** The matters of style that are reported where nobody says which. */
export const DEFAULT_STYLES: readonly StyleCode[] = STYLE_CODES.filter((code) => CATALOGUE[code].reportedByDefault);

/** How grave a problem is where the user does not say otherwise. */
export const severityOf = (code: DiagnosticCode): Severity => CATALOGUE[code].severity;
