/** The tasks `convert`, one file to another format and to its target, and `convertText`. */
import { createHash } from "node:crypto";
import { URI } from "vscode-uri";
import { ConversionError, convertOnce, type Format } from "../convert";
import { parse } from "../language";
import { grouped, Meter, tokenCount } from "../savings";
import { conversionErrors, warningOf } from "./conversionProblems";
import { convertLarge } from "./convertLarge";
import { generatedRecords } from "./generated";
import { nodeFiles } from "./nodeFiles";
import { writeOutput } from "./outputs";
import { oneLine } from "./problemList";
import { longLine } from "./sizeLimits";
import type { ReportBytes } from "./streamFile";
import { counterFor } from "./taskCounters";
import { readSource } from "./taskSource";
import {
	CONFLICT_ADVICE,
	type ConvertTask,
	type ConvertTextResult,
	type ConvertTextTask,
	type Problem,
	type TaskOutput,
	type TextResult,
} from "./tasks";

const records = generatedRecords();

export async function convert(task: ConvertTask, report?: ReportBytes): Promise<TextResult> {
	const { source, from, to, strict, indentSize, output, weigh } = task;
	const large = await convertLarge(task, report);
	if (large !== undefined) return large;
	const read = readSource(source);
	if ("problem" in read) return { problems: [read.problem] };
	const tooLong = from === "toon" ? longLine(read.text) : undefined;
	if (tooLong !== undefined) return { problems: [tooLong] };
	try {
		const options = { ...task.options, strict, ...(indentSize !== "auto" && { indentSize }) };
		const { text, warnings } = convertOnce({ text: read.text, from, to, options });
		const problems = warnings.map(warningOf);
		const loss = weigh === undefined ? undefined : lossOf(read.text, text, weigh.encoding);
		if (loss !== undefined) {
			problems.push({ severity: "information", message: `${loss}${weigh?.onlyIfSmaller ? ": not converted" : ""}` });
			if (weigh?.onlyIfSmaller)
				return output === undefined ? { problems, text: read.text } : { problems, outcome: "unchanged" };
		}
		const measured = measureTask(task, read.text, text);
		if (output === undefined) return { problems, text, ...measured };
		const result = await write(text, to, { ...output, isCurrent: read.isCurrent }, problems);
		return result.outcome === undefined ? result : { ...result, ...measured };
	} catch (error) {
		if (error instanceof ConversionError) return { problems: conversionErrors(error) };
		throw error;
	}
}

/** UTF-16 code units from which counting for the ledger would take longer than people wait for a conversion. */
const MOST_MEASURED = 4_000_000;

/** Counts the side that is TOON, if there is one. */
function measureTask(task: ConvertTask, source: string, result: string): Pick<TextResult, "measured"> {
	const { from, to, strict, indentSize, measure } = task;
	const toon = from === "toon" ? source : to === "toon" ? result : undefined;
	if (measure === undefined || toon === undefined || toon.length > MOST_MEASURED) return {};
	const meter = new Meter(parse(toon, from === "toon" ? { strict, indentSize } : {}), counterFor(measure.encoding));
	while (!meter.step());
	const { toon: tokens, json, jsonCompact } = meter.counts;
	if (json === null || jsonCompact === null) return {};
	const digest = createHash("sha256").update(toon).digest("hex").slice(0, 12);
	return { measured: { toon: tokens, json, jsonCompact, digest } };
}

/** Says that the result costs no fewer tokens than its source does as it stands; undefined where it does. */
function lossOf(source: string, result: string, encoding: string): string | undefined {
	const counter = counterFor(encoding);
	const before = counter.count(source);
	const after = counter.count(result);
	if (after < before) return undefined;
	const more = after === before ? "as many as the source" : `${grouped(after - before)} more than`;
	return `TOON does not pay here: ${tokenCount(after)} as TOON, ${more} as it stands (${tokenCount(before)})`;
}

type CurrentOutput = TaskOutput & { readonly isCurrent: (() => boolean) | undefined };

async function write(text: string, format: Format, output: CurrentOutput, problems: Problem[]): Promise<TextResult> {
	const { target, root, overwrite, dryRun, isCurrent = () => true } = output;
	const files = nodeFiles(() => [URI.file(root)]);
	const wanted = { target: URI.file(target), text, format, overwrite, dryRun, isCurrent };
	const result = await writeOutput(wanted, { files, records });
	if (!("message" in result)) return { problems, outcome: result.outcome };
	const message = oneLine(result.message) + (result.outcome === "conflict" ? CONFLICT_ADVICE : "");
	return { problems: [...problems, { severity: "error", message, of: "target" }] };
}

export function convertText({ request, encoding }: ConvertTextTask): ConvertTextResult {
	try {
		const conversion = convertOnce(request);
		if (encoding === undefined) return { conversion };
		const counter = counterFor(encoding);
		return { conversion, tokens: [counter.count(request.text), counter.count(conversion.text)] };
	} catch (error) {
		if (error instanceof ConversionError) return { message: error.message, place: error.place };
		throw error;
	}
}
