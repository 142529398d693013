/** The task `scan`: what a file, or the data in the fences of a Markdown file, costs as it stands, and would as TOON. */
import { ConversionError, convertOnce, type Format } from "../convert";
import type { TokenCounter } from "../tokens";
import { conversionErrors } from "./conversionProblems";
import { MarkdownParts } from "./embedded/markdownParts";
import { counterFor } from "./taskCounters";
import { readSource } from "./taskSource";
import type { Problem, ScanPart, ScanResult, ScanTask } from "./tasks";

export function scan({ source, from, encoding }: ScanTask): ScanResult {
	const read = readSource(source);
	if ("problem" in read) return { problems: [read.problem] };
	const counter = counterFor(encoding);
	const parts: ScanPart[] = [];
	const problems: Problem[] = [];
	const texts =
		from === "markdown"
			? new MarkdownParts(read.text).all.map(({ format, text, places }) => ({
					format,
					text: `${text}\n`,
					line: places.firstLine,
				}))
			: [{ format: from, line: undefined, text: read.text }];
	for (const { format, line, text } of texts) {
		if (format === "toon" || format === "html" || format === "markdown") continue;
		try {
			parts.push({ ...(line !== undefined && { line }), ...costs(text, format, counter) });
		} catch (error) {
			if (!(error instanceof ConversionError)) throw error;
			problems.push(...conversionErrors(error).slice(0, 1));
		}
	}
	return { problems, parts };
}

function costs(text: string, from: Format, counter: TokenCounter): Omit<ScanPart, "line"> {
	const toon = convertOnce({ text, from, to: "toon" }).text;
	return { tokens: counter.count(text), toon: counter.count(toon) };
}
