/** A selection in any text replaced by its value as TOON, or TOON by JSON: at the indentation where it stands. */
import { ConversionError, FORMATS, type Format, NEVER_CANCELLED, readerOf, writerOf } from "../convert";
import { ToonDocument } from "../language";
import { readForeign } from "./paste/foreign";

export interface Replacement {
	readonly text: string;
	readonly from: Format;
	readonly to: Format;
}

/**
 * @param from the format of the text; found by its looks where it is not named
 * @param before what stands in front of the text on its first line, where that is known
 * @throws ConversionError when the text is not valid, in words
 */
export function replaced(text: string, to: "toon" | "json", from?: string, before?: string): Replacement {
	const indentation = commonIndentation(text, before);
	const own = withoutIndentation(text, indentation).trim();
	const known = FORMATS.find((format) => format === from);
	const source = to === "json" ? "toon" : (known ?? readForeign(own)?.format);
	if (source === undefined || source === "html" || (source === "toon" && to === "toon")) {
		throw new ConversionError(
			"The selection is none of JSON, JSON Lines, YAML, CSV or a Markdown table. Select a whole value.",
		);
	}
	const written = source === "toon" ? toJson(own) : toToon(own, source);
	const lines = written.replace(/\n$/, "").split("\n");
	// The first line stands where the selection begins, which may be behind its indentation.
	const start = /^[ \t]*/.exec(text)?.[0] ?? "";
	const end = /\s*$/.exec(text)?.[0] ?? "";
	const indented = lines.map((line, index) => (index === 0 || line === "" ? line : indentation + line)).join("\n");
	return { text: start + indented + end, from: source, to };
}

function toJson(text: string): string {
	const document = new ToonDocument(text);
	const first = document.diagnostics().items.find(({ severity }) => severity === "error");
	if (first !== undefined) {
		throw new ConversionError(`The selection is not valid. ${first.message}`, first.range.start);
	}
	return writerOf("json").convert(document, {}, NEVER_CANCELLED).text;
}

const toToon = (text: string, from: Exclude<Format, "toon" | "html">): string =>
	readerOf(from)!.convert(text, {}, NEVER_CANCELLED).text;

/**
 * Spaces and tabs in front of all lines. Those of the first may not be selected, or something else stands in front of it:
 * then it does not count.
 */
function commonIndentation(text: string, before: string | undefined): string {
	const isBlank = before?.trim() === "";
	const [first = "", ...rest] = text.split(/\r?\n/);
	const filled = rest.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/.exec(line)?.[0] ?? "");
	const own = (/^[ \t]*/.exec(first)?.[0] ?? "") + (isBlank ? before : "");
	if (filled.length === 0) return own;
	let common = filled.reduce((a, b) => (a.length < b.length ? a : b));
	if ((isBlank || own !== "") && own.length < common.length) common = own;
	return common;
}

const withoutIndentation = (text: string, indentation: string): string =>
	text
		.split(/\r?\n/)
		.map((line) => (line.startsWith(indentation) ? line.slice(indentation.length) : line))
		.join("\n");
