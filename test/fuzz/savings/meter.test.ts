/** The meter's counts equal those of the full texts, after any edits, whatever the document looks like. */
import { equal, ok } from "node:assert/strict";
import { type ParseOptions, ToonDocument } from "../../../server/src/language";
import { Meter } from "../../../server/src/savings";
import type { Encoding, TokenCounter } from "../../../server/src/tokens";
import { EditSession } from "../../support/edits";
import { forEachCase } from "../../support/random";
import { randomDocument } from "../../support/texts";
import { counterOf, ENCODINGS } from "../../unit/tokens/support";
import { changeBetween, longText, nextText, validText } from "./validEdits";

const SESSIONS = 400;
const EDITS = 50;
const VALID_SESSIONS = 250;
const VALID_EDITS = 40;
const LONG_SESSIONS = 60;
const LONG_EDITS = 12;

/** Fails where the meter differs from a full count of the text and of both JSON texts. */
const check = (meter: Meter, document: ToonDocument, counter: TokenCounter, where: string): void => {
	equal(meter.step(), true, where);
	const { toon, json, jsonCompact, exact } = meter.counts;
	equal(exact, true, where);
	const text = document.getText();
	const shown = `${where}\n${JSON.stringify(text.slice(0, 2000))}`;
	equal(toon, counter.count(text), `TOON, ${shown}`);
	const value = document.decode();
	if (value === undefined) {
		equal(json, null, shown);
		equal(jsonCompact, null, shown);
		return;
	}
	equal(jsonCompact, counter.count(JSON.stringify(value)), `compact, ${shown}`);
	equal(json, counter.count(JSON.stringify(value, null, 2)), `indented, ${shown}`);
};

describe("meter", () => {
	it("counts random documents", () => {
		forEachCase(1500, (random, index) => {
			const encoding: Encoding = ENCODINGS[index % ENCODINGS.length]!;
			const document = new ToonDocument(randomDocument(random).text, { strict: random.chance(0.5) });
			check(new Meter(document, counterOf(encoding)), document, counterOf(encoding), encoding);
		});
	}).timeout(60_000);

	it(`follows ${SESSIONS * EDITS} random edits`, () => {
		forEachCase(SESSIONS, (random, index) => {
			const encoding: Encoding = ENCODINGS[index % ENCODINGS.length]!;
			const counter = counterOf(encoding);
			const { text } = randomDocument(random);
			const options: ParseOptions = { strict: random.chance(0.6), indentSize: random.pick([2, "auto"]) };
			const session = new EditSession(random, text);
			const document = new ToonDocument(text, options);
			const meter = new Meter(document, counter);
			for (let edit = 0; edit < EDITS; edit++) {
				meter.update(document.update(session.next()));
				// Now and then several updates come before there is time to count.
				if (random.chance(0.7)) check(meter, document, counter, `${encoding}, edit ${edit}`);
			}
			check(meter, document, counter, encoding);
		});
	}).timeout(120_000);

	it(`follows ${VALID_SESSIONS * VALID_EDITS} edits that mostly keep the document valid`, () => {
		let valid = 0;
		forEachCase(VALID_SESSIONS, (random, index) => {
			const encoding: Encoding = ENCODINGS[index % ENCODINGS.length]!;
			const counter = counterOf(encoding);
			let text = validText(random);
			let lastValid = text;
			const strict = random.chance(0.6);
			const document = new ToonDocument(text, { strict });
			const meter = new Meter(document, counter);
			for (let edit = 0; edit < VALID_EDITS; edit++) {
				const next = nextText(random, lastValid, strict);
				meter.update(document.update([changeBetween(document, text, next)]));
				text = next;
				check(meter, document, counter, `${encoding}, edit ${edit}`);
				if (document.hasErrors) continue;
				lastValid = text;
				valid++;
			}
		});
		ok(process.env.CASE !== undefined || valid > VALID_SESSIONS * VALID_EDITS * 0.7, `only ${valid} were valid`);
	}).timeout(120_000);

	it("follows edits while counting is under way", () => {
		let slices = 0;
		forEachCase(LONG_SESSIONS, (random, index) => {
			const encoding: Encoding = ENCODINGS[index % ENCODINGS.length]!;
			const counter = counterOf(encoding);
			let text = longText(random);
			const document = new ToonDocument(text);
			const meter = new Meter(document, counter);
			for (let edit = 0; edit < LONG_EDITS; edit++) {
				for (let left = random.below(4); left > 0 && !meter.step(0); left--) slices++;
				const next = nextText(random, text, true);
				meter.update(document.update([changeBetween(document, text, next)]));
				text = next;
			}
			check(meter, document, counter, encoding);
		});
		ok(process.env.CASE !== undefined || slices > LONG_SESSIONS * 5, `only ${slices} slices`);
	}).timeout(60_000);
});
