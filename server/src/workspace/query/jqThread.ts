/** What runs in the thread of the queries: jq, built to WebAssembly. Bundled on its own, with jq.wasm.br beside it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parentPort } from "node:worker_threads";
import { brotliDecompressSync } from "node:zlib";
import { type Jq, loadJq } from "jq-wasm";
import { type JqAnswer, type JqJob, QUERY_BOUNDS } from "./jqJob";
import { problemOf } from "./jqMessages";

interface Memory {
	readonly buffer: ArrayBuffer;
	grow(pages: number): number;
}

/** The part that is used here; the types stand in no library but that of browsers. */
// biome-ignore lint/style/useNamingConvention: JavaScript names it so
declare const WebAssembly: { readonly Memory: { readonly prototype: Memory } };

/** jq is the only WebAssembly of this thread, and nothing else bounds what it takes: `resourceLimits` sees the heap only. */
const memory = WebAssembly.Memory.prototype;
const { grow } = memory;
const PAGE_BYTES = 2 ** 16;
memory.grow = function (pages): number {
	if (this.buffer.byteLength + pages * PAGE_BYTES > QUERY_BOUNDS.memoryBytes) throw new RangeError("out of memory");
	return grow.call(this, pages);
};

let loading: Promise<Jq> | undefined;

async function run({ json, expression, file }: JqJob): Promise<JqAnswer> {
	loading ??= loadJq({ wasmBinary: brotliDecompressSync(readFileSync(join(__dirname, "jq.wasm.br"))) });
	const jq = await loading;
	try {
		const result = jq.raw(json, expression, ["-c", "--arg", "file", file]);
		if (result.exitCode !== 0) return problemOf(result);
		if (result.stdout.length > QUERY_BOUNDS.resultUnits) return { problem: "result-too-large" };
		return { outputs: result.stdout === "" ? [] : result.stdout.split("\n") };
	} catch {
		// jq aborts where memory or its stack ends, and is of no use afterwards.
		loading = undefined;
		return { problem: "out-of-memory" };
	}
}

parentPort!.on("message", async (job: JqJob) => parentPort!.postMessage(await run(job)));
