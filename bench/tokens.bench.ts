/** Counting tokens beside js-tiktoken, gpt-tokenizer and tiktoken (WASM), all in o200k_base. */
import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";
import { clearMergeCache, countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { Tiktoken, type TiktokenBPE } from "js-tiktoken/lite";
import { get_encoding } from "tiktoken";
import { createCounter, LiveCount, packRanks, type TokenCounter } from "../server/src/tokens";
import { EditedLines } from "./editedLines";
import { atLeast, atMost, type Bench, retained, type Suite } from "./framework";
import { adversarial, cjkText, prettyJson, toonTable } from "./tokenTexts";

const require = createRequire(import.meta.url);

const megabyte = 1_000_000;
const documentSize = 5 * megabyte;

const ranks = (): TiktokenBPE => {
	const table = require("js-tiktoken/ranks/o200k_base") as { default?: TiktokenBPE } & TiktokenBPE;
	return table.default ?? table;
};

const compareText = async (
	bench: Bench,
	counter: TokenCounter,
	name: string,
	text: string,
	bars: readonly [jsTiktoken: number, gptTokenizer: number, wasm: number],
	clearing: boolean,
): Promise<void> => {
	const js = new Tiktoken(ranks());
	const wasm = get_encoding("o200k_base");
	const ours = (): number => counter.count(text);
	await bench.compare(`${name}, js-tiktoken`, {
		ours,
		peer: () => js.encode(text, [], []).length,
		peerName: "js-tiktoken",
		as: "speedup",
		bar: atLeast(bars[0]),
		rounds: 3,
		warmup: 1,
	});
	await bench.compare(`${name}, gpt-tokenizer${clearing ? ", its cache cleared" : ""}`, {
		ours,
		peer: () => {
			if (clearing) clearMergeCache();
			return countTokens(text);
		},
		peerName: "gpt-tokenizer",
		as: "speedup",
		bar: atLeast(bars[1]),
	});
	await bench.compare(`${name}, tiktoken WASM`, {
		ours,
		peer: () => wasm.encode_ordinary(text).length,
		peerName: "tiktoken",
		as: "speedup",
		bar: atLeast(bars[2]),
	});
	wasm.free();
};

const load = async (bench: Bench): Promise<void> => {
	const table = ranks();
	const packed = packRanks(table.bpe_ranks);
	await bench.compare("loading an encoding, share of js-tiktoken", {
		ours: () => createCounter("o200k_base", packed),
		peer: () => new Tiktoken(table),
		peerName: "js-tiktoken",
		as: "share",
		bar: atMost(1 / 4),
		rounds: 5,
	});
	const mine = retained(() => createCounter("o200k_base", packed.slice()));
	const theirs = retained(() => new Tiktoken(table));
	bench.amount("heap of an encoding, share of js-tiktoken", mine / theirs, "×", atMost(1 / 3));
	bench.amount("heap of an encoding", mine / 2 ** 20, "MB", atMost(20), "with its rank table");
};

const worstText = (bench: Bench, counter: TokenCounter): void => {
	let worst = 0;
	for (const text of adversarial) {
		const start = performance.now();
		counter.count(text);
		worst = Math.max(worst, performance.now() - start);
	}
	bench.amount("worst text of 50,000 equal characters", worst, "ms", atMost(150), `of ${adversarial.length}`);
};

const edits = async (bench: Bench, counter: TokenCounter): Promise<void> => {
	const text = toonTable(documentSize);
	const lines = new EditedLines(text);
	const live = new LiveCount(counter, lines);
	live.step();
	await bench.latency("one character in a 5 MB document", {
		operation: (sample) => {
			const line = (sample * 7919 + 7919 * 200) % (lines.lineCount - 1);
			lines.insert(line, 3, "x");
			live.replaced(line, 1, 1);
			live.step();
		},
		against: { name: "its full count", work: () => counter.count(text) },
		bar: atMost(1 / 1000),
	});
};

export const tokens: Suite = {
	name: "tokens",
	async run(bench) {
		const counter = createCounter("o200k_base", packRanks(ranks().bpe_ranks));
		await compareText(bench, counter, "1 MB of TOON", toonTable(megabyte), [40, 6, 10], false);
		await compareText(bench, counter, "1 MB of pretty JSON", prettyJson(megabyte), [30, 5, 10], false);
		await compareText(bench, counter, "Chinese", cjkText(60_000), [40, 3, 1], true);
		await load(bench);
		worstText(bench, counter);
		await edits(bench, counter);
	},
};
