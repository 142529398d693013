/** Edits that mostly lead from one document without errors to the next: keys renamed, values changed, blocks moved. */
import { ToonDocument } from "../../../server/src/language";
import type { Random } from "../../support/random";
import { mutate, randomDocument } from "../../support/texts";
import { randomKeyedTable, randomObject, randomTable } from "../../support/values";

/** Keys whose JSON is hard to cut or stands elsewhere than in the document. */
const keys = ["0", "1", "2", "10", "4294967294", "4294967295", '"01"', '"-"', '"--"', '"\'"', '"a\'"', '"é\u0301"'];
const moreKeys = [
	'""',
	"__proto__",
	"constructor",
	'"\\""',
	'"\\n"',
	'"键"',
	'"\ud83d\ude00"',
	"_",
	"a_",
	"id",
	"name",
];

const values = [
	"1",
	"-0",
	"1e400",
	"0.10",
	"true",
	"null",
	'""',
	'"/"',
	'"\\n/"',
	"x'",
	"'s",
	'"\u2028"',
	"don't",
	"é\u0301",
];
const moreValues = ["9007199254740993", '"\ud800"', "[]", '"]"', "日本語。", '"!!!"', '"  "', "\ufeff", "v1.0", "7 "];

/** A document without errors, of every form that TOON has. */
export function validText(random: Random): string {
	const value = {
		...randomObject(random, 3),
		rows: randomTable(random, random.between(1, 9)),
		map: randomKeyedTable(random),
	};
	return random.chance(0.3) ? randomDocument(random).text : randomDocument(random, value).text;
}

/** A document that takes several slices of time to count. */
export function longText(random: Random): string {
	const value = { a: randomObject(random, 3), rows: randomTable(random, 250), b: randomObject(random, 3) };
	return randomDocument(random, value).text;
}

/** Another text, without errors unless no attempt gave one, or now and then on purpose. */
export function nextText(random: Random, text: string, strict: boolean): string {
	let changed = text;
	for (let attempts = 12; attempts > 0; attempts--) {
		changed = random.weighted<() => string>([
			[3, () => rename(random, text)],
			[3, () => revalue(random, text)],
			[2, () => withLines(random, text)],
			[3, () => mutate(random, text)],
		])();
		if (changed === text) continue;
		if (random.chance(0.03) || !new ToonDocument(changed, { strict }).hasErrors) return changed;
	}
	return changed;
}

function rename(random: Random, text: string): string {
	return replaceMatch(random, text, /(?<=^ *(?:- )?)(?:[\w.-]+|"(?:[^"\\]|\\.)*")(?=[[:])/gm, () =>
		random.pick([...keys, ...moreKeys]),
	);
}

function revalue(random: Random, text: string): string {
	return replaceMatch(random, text, /(?<=: |,|\t|\||- |^ +)[^\s,|:[\]{}"]+(?=$|,|\||\t)/gm, () =>
		random.pick([...values, ...moreValues]),
	);
}

/** Lines are doubled, taken out or moved. */
function withLines(random: Random, text: string): string {
	const lines = text.split("\n");
	const from = random.below(lines.length);
	const taken = lines.splice(from, random.between(1, 3));
	if (random.chance(0.5)) lines.splice(random.below(lines.length + 1), 0, ...taken);
	if (random.chance(0.3)) lines.splice(random.below(lines.length + 1), 0, ...taken);
	return lines.join("\n");
}

function replaceMatch(random: Random, text: string, pattern: RegExp, replacement: () => string): string {
	const found = [...text.matchAll(pattern)];
	if (found.length === 0) return text;
	const match = random.pick(found);
	return text.slice(0, match.index) + replacement() + text.slice(match.index + match[0].length);
}

/** The one change that leads from one text to another. */
export function changeBetween(document: ToonDocument, before: string, after: string) {
	let start = 0;
	while (start < before.length && start < after.length && before[start] === after[start]) start++;
	let kept = 0;
	const most = Math.min(before.length, after.length) - start;
	while (kept < most && before[before.length - 1 - kept] === after[after.length - 1 - kept]) kept++;
	// No position stands inside a line end.
	if (before[start - 1] === "\r" || after[start - 1] === "\r") start--;
	if (before[before.length - kept] === "\n" && kept > 0) kept--;
	return {
		range: { start: document.positionAt(start), end: document.positionAt(before.length - kept) },
		text: after.slice(start, after.length - kept),
	};
}
