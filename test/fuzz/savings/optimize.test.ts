/** Optimising: the value stays, every gain is what tiktoken counts, no comment is lost, and doing it again gains nothing. */
import { deepEqual, equal, ok } from "node:assert/strict";
import { decode } from "@toon-format/toon";
import { type Optimization, type OptimizeOptions, optimize } from "../../../server/src/convert/optimize";
import { type JsonValue, ToonDocument } from "../../../server/src/language";
import type { Encoding } from "../../../server/src/tokens";
import { forEachCase } from "../../support/random";
import { sameValue } from "../../support/values";
import { counterOf, ENCODINGS, tiktokenCount } from "../../unit/tokens/support";
import { looseText, tabularValue } from "./loose";

function optimized(text: string, encoding: Encoding, options: OptimizeOptions = {}): Optimization {
	const document = new ToonDocument(text);
	equal(document.hasErrors, false, `${text}\n${document.diagnostics().items[0]?.message}`);
	const steps = optimize(document, counterOf(encoding), options);
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}

const commentsOf = (text: string): string[] => text.split(/\r?\n/).flatMap((line) => /^ *(#.*)$/.exec(line)?.[1] ?? []);

describe("fuzz: optimise", function () {
	this.timeout(120_000);

	it("keeps the value and the comments; the gains are exact and add up", () => {
		const kinds = new Set<string>();
		forEachCase(600, (random, index) => {
			const encoding = ENCODINGS[index % ENCODINGS.length]!;
			const value = tabularValue(random);
			const { text, comments } = looseText(random, value);
			const { before, after, steps, text: result } = optimized(text, encoding);
			for (const { id } of steps) kinds.add(id.split(" ")[0]!);
			ok(sameValue(decode(result) as JsonValue, decode(text) as JsonValue), `${text}\n---\n${result}`);
			// Keys stay in their order, too.
			equal(JSON.stringify(decode(result)), JSON.stringify(decode(text)));
			deepEqual(commentsOf(result), comments, `${text}\n---\n${result}`);
			equal(before, tiktokenCount(encoding, text));
			equal(after, tiktokenCount(encoding, result));
			equal(
				steps.reduce((sum, { gain }) => sum + gain, 0),
				before - after,
			);
			ok(steps.every(({ gain }) => gain > 0));
			ok(!/\r(?!\n)/.test(result) && (text.includes("\r\n") || !result.includes("\r")));
			deepEqual(optimized(result, encoding).steps, [], `${text}\n---\n${result}`);
		});
		if (process.env.CASE === undefined) {
			deepEqual([...kinds].sort(), ["delimiter", "empty-arrays", "keyed", "numbers", "quotes", "table"]);
		}
	});

	it("takes the steps that are chosen, with the gains it told", () => {
		forEachCase(120, (random, index) => {
			const encoding = ENCODINGS[index % ENCODINGS.length]!;
			const { text } = looseText(random, tabularValue(random));
			const { steps, before } = optimized(text, encoding);
			for (let taken = 0; taken <= steps.length; taken++) {
				const chosen = steps.slice(0, taken);
				const part = optimized(text, encoding, { chosen: chosen.map(({ id }) => id) });
				deepEqual(part.steps, chosen);
				equal(
					before - tiktokenCount(encoding, part.text),
					chosen.reduce((sum, { gain }) => sum + gain, 0),
				);
			}
			const minGain = random.between(2, 20);
			ok(optimized(text, encoding, { minGain }).steps.every(({ gain }) => gain >= minGain));
		});
	});
});
