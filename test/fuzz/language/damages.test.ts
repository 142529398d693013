/**
 * How many damaged documents return to the value that they came from: valid documents, damaged by each kind at a random
 * place, and by two at once. The laws of a fix hold for all of them. `DAMAGES=60` (or more) makes as many documents of a
 * kind, and prints the shares.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { encode } from "@toon-format/toon";
import { type JsonValue, parse } from "../../../server/src/language/index";
import { repair } from "../../../server/src/repair/index";
import { Random, SEED, TIMEOUT } from "../../support/random";
import { randomObject, randomTable, randomWord, sameValue } from "../../support/values";
import { DAMAGES, type Damage } from "./damages";

const DOCUMENTS = Number(process.env.DAMAGES ?? 12);
const SHARE_OF_ONE = 0.95;
const SHARE_OF_TWO = 0.8;

const examples = join(import.meta.dirname, "../../../examples");
const EXAMPLES = readdirSync(examples)
	.filter((name) => name.endsWith(".toon"))
	.map((name) => readFileSync(join(examples, name), "utf8").replaceAll("\r\n", "\n"))
	.filter((text) => text.length < 4000 && !parse(text).hasErrors && !text.includes("\t"));

/** A document as the encoder writes it, often with the forms that damage is done to. */
function randomDocument(random: Random): readonly string[] {
	if (random.chance(0.2)) return random.pick(EXAMPLES).trimEnd().split("\n");
	const value: JsonValue = random.weighted<() => JsonValue>([
		[5, () => ({ ...usual(random), ...randomObject(random, 3) })],
		[4, () => usual(random)],
		[1, () => [usual(random), usual(random)]],
	])();
	return encode(value).split("\n");
}

/** What most documents are like: words, numbers, short lists, tables and objects. */
function usual(random: Random): { [key: string]: JsonValue } {
	const word = (): string => random.times(random.between(1, 3), () => randomWord(random)).join(" ");
	const scalar = (): JsonValue =>
		random.pick<() => JsonValue>([word, word, () => random.below(1000), () => random.chance(0.5)])();
	const row = (): JsonValue => ({ id: random.below(100), name: word(), city: word() });
	const parts: [string, JsonValue][] = [
		["name", word()],
		["size", random.below(1000)],
		["tags", random.times(random.between(2, 5), word)],
		["users", random.times(random.between(2, 5), row)],
		["owner", { name: word(), level: random.below(9), note: `${word()}: ${word()}` }],
		[
			"steps",
			random.times(random.between(2, 3), (index) =>
				index === 0 ? { do: word(), with: [1, 2] } : { do: word(), after: word() },
			),
		],
		["times", random.times(2, () => ({ at: `${random.between(10, 23)}:30` }))],
		["rows", randomTable(random, 3)],
		["last", scalar()],
	];
	return Object.fromEntries(parts.filter(() => random.chance(0.6)));
}

interface Tally {
	tried: number;
	returned: number;
	readonly lost: string[];
}

/** Damages a document, repairs it, holds the laws against it and notes whether the value came back. */
function attempt(damages: readonly Damage[], random: Random, tally: Tally): void {
	const lines = randomDocument(random);
	const value = parse(lines.join("\n")).decode()!;
	let damaged: readonly string[] = lines;
	let lost: readonly string[] = lines;
	for (const damage of damages) {
		const made = damage.make(damaged, random);
		if (made === undefined) return;
		damaged = made;
		if (damage.loses) lost = made;
	}
	const text = damaged.join("\n");
	// What is valid means what it says.
	if (!parse(text).hasErrors) return;
	const repaired = repair(text);
	checkLaws(text, repaired.text);
	tally.tried++;
	const wanted = damages.some(({ loses }) => loses) ? valueOfRest(lost) : value;
	if (repaired.value !== undefined && (wanted === undefined || sameValue(repaired.value, wanted))) tally.returned++;
	else
		tally.lost.push(
			`${text}\n--- became ---\n${repaired.text}\n--- with ${repaired.unsure.map(({ code, message }) => `${code}: ${message}`).join("\n")}`,
		);
}

/** Of a document that was cut off: with the length and the last row mended by hand. */
function valueOfRest(lines: readonly string[]): JsonValue | undefined {
	let at = lines.length - 1;
	while (at > 0 && !/\]\{.*\}:$/.test(lines[at]!)) at--;
	const head = lines[at]!.replace(/\[\d+\]/, `[${lines.length - 1 - at}]`);
	const width = head.split(",").length;
	const last = lines[lines.length - 1]!.replace(/"(?=[^"]*$)(.*)$/, '"$1"');
	const filled = last + ",".repeat(Math.max(0, width - last.split(",").length));
	return parse([...lines.slice(0, at), head, ...lines.slice(at + 1, -1), filled].join("\n")).decode();
}

/** Laws 1 and 3: every word is still there; a second repair changes nothing; no error is of another kind. */
function checkLaws(before: string, after: string): void {
	const words = after.replace(/\\u([\da-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
	for (const [word] of before
		.replace(/\[[^[\]{}"]*\](?=\s*[{:])/g, "")
		.replace(/^\s*\d+[.)] /gm, "")
		.replace(/\\[nrtbf]|\\u[\da-f]{4}/gi, " ")
		.matchAll(/[\p{L}\p{N}]+/gu)) {
		assert.ok(words.includes(word), `"${word}" is lost:\n${before}\n--- became ---\n${after}`);
	}
	assert.equal(repair(after).text, after, `not a fixed point:\n${before}\n--- became ---\n${after}`);
	const kinds = new Set(errorCodes(before));
	for (const code of errorCodes(after))
		assert.ok(kinds.has(code), `a new ${code}:\n${before}\n--- became ---\n${after}`);
}

const errorCodes = (text: string): readonly string[] =>
	parse(text, { styles: [] })
		.diagnostics()
		.items.map(({ code }) => code);

const percent = ({ tried, returned }: Tally): string =>
	`${Math.round((100 * returned) / Math.max(1, tried))} % of ${tried}`;

describe("damaged documents", function () {
	this.timeout(TIMEOUT);

	it("return to their value after one damage", () => {
		const all: Tally = { tried: 0, returned: 0, lost: [] };
		const report: string[] = [];
		for (const [index, damage] of DAMAGES.entries()) {
			const tally: Tally = { tried: 0, returned: 0, lost: [] };
			const random = new Random(SEED + index);
			for (let tries = 0; tally.tried < DOCUMENTS && tries < 40 * DOCUMENTS; tries++) attempt([damage], random, tally);
			all.tried += tally.tried;
			all.returned += tally.returned;
			report.push(`${damage.what}: ${percent(tally)}`);
			if (process.env.SHOW !== undefined && damage.what.includes(process.env.SHOW))
				report.push(...tally.lost.slice(0, 4));
		}
		if (process.env.DAMAGES !== undefined) console.log(`${report.join("\n")}\nall: ${percent(all)}`);
		assert.ok(all.returned >= SHARE_OF_ONE * all.tried, `${percent(all)}\n${report.join("\n")}`);
	});

	it("return to their value after two", () => {
		const tally: Tally = { tried: 0, returned: 0, lost: [] };
		const random = new Random(SEED);
		const wanted = DOCUMENTS * 20;
		for (let tries = 0; tally.tried < wanted && tries < 40 * wanted; tries++) {
			attempt([random.pick(DAMAGES), random.pick(DAMAGES)], random, tally);
		}
		if (process.env.DAMAGES !== undefined) console.log(`two at once: ${percent(tally)}`);
		assert.ok(
			tally.returned >= SHARE_OF_TWO * tally.tried,
			`${percent(tally)}\n${tally.lost.slice(0, 5).join("\n\n")}`,
		);
	});
});
