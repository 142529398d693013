/**
 * Tables of cases as text: a document with its diagnostics marked under it.
 *
 *     users[3]{id,name}:
 *          ^^^ array-length strict
 *       1,Ada
 *
 * A line of carets marks the characters above it; behind them stand the code, and `strict` or `loose` where only that
 * mode reports it. `$0` marks an empty range. Several marks for a line follow each other.
 */
import assert from "node:assert/strict";
import {
	type Diagnostic,
	type DiagnosticCode,
	type JsonValue,
	type StyleCode,
	ToonDocument,
} from "../../server/src/language/index";

/** One row of a table of cases. */
export interface Case {
	/** What the case shows; its name in the report. */
	readonly name: string;
	/** The document with its marks, dedented by {@link dedent}. */
	readonly text: string;
	/** The value it must have in both modes, for documents without an error. */
	readonly value?: JsonValue;
	/** The value it must have in non-strict mode, where strict mode has an error. */
	readonly looseValue?: JsonValue;
	/** The one mode that the case is about, where the other one reads something else entirely. */
	readonly only?: "strict" | "loose";
	/** Spaces a level; 2 when not given. */
	readonly indentSize?: number;
	/** Matters of style to look for; only errors when not given. */
	readonly styles?: readonly StyleCode[];
}

/** A mark, or a diagnostic in the same words. */
interface Finding {
	readonly line: number;
	readonly start: number;
	readonly end: number;
	readonly code: DiagnosticCode;
}

interface Mark extends Finding {
	readonly mode: "strict" | "loose" | undefined;
}

const MARK = /^( *)(\^+|\$0) ([a-z0-9-]+)(?: (strict|loose))?$/;

/** Of a text that starts with a line end: takes that, the last one, and the tabs that all lines share, the test's own. */
export function dedent(text: string): string {
	if (!text.startsWith("\n")) {
		return text;
	}
	const lines = text
		.slice(1)
		.replace(/\n\t*$/, "")
		.split("\n");
	const filled = lines.filter((line) => line !== "");
	const shared = Math.min(...filled.map((line) => /^\t*/.exec(line)?.[0].length ?? 0));
	return lines.map((line) => line.slice(shared)).join("\n");
}

/** Splits a marked document into its text and its marks. */
export function readMarks(marked: string): { text: string; marks: readonly Mark[] } {
	const lines: string[] = [];
	const marks: Mark[] = [];
	for (const line of marked.split("\n")) {
		const mark = MARK.exec(line);
		if (mark === null) {
			lines.push(line);
			continue;
		}
		const start = (mark[1] as string).length;
		const carets = mark[2] as string;
		marks.push({
			line: lines.length - 1,
			start,
			end: start + (carets === "$0" ? 0 : carets.length),
			code: mark[3] as DiagnosticCode,
			mode: mark[4] as "strict" | "loose" | undefined,
		});
	}
	return { text: lines.join("\n"), marks };
}

/** The document with the diagnostics under its lines, in the notation of the cases: what a failing test shows. */
export function showFindings(text: string, findings: readonly Finding[]): string {
	const shown = text.split("\n").flatMap((line, number) => [
		line,
		...findings
			.filter((finding) => finding.line === number)
			.sort((a, b) => a.start - b.start || a.code.localeCompare(b.code))
			.map(({ start, end, code }) => `${" ".repeat(start)}${end > start ? "^".repeat(end - start) : "$0"} ${code}`),
	]);
	return shown.join("\n");
}

/** One mocha test a case and mode: the diagnostics are those marked, and the value is the one given. */
export function testCases(cases: readonly Case[]): void {
	for (const testCase of cases) {
		for (const mode of ["strict", "loose"] as const) {
			if (mode === (testCase.only ?? mode)) {
				it(`${testCase.name} (${mode})`, () => checkCase(testCase, mode));
			}
		}
	}
}

function checkCase(testCase: Case, mode: "strict" | "loose"): void {
	const { text: marked, value, looseValue, indentSize = 2, styles = [] } = testCase;
	const { text, marks } = readMarks(dedent(marked));
	const document = new ToonDocument(text, { strict: mode === "strict", indentSize, styles });
	const expected = marks.filter((mark) => mark.mode === undefined || mark.mode === mode);
	const found = document.diagnostics().items.map(findingOf);
	assert.equal(showFindings(text, found), showFindings(text, expected));
	const expectedValue = mode === "loose" ? (looseValue ?? value) : value;
	if (expectedValue !== undefined) {
		assert.deepEqual(document.decode(), expectedValue);
		assert.equal(JSON.stringify(document.decode()), JSON.stringify(expectedValue), "order of the keys");
	}
}

/** A range that spans lines is shown to the end of its first one. */
function findingOf({ range, code }: Diagnostic): Finding {
	const end = range.end.line === range.start.line ? range.end.character : range.start.character + 1;
	return { line: range.start.line, start: range.start.character, end, code };
}
