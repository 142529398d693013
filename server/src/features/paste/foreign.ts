/** Text of another format: what it is, by its looks and by its reader, and its value as a TOON document. */
import { type ConvertOptions, type Format, NEVER_CANCELLED, readerOf } from "../../convert";
import { ToonDocument } from "../../language";

/** Longer texts are left to the conversion commands, which show progress. */
const LONGEST_PASTE = 2_000_000;

export interface Foreign {
	readonly format: Exclude<Format, "toon" | "html">;
	/** The same value as TOON; free of errors. */
	readonly toon: ToonDocument;
}

const NAMES: Readonly<Record<Foreign["format"], string>> = {
	json: "JSON",
	jsonc: "JSON with comments",
	jsonl: "JSON Lines",
	yaml: "YAML",
	csv: "CSV",
	tsv: "tab-separated values",
	markdown: "a Markdown table",
};

/** The name of a format for people. */
export const nameOfFormat = (format: Foreign["format"]): string => NAMES[format];

/** What the text is, if it is surely one of the formats and no TOON. */
export function readForeign(text: string): Foreign | undefined {
	if (text.length > LONGEST_PASTE) return undefined;
	const trimmed = withoutFence(text.trim());
	for (const format of candidates(trimmed)) {
		const toon = read(trimmed, format);
		if (toon !== undefined) return { format, toon };
	}
	// Members without their braces, as they are cut out of an object.
	if (/^"(?:[^"\\]|\\.)*"\s*:/.test(trimmed)) {
		const toon = read(`{${trimmed.replace(/,\s*$/, "")}}`, "jsonc");
		if (toon !== undefined) return { format: "json", toon };
	}
	return undefined;
}

/** The value of a text whose format is known, as TOON; undefined where it is not valid. */
export function read(text: string, format: Foreign["format"], options: ConvertOptions = {}): ToonDocument | undefined {
	try {
		const { text: toon } = readerOf(format)!.convert(text, options, NEVER_CANCELLED);
		const document = new ToonDocument(toon, { indentSize: options.indentSize ?? 2 });
		return document.hasErrors ? undefined : document;
	} catch {
		// Not of that format, which is an answer here and no failure.
		return undefined;
	}
}

/** A code block around the text goes. */
function withoutFence(text: string): string {
	return /^```[\w-]*\n([\s\S]*)\n```$/.exec(text)?.[1]?.trim() ?? text;
}

/** Formats that the text may have, the most special first. */
function candidates(text: string): Foreign["format"][] {
	const first = text.charAt(0);
	const lines = text.split(/\r?\n/);
	if (first === "{" || first === "[") {
		// `[2]: a,b` and `[2]{a,b}:` are TOON.
		if (/^\[\d+:?[|\t]?\](?:\{[^}]*\})?:/.test(text)) return [];
		return lines.length > 1 ? ["json", "jsonl", "jsonc"] : ["json", "jsonc"];
	}
	if (lines.length > 1 && lines.some((line) => /^\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?\s*$/.test(line))) {
		if (lines.every((line) => line.includes("|"))) return ["markdown"];
	}
	if (!new ToonDocument(text).hasErrors) return [];
	if (text.startsWith("---\n") || isYaml(lines)) return ["yaml"];
	if (isTable(lines, "\t")) return ["tsv"];
	return isTable(lines, ",") || isTable(lines, ";") ? ["csv"] : [];
}

/** Keys whose content is a list at any depth, which TOON would write with a header. */
const isYaml = (lines: readonly string[]): boolean =>
	lines.length > 1 &&
	lines.some((line) => /^\s*(?:- )?[\w."-]+:(?:\s|$)/.test(line) || /^\s*- /.test(line)) &&
	lines.every((line) => /^\s*(?:#.*|(?:- )*[\w."' /@-]+:(?:\s.*)?|-(?: .*)?)?$/.test(line));

/** At least two lines with the same number of cells, two or more. */
function isTable(lines: readonly string[], delimiter: string): boolean {
	if (lines.length < 2) return false;
	const counts = lines.map((line) => line.replaceAll(/"(?:[^"]|"")*"/g, "").split(delimiter).length);
	return counts[0]! > 1 && counts.every((count) => count === counts[0]);
}
