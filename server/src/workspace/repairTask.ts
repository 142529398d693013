/** The task `repair`: the documents of one file as they were meant. */
import { URI } from "vscode-uri";
import type { Range } from "../language";
import { documentsIn, repair as repaired, retryPrompt } from "../repair";
import { dataFences } from "./fences";
import { FileError } from "./files";
import { nodeFiles } from "./nodeFiles";
import { readSource } from "./taskSource";
import type { RepairedDocument, RepairResult, RepairTask } from "./tasks";
import { encodeText } from "./text";

/** A document of the file, from a line of it on. */
interface Part {
	readonly text: string;
	readonly line: number;
}

export async function repair(task: RepairTask): Promise<RepairResult> {
	const { source, holds, root } = task;
	const read = readSource(source);
	if ("problem" in read) return { problems: [read.problem] };
	const parts = partsOf(read.text, holds);
	const documents = parts.map((part) => repairPart(part, task));
	const text = wholeText(read.text, holds, parts, documents);
	const isChanged = text !== undefined && text !== read.text;
	const result = { problems: [], documents, isChanged, ...(text !== undefined && { text }) };
	if (root === undefined || !("file" in source) || !isChanged || documents.some(({ valid }) => !valid)) return result;
	try {
		const files = nodeFiles(() => [URI.file(root)]);
		const previous = encodeText(read.text, read.mark);
		await files.write(URI.file(source.file), encodeText(text, read.mark), { previous });
		return result;
	} catch (error) {
		if (!(error instanceof FileError)) throw error;
		return { problems: [{ severity: "error", message: error.message }] };
	}
}

function partsOf(text: string, holds: RepairTask["holds"]): readonly Part[] {
	if (holds === "answer") return documentsIn(text);
	if (holds === "fences") return dataFences(text).filter(({ format }) => format === "toon");
	return [{ text, line: 0 }];
}

function repairPart({ text, line }: Part, { strict, indentSize }: RepairTask): RepairedDocument {
	const result = repaired(text, { strict, indentSize });
	const placed = <Each extends { readonly range: Range }>(each: Each): Each => ({
		...each,
		range: {
			start: { ...each.range.start, line: each.range.start.line + line },
			end: { ...each.range.end, line: each.range.end.line + line },
		},
	});
	return {
		text: result.text,
		valid: result.value !== undefined,
		repairs: result.repairs.map(placed),
		unsure: result.unsure.map(placed),
		...(result.truncated && { truncated: result.truncated }),
		retryPrompt: retryPrompt(text, result),
	};
}

/** The file with its documents repaired; undefined for an answer that holds not just one. */
function wholeText(
	text: string,
	holds: RepairTask["holds"],
	parts: readonly Part[],
	documents: readonly RepairedDocument[],
): string | undefined {
	if (holds !== "fences") return documents.length === 1 ? documents[0]!.text : undefined;
	const lines = text.split(/(?<=\n)/);
	for (const [index, { line, text: given }] of [...parts.entries()].reverse()) {
		const { text: written } = documents[index]!;
		if (written === given) continue;
		// As far in as the fence; line ends as there.
		const [margin] = /^ */.exec(lines[line - 1]!)!;
		const eol = lines[line - 1]!.endsWith("\r\n") ? "\r\n" : "\n";
		const count = given.split("\n").length - 1;
		const body = written.replace(/\n$/, "").split("\n");
		lines.splice(line, count, ...body.map((each) => (each === "" ? eol : margin + each + eol)));
	}
	return lines.join("");
}
