/** A line of 100,000 characters is tokenised in linear time, whatever stands in it. */

import assert from "node:assert/strict";
import { type IGrammar, INITIAL } from "vscode-textmate";
import { loadGrammar } from "./registry";

const length = 100_000;

/** What comes before the repeated text, on the same line or on lines above it. */
const openings = [
	"",
	"k: ",
	'k: "',
	"- ",
	"t[3]: ",
	"t[",
	"t[2]{",
	"t[2]{a,b}:\n  ",
	"t[2|]{a|b}:\n  ",
	"t[2:]{a}:\n  ",
];
const repeated = [
	'1,ab c,"x\\n",true,',
	"1",
	"1.",
	"1e",
	'"',
	'\\"',
	'a"b"',
	'",',
	"{",
	"a{",
	"[",
	"[]",
	" ",
	",",
	"a:",
	"-",
];
const ending = 'x"';

/** Of the processor's time for this process: others, which make a busy machine slow, count for nothing. */
function milliseconds(grammar: IGrammar, text: string): number {
	let state = INITIAL;
	const start = process.cpuUsage();
	for (const line of text.split("\n")) state = grammar.tokenizeLine2(line, state, 0).ruleStack;
	return process.cpuUsage(start).user / 1000;
}

const fill = (piece: string, size: number): string => piece.repeat(Math.ceil(size / piece.length));

describe("grammar on long lines", () => {
	let grammar: IGrammar;
	before(async () => {
		grammar = await loadGrammar("source.toon");
		milliseconds(grammar, fill(repeated[0] ?? "", length));
	});

	for (const opening of openings) {
		it(`stays linear after ${JSON.stringify(opening)}`, function () {
			this.timeout(60_000);
			for (const piece of repeated) {
				const half = milliseconds(grammar, opening + fill(piece, length / 2) + ending);
				const full = milliseconds(grammar, opening + fill(piece, length) + ending);
				// Quadratic growth would take many seconds here; below 150 ms a pause of the machine counts for more.
				const what = `${JSON.stringify(piece)}: ${half} ms, then ${full} ms`;
				assert.ok(full < Math.max(3.5 * half, half + 150), what);
				assert.ok(full < 1000, what);
			}
		});
	}
});
