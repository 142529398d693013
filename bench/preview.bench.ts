/** The preview in the server: what a keystroke costs from the edited document to the blocks that are sent. */
import { NEVER_CANCELLED } from "../server/src/convert/types";
import { Preview } from "../server/src/features/preview";
import { ToonDocument } from "../server/src/language";
import { atMost, type Bench, type Suite } from "./framework";

const megabyte = 1_000_000;

/** Rows of about 37 characters under one header. */
const table = (size: number): string => {
	const count = Math.floor(size / 37);
	const rows = Array.from(
		{ length: count },
		(_, i) => `  ${i},name ${i % 977},${(i * 31) % 1000},open,2025-01-${10 + (i % 20)}\n`,
	);
	return `title: long\nrows[${count}]{id,name,score,state,day}:\n${rows.join("")}`;
};

/** Objects of 12 lines with scalars, a list of objects and objects in them. */
const nested = (size: number): string => {
	const item = (i: number): string =>
		`item${i}:\n  name: thing ${i}\n  price: ${i * 3.5}\n  tags[2]: a,b\n  dims:\n    w: ${i}\n    h: 3\n` +
		`  parts[2]:\n    - id: 1\n      label: first part\n    - id: 2\n      label: second\n`;
	return Array.from({ length: Math.floor(size / 168) }, (_, i) => item(i)).join("");
};

const settings = { title: "bench.toon", markdown: {} };
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Types one character after another into the middle line, each followed by the update that a view asks for. */
const typing = async (bench: Bench, name: string, text: string, bar: number): Promise<void> => {
	const toon = new ToonDocument(text);
	const source = { toon, revision: 0 };
	const preview = new Preview(source, pause);
	const character = 6;
	const line = Math.floor(toon.lineCount / 2);
	let base: number | undefined;
	const update = async (): Promise<void> => {
		const result = await preview.update(settings, base, NEVER_CANCELLED);
		base = result?.revision;
		if (result?.more) await update();
	};
	await update();
	await bench.latency(name, {
		prepare: (sample) => {
			const start = { line, character };
			const end = { line, character: character + (sample % 2) };
			toon.update([{ range: { start, end }, text: sample % 2 === 0 ? "x" : "" }]);
			source.revision++;
		},
		operation: update,
		samples: 100,
		against: null,
		bar: atMost(bar),
	});
};

export const preview: Suite = {
	name: "preview",
	async run(bench) {
		await typing(bench, "update after a keystroke, 1 MB table", table(megabyte), 100);
		await typing(bench, "update after a keystroke, 1 MB nested", nested(megabyte), 100);
	},
};
