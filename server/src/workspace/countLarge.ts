/** Counts of files that are too large to be read whole: part by part, with the counts of the whole, or refused in words. */
import { closeSync, openSync, readSync } from "node:fs";
import { LineStream, type StreamConversion, streamOf } from "../convert";
import { type Diagnostic, type Window, WindowError, Windows } from "../language";
import { WindowedJson } from "../savings";
import { PartCount, type TokenCounter } from "../tokens";
import { count } from "./countTask";
import { type LargeFile, largeFile, overLarge, type Tuning } from "./largeFile";
import { ProblemList } from "./problemList";
import { type ReportBytes, streamFile } from "./streamFile";
import { counterFor } from "./taskCounters";
import type { CountResult, CountTask, Problem } from "./tasks";

/** What is given beside the task. */
interface How {
	readonly report?: ReportBytes | undefined;
	readonly tuning?: Tuning | undefined;
	/** Default: the one that the task names. */
	readonly counter?: TokenCounter;
}

/** Counts any file. */
export function countFile(task: CountTask, how: How = {}): CountResult {
	const counter = how.counter ?? counterFor(task.encoding);
	const large = largeFile(task.source, task.from, how.tuning);
	const result = large && overLarge(large, () => countLarge(task, large, { ...how, counter }), "counted");
	return result ?? count(task, counter);
}

/** Undefined where that takes the whole. */
function countLarge(
	{ from, strict, indentSize, compare, top }: CountTask,
	{ file, isWhole }: LargeFile,
	{ report, tuning, counter }: How & { readonly counter: TokenCounter },
): CountResult | undefined {
	const isMore = compare || top > 0;
	if (!counter.cuts.words || (isWhole && isMore)) return undefined;
	const parts = new CountedParts(counter, from === "toon" ? { strict, indentSize } : { indentSize: 2 }, tuning);
	const stream = from === "toon" ? new LineStream((text) => parts.add(text)) : streamOf(from, "toon", {});
	if (stream === undefined) return undefined;
	if (from === "toon" && beginsWithMark(file)) parts.add("\uFEFF");
	streamFile(file, stream, sinkOf(stream, parts), { report, partBytes: tuning?.partBytes });
	const { tokens, problems, whyNoJson } = parts.end();
	if (isWhole && whyNoJson !== undefined) return undefined;
	const remarks = [...(whyNoJson === undefined ? [] : [whyNoJson]), ...(isMore ? [ONLY_JSON] : [])];
	const remark = (message: string): Problem => ({ severity: "information", message });
	return { problems: [...problems, ...remarks.map(remark)], tokens };
}

/** What is written is the text to count, in parts that end anywhere. */
function sinkOf(stream: StreamConversion, parts: CountedParts): (bytes: Uint8Array) => void {
	const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
	return (bytes) => (stream instanceof LineStream ? undefined : parts.add(decoder.decode(bytes, { stream: true })));
}

const ONLY_JSON = "of a file this large only TOON and JSON are measured: other forms, and what parts cost, are not";

/** TOON whose tokens are counted while it comes, beside those of the same value as JSON. */
class CountedParts {
	readonly #toon: PartCount;
	readonly #json: WindowedJson;
	readonly #windows: Windows;
	readonly #problems = new ProblemList();
	/** Why JSON is not measured. */
	#whyNoJson: string | undefined;

	constructor(counter: TokenCounter, options: ConstructorParameters<typeof Windows>[0], tuning: Tuning | undefined) {
		this.#toon = new PartCount(counter);
		this.#json = new WindowedJson(counter);
		this.#windows = new Windows(options, tuning?.windowLength);
	}

	add(text: string): void {
		this.#toon.add(text);
		this.#read(() => this.#windows.push(text));
	}

	end(): Pick<Required<CountResult>, "tokens" | "problems"> & { readonly whyNoJson: string | undefined } {
		const last = this.#read(() => this.#windows.end());
		this.#problems.addInFront((last?.headDiagnostics ?? []).filter(isError));
		const toon = this.#toon.end();
		const counts = this.#whyNoJson === undefined && !this.#problems.hasErrors ? this.#json.counts : undefined;
		if (counts === undefined && !this.#problems.hasErrors) this.#whyNoJson ??= JSON_IS_WHOLE;
		const { json = null, jsonCompact = null } = counts ?? {};
		const problems = this.#problems.list();
		return { tokens: { toon, json, jsonCompact }, problems, whyNoJson: this.#whyNoJson };
	}

	#read(next: () => Window | undefined): Window | undefined {
		if (this.#whyNoJson !== undefined) return undefined;
		try {
			const window = next();
			if (window === undefined) return undefined;
			this.#problems.add(window.diagnostics.filter(isError));
			if (!window.hasErrors && !this.#problems.hasErrors) this.#json.add(window);
			return window;
		} catch (error) {
			if (!(error instanceof WindowError)) throw error;
			this.#whyNoJson = `the same value as JSON is not measured: ${error.message}`;
			return undefined;
		}
	}
}

const JSON_IS_WHOLE =
	"the same value as JSON is not measured, since its keys stand in another order there than in so large a file";

const isError = ({ severity }: Diagnostic): boolean => severity === "error";

function beginsWithMark(file: string): boolean {
	const descriptor = openSync(file, "r");
	try {
		const start = new Uint8Array(3);
		return readSync(descriptor, start) === 3 && start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf;
	} finally {
		closeSync(descriptor);
	}
}
