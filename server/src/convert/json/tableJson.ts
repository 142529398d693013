/** Tables of TOON as JSON, from bytes to bytes. */
import type { TableHeader } from "../../language";
import { checkHeader } from "../columns";
import { visitRow } from "../rows";
import { type Bytes, decodeSpan, encodeUtf8 } from "../toon/bytes";
import { kindOf, stringOf } from "../toon/cells";
import { numberText, writtenAs } from "../toon/digits";
import type { OneTable } from "../toon/oneTable";
import { HAS_NUMBERED, IS_QUOTED, type TableRows } from "../toon/tableRows";

/** Bits of bytes that a string of JSON cannot have as they are. */
const IS_SPECIAL = 1;
const IS_CONTROL = 2;

export const JSON_CLASSES = new Uint8Array(256);
for (let code = 0; code < 0x20; code++) JSON_CLASSES[code] = IS_SPECIAL | IS_CONTROL;
JSON_CLASSES[0x22] = IS_SPECIAL;
JSON_CLASSES[0x5c] = IS_SPECIAL;

const QUOTE = 0x22;

export interface JsonStyle {
	/** One level of indentation; undefined writes everything on one line. */
	readonly indent: string | undefined;
	/** JSON Lines: the items of a root array stand on lines of their own, without brackets. */
	readonly lines?: boolean;
}

/** What stands around the cells of every row of a table. */
export interface RowTemplate {
	/** Text before each cell: braces, keys, separators. */
	readonly prefixes: readonly string[];
	readonly suffix: string;
	/** Line breaks in a row. */
	readonly breaks: number;
}

/** @param breakText line break and indentation before the row; empty on one line */
export function rowTemplate(header: TableHeader, breakText: string, indent: string | undefined): RowTemplate {
	const prefixes: string[] = [];
	let depth = 0;
	let text = "{";
	let separator = "";
	let units = 0;
	const lineBreak = (): string => {
		if (indent === undefined) return "";
		units += breakText.length + depth * indent.length;
		checkHeader(units);
		return breakText + indent.repeat(depth);
	};
	const member = (name: string): void => {
		text += `${separator}${lineBreak()}${JSON.stringify(name)}${indent === undefined ? ":" : ": "}`;
	};
	depth++;
	visitRow(header.leaves, {
		open(name) {
			member(name);
			text += "{";
			separator = "";
			depth++;
		},
		cell(name) {
			member(name);
			prefixes.push(text);
			text = "";
			separator = ",";
		},
		close() {
			depth--;
			text += `${lineBreak()}}`;
		},
	});
	depth--;
	text += `${lineBreak()}}`;
	const breaks = (prefixes.join("") + text).split("\n").length - 1;
	return { prefixes, suffix: text, breaks };
}

/** Writes a document that is one table. */
export class TableJson {
	/** Lines that a row takes, and those before the first one. */
	readonly linesOfRow: number;
	readonly linesBefore: number;
	readonly #prefixes: readonly Uint8Array[];
	readonly #suffix: Uint8Array;
	readonly #open: Uint8Array;
	readonly #close: Uint8Array;
	readonly #between: Uint8Array;
	readonly #before: Uint8Array;
	#count = 0;

	constructor({ header, key }: OneTable, { indent, lines = false }: JsonStyle) {
		const asLines = lines && key === undefined;
		const member = key === undefined ? "" : `{${indent === undefined ? "" : `\n${indent}`}${JSON.stringify(key)}:`;
		const level = indent === undefined ? "" : `\n${key === undefined ? "" : indent}`;
		const open = asLines ? "" : `${member}${member === "" || indent === undefined ? "" : " "}[`;
		const close = asLines ? "" : `${level}]${key === undefined ? "" : `${indent === undefined ? "" : "\n"}}`}`;
		const breakText = indent === undefined ? "" : level + indent;
		const { prefixes, suffix, breaks } = rowTemplate(header, breakText, indent);
		this.#prefixes = prefixes.map(encodeUtf8);
		this.#suffix = encodeUtf8(suffix);
		this.#open = encodeUtf8(open);
		this.#close = encodeUtf8(`${close}\n`);
		this.#before = encodeUtf8(breakText);
		this.#between = encodeUtf8((asLines ? "\n" : ",") + breakText);
		this.linesOfRow = asLines ? 1 : indent === undefined ? 0 : breaks + 1;
		this.linesBefore = asLines ? 0 : open.split("\n").length;
	}

	begin(out: Bytes): void {
		out.bytes(this.#open);
	}

	row(rows: TableRows, data: Uint8Array, out: Bytes): void {
		out.bytes(this.#count++ === 0 ? this.#before : this.#between);
		const prefixes = this.#prefixes;
		for (let cell = 0; cell < prefixes.length; cell++) {
			out.bytes(prefixes[cell]!);
			writeCell(data, rows.from[cell]!, rows.to[cell]!, rows.bits[cell]!, out);
		}
		out.bytes(this.#suffix);
	}

	end(out: Bytes): void {
		out.bytes(this.#close);
	}
}

function writeCell(data: Uint8Array, from: number, to: number, bits: number, out: Bytes): void {
	if ((bits & IS_QUOTED) !== 0) {
		// Escapes of TOON are JSON's, but JSON.stringify writes no \u where it need not.
		if ((bits & (IS_CONTROL | HAS_NUMBERED)) === 0) out.copy(data, from, to);
		else out.text(JSON.stringify(stringOf(data, from, to)));
		return;
	}
	const kind = kindOf(data, from, to, false);
	if (kind === "literal") out.copy(data, from, to);
	else if (kind === "number") {
		if (writtenAs(data, from, to)) out.copy(data, from, to);
		else out.text(numberText(decodeSpan(data, from, to))!);
	} else if ((bits & IS_SPECIAL) !== 0) out.text(JSON.stringify(decodeSpan(data, from, to)));
	else {
		out.byte(QUOTE);
		out.copy(data, from, to);
		out.byte(QUOTE);
	}
}
