/** The task `count`: tokens of a file as TOON, and of the same value as JSON. */
import { ConversionError, createConversions, type Format, Forms, neverCancelled } from "../convert";
import { parse, type ToonDocument } from "../language";
import { type Comparison, compareForms, Meter, noComparison } from "../savings";
import { encodingForModel, type TokenCounter } from "../tokens";
import { errorsOf } from "./checkTask";
import { conversionErrors } from "./convertTask";
import { counterFor } from "./taskCounters";
import { readSource } from "./taskSource";
import type { CountResult, CountTask, TokenCounts } from "./tasks";

const conversions = createConversions({ count: () => 0, cacheBytes: 1 });

export function count({ source, from, encoding, strict, indentSize, compare }: CountTask): CountResult {
	const read = readSource(source);
	if ("problem" in read) return { problems: [read.problem] };
	const counter = counterFor(encodingForModel(encoding).encoding);
	try {
		const toon = from === "toon" ? read.text : asToon(read.text, from);
		const document = parse(toon, from === "toon" ? { strict, indentSize } : {});
		const { toon: tokens, json, jsonCompact } = countsOf(document, counter);
		const counts = { problems: errorsOf(document), tokens: { toon: tokens, json, jsonCompact } };
		return compare ? { ...counts, comparison: comparisonOf(document, counter) } : counts;
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

function comparisonOf(document: ToonDocument, counter: TokenCounter): Comparison {
	if (document.hasErrors) return noComparison;
	const written = new Forms(document, neverCancelled);
	return compareForms(
		(form) => written.write(form),
		(text) => counter.count(text),
	);
}
