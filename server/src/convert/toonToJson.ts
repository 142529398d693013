/** TOON to JSON, written from the visit of the document so that digits, key order and prototype keys stay as they are. */
import type { ArrayHeader, RowReader, Scalar, TableHeader, ToonDocument, Visitor } from "../language";
import { withoutDuplicates } from "./duplicates";
import { JSON_CLASSES, type JsonStyle, type RowTemplate, rowTemplate, TableJson } from "./json/tableJson";
import { LineMap } from "./lineMap";
import { Pieces } from "./pieces";
import { Bytes } from "./toon/bytes";
import { eachRow, type OneTable } from "./toon/oneTable";
import { type Cancellation, type Conversion, type Converter, type ConvertOptions, checkCancelled } from "./types";
import { Warnings } from "./warnings";

export const toonToJson: Converter<"toon"> = { name: "TOON to JSON", from: "toon", to: "json", convert };

/** TOON has no comments that belong to a value, so JSON with comments is written as plain JSON. */
export const toonToJsonc: Converter<"toon"> = {
	name: "TOON to JSON with comments",
	from: "toon",
	to: "jsonc",
	convert,
};

function convert(document: ToonDocument, options: ConvertOptions, cancellation: Cancellation): Conversion {
	const indent = options.pretty === false ? undefined : " ".repeat(options.indentSize ?? 2);
	const table = tableToJson(document, { indent }, cancellation);
	if (table !== undefined) return table;
	const warnings = new Warnings();
	const writer = new JsonWriter({ indent }, cancellation);
	withoutDuplicates(document, warnings).walk(writer);
	writer.pieces.add("\n", 0, 1);
	return { text: writer.pieces.text(), warnings: warnings.list(), lineMap: writer.pieces.lineMap() };
}

/** The document as JSON if it is one table; undefined for others. */
export function tableToJson(
	document: ToonDocument,
	style: JsonStyle,
	cancellation: Cancellation,
): Conversion | undefined {
	let writer: TableJson | undefined;
	const out = new Bytes(1 << 16);
	let count = 0;
	const begin = (table: OneTable): void => {
		writer = new TableJson(table, style);
		writer.begin(out);
	};
	const isTable = eachRow(document, JSON_CLASSES, begin, (rows, data) => {
		if (count++ % 1024 === 0) checkCancelled(cancellation);
		writer!.row(rows, data, out);
	});
	if (!isTable || writer === undefined) return undefined;
	writer.end(out);
	const lineMap = new LineMap();
	lineMap.add(0, writer.linesBefore);
	for (let row = 1; row <= count; row++) lineMap.add(row, writer.linesOfRow);
	if (writer.linesOfRow > 1) lineMap.add(count, writer.linesBefore);
	return { text: out.toString(), warnings: [], lineMap: lineMap.toArray() };
}

/** An object or array that is being written. */
interface Frame {
	readonly close: string;
	/** Between members: a comma, or a line break in JSON Lines. */
	readonly separator: "," | "\n";
	/** Line break and indentation before a member; empty on one line. */
	readonly breakText: string;
	/** Members written so far. */
	count: number;
}

/** Writes JSON text while a document is visited. */
export class JsonWriter implements Visitor {
	readonly pieces = new Pieces();
	readonly #frames: Frame[] = [];
	readonly #style: JsonStyle;
	readonly #cancellation: Cancellation;
	#table: RowTemplate | undefined;
	/** The line that was written last: closing brackets belong to it. */
	#line = 0;

	constructor(style: JsonStyle, cancellation: Cancellation) {
		this.#style = style;
		this.#cancellation = cancellation;
	}

	beginObject(key: string | undefined, line: number): void {
		checkCancelled(this.#cancellation);
		this.#open(key, "{", line);
	}

	endObject(): void {
		this.#close();
	}

	beginArray(key: string | undefined, _header: ArrayHeader, line: number): void {
		this.#open(key, "[", line);
	}

	endArray(): void {
		this.#close();
	}

	beginTable(key: string | undefined, header: TableHeader, line: number): void {
		this.#open(key, header.keyed ? "{" : "[", line);
		this.#table = rowTemplate(header, this.#top().breakText, this.#style.indent);
	}

	row(row: RowReader): void {
		if (row.line % 1024 === 0) checkCancelled(this.#cancellation);
		const { prefixes, suffix, breaks } = this.#table!;
		let text = "";
		for (let i = 0; i < prefixes.length; i++) text += prefixes[i]! + jsonScalar(row.cell(i));
		this.#beginMember(row.key, row.line);
		this.pieces.add(text + suffix, row.line, breaks);
	}

	endTable(): void {
		this.#close();
	}

	scalar(key: string | undefined, scalar: Scalar, line: number): void {
		this.#beginMember(key, line);
		this.pieces.add(jsonScalar(scalar), line);
	}

	#top(): Frame {
		return this.#frames[this.#frames.length - 1]!;
	}

	#open(key: string | undefined, bracket: "{" | "[", line: number): void {
		const { indent, lines } = this.#style;
		const isRoot = this.#frames.length === 0;
		const asLines = isRoot && lines === true && bracket === "[";
		this.#beginMember(key, line);
		if (!asLines) this.pieces.add(bracket, line);
		const outer = isRoot ? "\n" : this.#top().breakText;
		this.#frames.push({
			close: asLines ? "" : bracket === "{" ? "}" : "]",
			separator: asLines ? "\n" : ",",
			breakText: indent === undefined ? "" : outer + indent,
			count: 0,
		});
	}

	#close(): void {
		const frame = this.#frames.pop()!;
		const { indent } = this.#style;
		if (frame.count === 0 || indent === undefined) this.pieces.add(frame.close, this.#line);
		else this.pieces.add(frame.breakText.slice(0, frame.breakText.length - indent.length) + frame.close, this.#line, 1);
	}

	#beginMember(key: string | undefined, line: number): void {
		this.#line = line;
		if (this.#frames.length === 0) return;
		const frame = this.#top();
		const text = (frame.count > 0 ? frame.separator : "") + frame.breakText;
		if (text !== "") this.pieces.add(text, line, text === "," ? 0 : 1);
		frame.count++;
		if (key !== undefined) this.pieces.add(JSON.stringify(key) + (this.#style.indent === undefined ? ":" : ": "), line);
	}
}

/** A primitive as JSON text; numbers that a double cannot hold keep their digits. */
function jsonScalar(scalar: Scalar): string {
	const { value } = scalar;
	if (typeof value === "string") return JSON.stringify(value);
	return scalar.inexact === true ? scalar.text : String(value);
}
