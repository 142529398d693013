/** The task `convert`: one file to another format, and to its target. */
import { URI } from "vscode-uri";
import {
	ConversionError,
	type Conversions,
	type ConversionWarning,
	createConversions,
	type Format,
	neverCancelled,
} from "../convert";
import { parse } from "../language";
import type { Encoding } from "../tokens";
import { oneLine, told } from "./checkTask";
import { generatedRecords } from "./generated";
import { nodeFiles } from "./nodeFiles";
import { writeOutput } from "./outputs";
import { counterFor } from "./taskCounters";
import { readSource } from "./taskSource";
import { type ConvertTask, conflictAdvice, type Problem, type TaskOutput, type TextResult } from "./tasks";

/** Nobody reads the counts here, and each file comes once: nothing is counted, nothing kept. */
const conversions: Conversions = createConversions({ count: () => 0, cacheBytes: 1 });
const records = generatedRecords();

export async function convert(task: ConvertTask): Promise<TextResult> {
	const { source, from, to, strict, indentSize, output, weigh } = task;
	const read = readSource(source);
	if ("problem" in read) return { problems: [read.problem] };
	try {
		const input = from === "toon" ? { document: parse(read.text, { strict, indentSize }) } : { text: read.text };
		const options = { ...task.options, strict };
		const { text, warnings } = conversions.convert({ ...input, from, to, options }, neverCancelled);
		const problems = warnings.map(warningOf);
		const loss = weigh === undefined ? undefined : lossOf(read.text, text, weigh.encoding);
		if (loss !== undefined) {
			problems.push({ severity: "information", message: `${loss}${weigh?.onlyIfSmaller ? ": not converted" : ""}` });
			if (weigh?.onlyIfSmaller)
				return output === undefined ? { problems, text: read.text } : { problems, outcome: "unchanged" };
		}
		if (output === undefined) return { problems, text };
		return await write(text, to, { ...output, isCurrent: read.isCurrent }, problems);
	} catch (error) {
		if (error instanceof ConversionError) return { problems: conversionErrors(error) };
		throw error;
	}
}

/** Says that the result costs no fewer tokens than its source does as it stands; undefined where it does. */
function lossOf(source: string, result: string, encoding: Encoding): string | undefined {
	const counter = counterFor(encoding);
	const before = counter.count(source);
	const after = counter.count(result);
	if (after < before) return undefined;
	const more = after === before ? "as many" : `${(after - before).toLocaleString("en")} more`;
	const figures = `${counted(after)} as TOON, ${more} than as it stands (${counted(before)})`;
	return `TOON does not pay here: ${figures.replace("as many than", "as many as")}`;
}

const counted = (tokens: number): string => `${tokens.toLocaleString("en")} token${tokens === 1 ? "" : "s"}`;

type CurrentOutput = TaskOutput & { readonly isCurrent: (() => boolean) | undefined };

async function write(text: string, format: Format, output: CurrentOutput, problems: Problem[]): Promise<TextResult> {
	const { target, root, overwrite, dryRun, isCurrent = () => true } = output;
	const files = nodeFiles(() => [URI.file(root)]);
	const wanted = { target: URI.file(target), text, format, overwrite, dryRun, isCurrent };
	const result = await writeOutput(wanted, { files, records });
	if (!("message" in result)) return { problems, outcome: result.outcome };
	const message = oneLine(result.message) + (result.outcome === "conflict" ? conflictAdvice : "");
	return { problems: [...problems, { severity: "error", message, of: "target" }] };
}

export function conversionErrors({ message, line, character, diagnostics }: ConversionError): Problem[] {
	if (diagnostics.length > 0) return told(diagnostics);
	// The place stands in front of the message already when it is printed.
	const text = oneLine(message.replace(/^line \d+(?:, column \d+)?: /i, ""));
	return [{ severity: "error", message: text, ...at(line, character) }];
}

const warningOf = ({ message, line, path }: ConversionWarning): Problem => ({
	severity: "warning",
	message: oneLine(path === undefined || message.includes(path) ? message : `${path}: ${message}`),
	...at(line, 0),
});

function at(line: number | undefined, character = 0): Pick<Problem, "range"> {
	if (line === undefined) return {};
	const place = { line, character };
	return { range: { start: place, end: place } };
}
