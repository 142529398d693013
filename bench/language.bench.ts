/** The parser beside the reference library and JSON.parse, and one edit beside a full parse. */
import { decode } from "@toon-format/toon";
import { ToonDocument } from "../server/src/language";
import { atLeast, atMost, type Bench, retained, type Suite } from "./framework";
import { nestedSample, type Sample, seeded, tableSample } from "./languageTexts";

const megabyte = 1_000_000;
/** As many as the editor shows. */
const LISTED = 1000;

const fullParse = (text: string): unknown => lastLine(new ToonDocument(text));

/** Lists the diagnostics and reads where each is, as a server must to send them. */
function lastLine(document: ToonDocument): number {
	let last = 0;
	for (const { range } of document.diagnostics(LISTED).items) last = range.end.line;
	return last;
}

/** A text of its own in memory, so that the document's is counted with the document. */
const copyOf = (text: string): string => Buffer.from(text).toString();

async function measureParse(
	bench: Bench,
	name: string,
	sample: Sample,
	bars: readonly [number, number],
): Promise<void> {
	await bench.compare(`full parse with diagnostics, ${name}, reference`, {
		ours: () => fullParse(sample.toon),
		peer: () => decode(sample.toon),
		peerName: "decode of @toon-format/toon",
		as: "speedup",
		bar: atLeast(bars[0]),
		rounds: 9,
		warmup: 5,
	});
	await bench.compare(`full parse with diagnostics, ${name}, JSON.parse`, {
		ours: () => fullParse(sample.toon),
		peer: () => JSON.parse(sample.json),
		peerName: "JSON.parse of the same value",
		as: "share",
		bar: atMost(bars[1]),
		rounds: 21,
		warmup: 5,
	});
	await bench.compare(`parse and decode, ${name}`, {
		ours: () => new ToonDocument(sample.toon).decode(),
		peer: () => decode(sample.toon),
		peerName: "decode of @toon-format/toon",
		as: "speedup",
		bar: atLeast(8),
		rounds: 9,
		warmup: 5,
	});
}

/** One edit each time, with the diagnostics listed after it; it is taken back before the next. */
async function measureEdit(
	bench: Bench,
	name: string,
	text: string,
	edit: (document: ToonDocument, random: () => number) => { line: number; from: number; to: number; text: string },
	bar: number,
): Promise<void> {
	const document = new ToonDocument(text);
	const random = seeded(3);
	let next = edit(document, random);
	let undo = next;
	const apply = ({ line, from, to, text: inserted }: typeof next, endLine = line): void => {
		document.update([
			{ range: { start: { line, character: from }, end: { line: endLine, character: to } }, text: inserted },
		]);
	};
	let dirty = false;
	await bench.latency(name, {
		prepare: () => {
			if (dirty) {
				const breaks = next.text === "\n";
				apply({ ...undo, to: breaks ? 0 : next.from + next.text.length }, breaks ? next.line + 1 : next.line);
			}
			next = edit(document, random);
			const range = { start: { line: next.line, character: next.from }, end: { line: next.line, character: next.to } };
			undo = { ...next, text: document.getText(range) };
			dirty = true;
		},
		operation: () => {
			apply(next);
			return lastLine(document);
		},
		against: { name: "the full parse", work: () => fullParse(text) },
		samples: 600,
		bar: atMost(bar),
	});
}

const anywhere = (insert: string) => (document: ToonDocument, random: () => number) => {
	const { line, character } = document.positionAt(Math.floor(random() * document.length));
	return { line, from: character, to: character, text: insert };
};

/** Deletes one character that is not a line end. */
const deletion = (document: ToonDocument, random: () => number) => {
	for (;;) {
		const { line, character } = document.positionAt(Math.floor(random() * document.length));
		const end = document.line(line).range.end.character;
		if (character < end) return { line, from: character, to: character + 1, text: "" };
	}
};

const inTheMiddle = (document: ToonDocument, random: () => number) => {
	const line = Math.floor(document.lineCount / 2) + Math.floor(random() * 50);
	const end = document.line(line).range.end.character;
	const character = Math.floor(random() * (end - 2)) + 2;
	return { line, from: character, to: character, text: "x" };
};

const anyLineEnd = (document: ToonDocument, random: () => number) => {
	const line = 1 + Math.floor(random() * (document.lineCount - 2));
	const end = document.line(line).range.end.character;
	return { line, from: end, to: end, text: "\n" };
};

export const language: Suite = {
	name: "language",
	async run(bench) {
		// First, while there is nothing else that could be let go meanwhile.
		const share = (text: string): number => retained(() => new ToonDocument(copyOf(text))) / text.length;
		bench.amount("memory held, 5 MB table", share(tableSample(5 * megabyte).toon), "× text", atMost(3));
		bench.amount("memory held, 5 MB nested", share(nestedSample(5 * megabyte).toon), "× text", atMost(7));
		const table = tableSample(4 * megabyte);
		await measureParse(bench, "4 MB table", table, [25, 1.2]);
		const nested = nestedSample(2 * megabyte);
		await measureParse(bench, "2 MB nested", nested, [10, 3]);

		const large = tableSample(5 * megabyte).toon;
		await measureEdit(bench, "a character in the middle, 5 MB table", large, inTheMiddle, 1 / 500);
		await measureEdit(bench, "a newline at any line, 5 MB table", large, anyLineEnd, 1 / 100);
		const faulty = large.replaceAll(/^ {2}(\d*[05]0),/gm, "  $1").replace(/^users\[\d+\]/, "users[1]");
		await measureEdit(
			bench,
			"a newline at any line, 5 MB table with 1,000 diagnostics listed",
			faulty,
			anyLineEnd,
			1 / 100,
		);
		await measureEdit(bench, "a letter anywhere, 2 MB nested", nested.toon, anywhere("x"), 1 / 20);
		await measureEdit(bench, "a space anywhere, 2 MB nested", nested.toon, anywhere(" "), 1 / 20);
		await measureEdit(bench, "a character deleted anywhere, 2 MB nested", nested.toon, deletion, 1 / 20);
	},
};
