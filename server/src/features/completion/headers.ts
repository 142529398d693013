/** Headers as snippets: a table, a list, a keyed table, an inline array, computed from the lines that follow. */
import { type CompletionItem, CompletionItemKind } from "vscode-languageserver-types";
import type { Delimiter, ToonDocument } from "../../language";
import { columnOf } from "../structure";
import { namesOfWidth } from "./fieldNames";
import { type CompletionTarget, item, place, writtenKey } from "./items";

/** Lines below that are counted at most; longer content gets no header offered. */
const REACH = 100_000;

/** What stands below a line and deeper: the content that a header there would get. */
interface Content {
	readonly form: "nothing" | "items" | "rows" | "entries" | "fields";
	readonly count: number;
	/** Of rows and entries. */
	readonly width: number;
	readonly delimiter: Delimiter;
}

/**
 * Headers for the key at the cursor.
 *
 * @param key what is typed already; empty where nothing is
 * @param column where the line's text starts
 */
export function headerItems(
	document: ToonDocument,
	number: number,
	column: number,
	key: string,
	target: CompletionTarget,
): CompletionItem[] {
	const content = contentBelow(document, number, column);
	if (content === undefined) return [];
	const name = place(1, key === "" ? "key" : writtenKey(key));
	const make = (label: string, detail: string, snippet: string, order: number): CompletionItem =>
		item({ label, detail, snippet, order, filter: key === "" ? label : key, kind: CompletionItemKind.Snippet }, target);
	const mark = content.delimiter === "," ? "" : content.delimiter;
	const fields = fieldPlaces(document, content, target.range.start.line);
	const rows = content.count === 1 ? "1 row" : `${content.count} rows`;
	switch (content.form) {
		case "rows":
			return [make("table", `${rows} below`, `${name}[${content.count}${mark}]{${fields}}:`, 1_000)];
		case "items":
			return [make("list", `${content.count} items below`, `${name}[${content.count}]:`, 1_000)];
		case "entries":
			return [
				make("keyed table", `${rows} below`, `${name}[${content.count}:${mark}]{${fields}}:`, 1_000),
				make("object", "the fields below", `${name}:`, 1_001),
			];
		case "fields":
			return [make("object", "the fields below", `${name}:`, 1_000)];
		default:
			return fresh(name, " ".repeat(document.options.indentSize), make);
	}
}

/** Every form, with an example of its content. */
function fresh(
	name: string,
	indentation: string,
	make: (label: string, detail: string, snippet: string, order: number) => CompletionItem,
): CompletionItem[] {
	const row = `${place(4, "1")},${place(5, "name")}`;
	return [
		make("object", "fields below", `${name}:\n${indentation}${place(2, "field")}: ${place(3, "value")}`, 1_000),
		make(
			"table",
			"rows with the same fields",
			`${name}[1]{${place(2, "id")},${place(3, "name")}}:\n${indentation}${row}`,
			1_001,
		),
		make("list", "items below", `${name}[1]:\n${indentation}- ${place(2, "value")}`, 1_002),
		make(
			"keyed table",
			"rows with keys of their own",
			`${name}[1:]{${place(2, "role")},${place(3, "email")}}:\n${indentation}${place(4, "key")}: ${place(5, "role")},${place(6, "email")}`,
			1_003,
		),
		make("inline array", "values on one line", `${name}[2]: ${place(2, "a")},${place(3, "b")}`, 1_004),
	];
}

/** Names for the columns: those of a table beside, where one is as wide. */
function fieldPlaces(document: ToonDocument, { width, delimiter }: Content, lspLine: number): string {
	const known = namesOfWidth(document, width, lspLine);
	return Array.from({ length: width }, (_, index) =>
		place(index + 2, writtenKey(known?.[index] ?? `field${index + 1}`)),
	).join(delimiter);
}

/** Undefined where it is too long to be counted, or where no header fits it. */
function contentBelow(document: ToonDocument, number: number, column: number): Content | undefined {
	const { lines } = document;
	const texts: string[] = [];
	let depth = -1;
	for (let at = number + 1; at < lines.lineCount; at++) {
		if (at - number > REACH) return undefined;
		const text = lines.text(lines.at(at));
		const own = columnOf(text);
		if (own === text.length || text.charAt(own) === "#") continue;
		if (own <= column) break;
		if (depth < 0) depth = own;
		if (own < depth) return undefined;
		if (own === depth) texts.push(text.slice(own));
	}
	return depth >= 0 && depth !== column + document.options.indentSize ? undefined : describe(texts);
}

function describe(texts: readonly string[]): Content | undefined {
	const count = texts.length;
	const plain = { count, width: 0, delimiter: "," as const };
	const first = texts[0];
	if (first === undefined) return { ...plain, form: "nothing" };
	if (texts.every((text) => text === "-" || text.startsWith("- "))) return { ...plain, form: "items" };
	const colon = unquoted(first, ":");
	const delimiter = (["\t", "|", ","] as const).find((each) => unquoted(first, each) >= 0) ?? ",";
	const at = unquoted(first, delimiter);
	const isRow = (text: string): boolean => {
		const end = unquoted(text, ":");
		const cell = unquoted(text, delimiter);
		return end < 0 || (cell >= 0 && cell < end);
	};
	if (texts.every(isRow)) return { form: "rows", count, width: widthOf(first, delimiter), delimiter };
	if (texts.some(isRow)) return undefined;
	const width = widthOf(first.slice(colon + 1), delimiter);
	const isEntry = (text: string): boolean => widthOf(text.slice(unquoted(text, ":") + 1), delimiter) === width;
	const isTable = at >= 0 && width > 1 && unquoted(first, "[") < 0 && texts.every(isEntry);
	return isTable ? { form: "entries", count, width, delimiter } : { ...plain, form: "fields" };
}

/** Column of a character outside of quotes, or -1. */
function unquoted(text: string, character: string): number {
	let isQuoted = false;
	for (let i = 0; i < text.length; i++) {
		const each = text.charAt(i);
		if (isQuoted && each === "\\") i++;
		else if (each === '"') isQuoted = !isQuoted;
		else if (!isQuoted && each === character) return i;
	}
	return -1;
}

function widthOf(text: string, delimiter: string): number {
	let width = 1;
	for (let rest = text, at = unquoted(rest, delimiter); at >= 0; at = unquoted(rest, delimiter)) {
		rest = rest.slice(at + 1);
		width++;
	}
	return width;
}
