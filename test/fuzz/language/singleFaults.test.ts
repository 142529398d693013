/** One mistake, one diagnostic: for every code, valid documents that are broken in one place. */
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
	DIAGNOSTIC_CODES,
	type Diagnostic,
	type DiagnosticCode,
	type TextEdit,
	ToonDocument,
} from "../../../server/src/language/index";
import { forEachCase, TIMEOUT } from "../../support/random";
import * as counts from "./faults/counts";
import { type BrokenDocument, type Fault, type Placement, place } from "./faults/fault";
import * as headers from "./faults/headers";
import * as hints from "./faults/hints";
import * as indentation from "./faults/indentation";
import * as tokens from "./faults/tokens";

/** Documents for each way to make a mistake. */
const DOCUMENTS = 60;

/** The small documents first, so that a failure is easy to read. */
const PLACEMENTS: readonly Placement[] = ["inside", "start", "any", "any"];

/** Every code, so that a new one cannot be forgotten. */
const FAULTS: Readonly<Record<DiagnosticCode, readonly Fault[]>> = {
	"array-length": counts.arrayLength,
	"entry-count": counts.entryCount,
	"row-width": counts.rowWidth,
	"duplicate-field": counts.duplicateField,
	"duplicate-key": counts.duplicateKey,
	"malformed-bracket": headers.malformedBracket,
	"malformed-field-list": headers.malformedFieldList,
	"delimiter-mismatch": headers.delimiterMismatch,
	"keyed-without-fields": headers.keyedWithoutFields,
	"keyless-header": headers.keylessHeader,
	"text-after-header": headers.textAfterHeader,
	"space-before-bracket": headers.spaceBeforeBracket,
	"missing-colon": [...headers.headerWithoutColon, ...tokens.missingColon],
	"invalid-escape": tokens.invalidEscape,
	"unterminated-string": tokens.unterminatedString,
	"text-after-quote": tokens.textAfterQuote,
	"scalar-line": tokens.scalarLine,
	"trailing-content": tokens.trailingContent,
	"indent-not-multiple": indentation.indentNotMultiple,
	"tab-indent": indentation.tabIndent,
	"blank-line-in-array": indentation.blankLine,
	"depth-jump": indentation.depthJump,
	"over-indented": indentation.overIndented,
	"trailing-space": hints.trailingSpace,
	"needless-quotes": hints.needlessQuotes,
	"non-canonical-number": hints.nonCanonicalNumber,
	"list-could-be-table": hints.listCouldBeTable,
	"legacy-empty-array": hints.legacyEmptyArray,
	"looks-like-json": hints.looksLikeJson,
	"looks-like-comment": hints.looksLikeComment,
	"looks-like-item": hints.looksLikeItem,
	"looks-like-value": hints.looksLikeValue,
	"looks-like-prose": hints.looksLikeProse,
	"looks-like-path": hints.looksLikePath,
	// Off unless asked for: the tables of cases show it.
	"final-newline": [],
	// A matter of bytes, which only the command line sees.
	"not-utf8": [],
	// A matter of the whole document, which here is always told its size: see document.test.ts.
	"indent-size": [],
	// Of all lines at once: see document.test.ts.
	"looks-like-lines": [],
};

const LOOKALIKES = DIAGNOSTIC_CODES.filter((code) => code.startsWith("looks-like-"));

const HINTS: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
	"trailing-space",
	"needless-quotes",
	"non-canonical-number",
	"list-could-be-table",
	"legacy-empty-array",
	"final-newline",
	...LOOKALIKES,
]);

describe("single faults", function () {
	this.timeout(TIMEOUT);

	for (const [code, faults] of Object.entries(FAULTS)) {
		describe(code, () => {
			for (const fault of faults) {
				it(fault.what, () => {
					forEachCase(DOCUMENTS, (random, index) => {
						const document = place(random, fault, PLACEMENTS[index % PLACEMENTS.length] as Placement);
						checkFault(code as DiagnosticCode, document, true);
						if (fault.loose === "none") {
							assert.deepEqual(errorsOf(document.broken, false), [], shown(document));
						} else if (fault.loose !== "other") {
							checkFault(code as DiagnosticCode, document, false);
						}
					});
				});
			}
		});
	}
});

/** Without the mistake no error; with it the one diagnostic, on its line, and its preferred fix takes it away. */
function checkFault(code: DiagnosticCode, document: BrokenDocument, strict: boolean): void {
	const interesting = HINTS.has(code) ? hintsOf(code) : errorsOf;
	assert.deepEqual(interesting(document.valid, strict), [], `before the mistake: ${document.valid}`);
	const found = interesting(document.broken, strict);
	assert.deepEqual(
		found.map((diagnostic) => `${diagnostic.code} in line ${diagnostic.range.start.line}`),
		[`${code} in line ${document.line}`],
		shown(document),
	);
	const diagnostic = found[0] as Diagnostic;
	assert.notEqual(diagnostic.message, "");
	const preferred = diagnostic.fixes?.filter((fix) => fix.preferred) ?? [];
	assert.ok(preferred.length <= 1, `two preferred fixes: ${shown(document)}`);
	for (const fix of preferred) {
		const fixed = applied(document.broken, fix.edits);
		assert.deepEqual(
			interesting(fixed, strict),
			[],
			`after "${fix.title}":\n${fixed}\n--- was ---\n${shown(document)}`,
		);
	}
}

function errorsOf(text: string, strict: boolean): Diagnostic[] {
	return diagnosticsOf(text, strict).filter(({ severity }) => severity === "error");
}

/** The hints of one code; errors count as well, for a hint must not come with any. */
function hintsOf(code: DiagnosticCode): typeof errorsOf {
	return (text, strict) =>
		diagnosticsOf(text, strict).filter((diagnostic) => diagnostic.code === code || diagnostic.severity === "error");
}

function diagnosticsOf(text: string, strict: boolean): readonly Diagnostic[] {
	return new ToonDocument(text, { strict, indentSize: 2 }).diagnostics().items;
}

function applied(text: string, edits: readonly TextEdit[]): string {
	return TextDocument.applyEdits(TextDocument.create("test:fix", "toon", 0, text), [...edits] as never);
}

function shown({ broken, line }: BrokenDocument): string {
	return broken
		.split("\n")
		.map((text, number) => `${number === line ? ">" : " "} ${text}`)
		.join("\n");
}
