/** The task `count`: tokens of a file as TOON, and of the same value as JSON. */
import { ConversionError, createConversions, type Format, neverCancelled } from "../convert";
import { parse, type ToonDocument } from "../language";
import { Meter } from "../savings";
import { createCounter, type Encoding, encodingForModel, type TokenCounter } from "../tokens";
import { errorsOf } from "./checkTask";
import { conversionErrors } from "./convertTask";
import { RankFiles } from "./rankFiles";
import { readSource } from "./taskSource";
import type { CountResult, CountTask, TokenCounts } from "./tasks";

/** One of each encoding in a thread. */
const counters = new Map<Encoding, TokenCounter>();
const conversions = createConversions({ count: () => 0, cacheBytes: 1 });

export function count({ source, from, encoding, strict, indentSize }: CountTask): CountResult {
	const read = readSource(source);
	if ("problem" in read) return { problems: [read.problem] };
	const counter = counterFor(encodingForModel(encoding).encoding);
	try {
		const toon = from === "toon" ? read.text : asToon(read.text, from);
		const document = parse(toon, from === "toon" ? { strict, indentSize } : {});
		const { toon: tokens, json, jsonCompact } = countsOf(document, counter);
		return { problems: errorsOf(document), tokens: { toon: tokens, json, jsonCompact } };
	} catch (error) {
		if (error instanceof ConversionError) return { problems: conversionErrors(error) };
		throw error;
	}
}

const asToon = (text: string, from: Format): string =>
	conversions.convert({ text, from, to: "toon" }, neverCancelled).text;

function countsOf(document: ToonDocument, counter: TokenCounter): TokenCounts {
	const meter = new Meter(document, counter);
	while (!meter.step());
	return meter.counts;
}

function counterFor(encoding: Encoding): TokenCounter {
	let counter = counters.get(encoding);
	if (counter === undefined) {
		counter = createCounter(encoding, new RankFiles().loadNow(encoding));
		counters.set(encoding, counter);
	}
	return counter;
}
