/** The tasks `count`, tokens of a file as TOON and of the same value as JSON, and `countTexts`. */
import { ConversionError, convertOnce, Forms, NEVER_CANCELLED } from "../convert";
import { parse, type ToonDocument } from "../language";
import { type Comparison, compareForms, costliest, Meter, noComparison } from "../savings";
import type { TokenCounter } from "../tokens";
import { errorsOf } from "./checkTask";
import { conversionErrors } from "./conversionProblems";
import { longLine } from "./sizeLimits";
import { counterFor } from "./taskCounters";
import { readSource } from "./taskSource";
import type { CountResult, CountTask, CountTextsTask } from "./tasks";

export function count(
	{ source, from, encoding, strict, indentSize, compare, top }: CountTask,
	counter = counterFor(encoding),
): CountResult {
	const read = readSource(source);
	if ("problem" in read) return { problems: [read.problem] };
	const tooLong = from === "toon" ? longLine(read.text) : undefined;
	if (tooLong !== undefined) return { problems: [tooLong] };
	try {
		// A byte order mark is part of the file as it stands, and costs.
		const toon =
			from === "toon"
				? (read.mark ? "\uFEFF" : "") + read.text
				: convertOnce({ text: read.text, from, to: "toon" }).text;
		const document = parse(toon, from === "toon" ? { strict, indentSize } : {});
		const problems = errorsOf(document);
		const comparison = compare ? comparisonOf(document, counter) : undefined;
		// What the comparison has counted needs no meter, which counts the same by lines.
		const { json = null, jsonCompact = null } = comparison?.formats ?? {};
		if (comparison && top === 0 && json !== null && jsonCompact !== null) {
			return { problems, tokens: { toon: counter.count(toon), json, jsonCompact }, comparison };
		}
		const meter = new Meter(document, counter);
		while (!meter.step());
		const { counts, whyNoJson } = meter;
		return {
			problems: whyNoJson === undefined ? problems : [...problems, { severity: "error", message: whyNoJson }],
			tokens: { toon: counts.toon, json: counts.json, jsonCompact: counts.jsonCompact },
			...(comparison && { comparison }),
			...(top > 0 && { costliest: costliest(document, meter, counter, top) }),
		};
	} catch (error) {
		if (error instanceof ConversionError) return { problems: conversionErrors(error) };
		throw error;
	}
}

export function countTexts({ texts, encoding }: CountTextsTask): readonly number[] {
	const counter = counterFor(encoding);
	return texts.map((text) => counter.count(text));
}

function comparisonOf(document: ToonDocument, counter: TokenCounter): Comparison {
	if (document.hasErrors) return noComparison;
	const written = new Forms(document, NEVER_CANCELLED);
	return compareForms(
		(form) => written.write(form),
		(text) => counter.count(text),
	);
}
