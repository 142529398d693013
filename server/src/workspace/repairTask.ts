/** The task `repair`: the documents of one file as they were meant. */
import { URI } from "vscode-uri";
import type { Position } from "../language";
import { documentsIn, repair as repaired, retryPrompt } from "../repair";
import { mapPlaces, type PlaceMap } from "./embedded/mapPlaces";
import { type MarkdownPart, MarkdownParts } from "./embedded/markdownParts";
import { type Places, wholeFile } from "./embedded/places";
import { FileError } from "./files";
import { nodeFiles } from "./nodeFiles";
import { readSource } from "./taskSource";
import type { RepairedDocument, RepairResult, RepairTask } from "./tasks";
import { encodeText } from "./text";

/** A document of the file. */
interface Part {
	readonly text: string;
	/** Places of the document as those of the file. */
	readonly out: Places["out"];
}

export async function repair(task: RepairTask): Promise<RepairResult> {
	const { source, holds, root } = task;
	const read = readSource(source);
	if ("problem" in read) return { problems: [read.problem] };
	const markdown = holds === "fences" ? new MarkdownParts(read.text) : undefined;
	const parts = markdown === undefined ? partsOf(read.text, holds) : markdown.toon.map(partOf);
	const documents = parts.map((part) => repairPart(part, task));
	const written = markdown && new Map(markdown.toon.map((part, index) => [part, documents[index]!.text]));
	const [only] = documents;
	// Of an answer that holds not just one document there is no text.
	const text = markdown && written ? markdown.with(written) : documents.length === 1 ? only?.text : undefined;
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
	if (holds !== "answer") return [{ text, out: wholeFile.out }];
	return documentsIn(text).map(({ text, line }) => ({
		text,
		out: (value) => mapPlaces(value, movedBy(line)),
	}));
}

const partOf = ({ text, places }: MarkdownPart): Part => ({ text, out: (value) => places.out(value) });

/** The places of a document that begins at a line of its file. */
function movedBy(lines: number): PlaceMap {
	const position = (place: Position): Position => ({ ...place, line: place.line + lines });
	return {
		position,
		edit: ({ start, end }, newText) => ({ range: { start: position(start), end: position(end) }, newText }),
	};
}

function repairPart({ text, out }: Part, { strict, indentSize }: RepairTask): RepairedDocument {
	const result = repaired(text, { strict, indentSize });
	return {
		text: result.text,
		valid: result.value !== undefined,
		repairs: out(result.repairs),
		unsure: out(result.unsure),
		...(result.truncated && { truncated: result.truncated }),
		retryPrompt: retryPrompt(text, result),
	};
}
