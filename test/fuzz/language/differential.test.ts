/** Our verdict and value against the reference's, on random documents and on what mutations make of them. */
import assert from "node:assert/strict";
import { ToonDocument } from "../../../server/src/language/index";
import { forEachCase, type Random, TIMEOUT } from "../../support/random";
import { askReference, type Settings } from "../../support/reference";
import { mutate, randomDocument, shrinkText } from "../../support/texts";
import { sameValue } from "../../support/values";
import { walkedValue } from "../../support/walked";

const DOCUMENTS = 20_000;

describe("differential: the reference decides", function () {
	this.timeout(TIMEOUT);

	it(`agrees on ${DOCUMENTS} documents, strict and not`, () => {
		const tally = { valid: 0, invalid: 0, onlyLoose: 0 };
		forEachCase(DOCUMENTS, (random) => {
			const { text, indentSize } = makeDocument(random);
			const verdicts = [true, false].map((strict) => {
				checkAgreement(text, { strict, indentSize });
				return askReference(text, { strict, indentSize }).valid;
			});
			const [strict, loose] = verdicts;
			tally[strict ? "valid" : loose ? "onlyLoose" : "invalid"]++;
		});
		if (process.env.CASE === undefined) {
			for (const [kind, count] of Object.entries(tally)) {
				assert.ok(
					count > DOCUMENTS / 20,
					`only ${count} of ${DOCUMENTS} documents are ${kind}: mutations are too dull`,
				);
			}
		}
	});

	it("agrees on what the encoder writes, and gives the value back", () => {
		forEachCase(2_000, (random) => {
			const { text, value, indentSize } = randomDocument(random);
			for (const strict of [true, false]) {
				checkAgreement(text, { strict, indentSize });
			}
			assert.ok(sameValue(new ToonDocument(text, { indentSize }).decode(), value), text);
		});
	});
});

function makeDocument(random: Random): { text: string; indentSize: number } {
	const { text, indentSize } = randomDocument(random);
	const other = random.chance(0.05) ? random.between(1, 4) : indentSize;
	return { text: random.chance(0.05) ? text : mutate(random, text), indentSize: other };
}

/** Fails with the smallest text that still shows the difference. */
function checkAgreement(text: string, settings: Settings): void {
	if (disagreement(text, settings) !== undefined) {
		const smallest = shrinkText(text, (candidate) => disagreement(candidate, settings) !== undefined);
		assert.fail(`${JSON.stringify(settings)} ${JSON.stringify(smallest)}: ${disagreement(smallest, settings)}`);
	}
}

/** What we say otherwise than the reference; undefined when we agree. */
function disagreement(text: string, settings: Settings): string | undefined {
	const reference = askReference(text, settings);
	const document = new ToonDocument(text, settings);
	const value = document.decode();
	const errors = document.diagnostics().items.filter(({ severity }) => severity === "error");
	if (document.hasErrors !== errors.length > 0) {
		return `hasErrors is ${document.hasErrors}, with ${errors.length} errors listed`;
	}
	if (reference.valid === document.hasErrors) {
		return reference.valid
			? `valid, but we report ${errors.map(({ code }) => code).join(", ")}`
			: `"${reference.message}", but we report no error`;
	}
	if (!reference.valid) {
		return value === undefined ? undefined : "a value in spite of errors";
	}
	if (!sameValue(reference.value, value)) {
		return `the value is ${JSON.stringify(reference.value)}, ours ${JSON.stringify(value)}`;
	}
	const walked = walkedValue(document);
	return sameValue(reference.value, walked) ? undefined : `the walk tells ${JSON.stringify(walked)}`;
}
