/** TOON to HTML: one document that needs nothing else, runs nothing, and shows every value as text. */
import type { ArrayHeader, RowReader, Scalar, TableHeader, ToonDocument, Visitor } from "../language";
import { boundedNames } from "./columns";
import { commentOf, escapeHtml } from "./html/escape";
import { STYLE_SHEET } from "./html/style";
import { HTML_CLASSES, writeHtmlRow } from "./html/tableRows";
import { LineMap } from "./lineMap";
import { warnOfNul } from "./lost";
import { baseName, withMarker } from "./marker";
import { Pieces } from "./pieces";
import { Bytes } from "./toon/bytes";
import { eachRow, type OneTable } from "./toon/oneTable";
import { type Cancellation, type Conversion, type Converter, type ConvertOptions, checkCancelled } from "./types";
import { Warnings } from "./warnings";

export const toonToHtml: Converter<"toon"> = { name: "TOON to HTML", from: "toon", to: "html", convert };

function convert(document: ToonDocument, options: ConvertOptions, cancellation: Cancellation): Conversion {
	const title = options.source === undefined || options.source === "" ? "TOON document" : baseName(options.source);
	const warnings = new Warnings();
	warnOfNul(document, "HTML", warnings);
	const { body, lineMap } =
		tableDocument(document, title, cancellation) ?? wholeDocument(document, title, options, cancellation);
	const text = withMarker(body, options.source, "<!doctype html>");
	const withFirst = new Int32Array(lineMap.length + 1);
	withFirst.set(lineMap, 1);
	return { text, warnings: warnings.list(), lineMap: withFirst };
}

interface Body {
	/** Everything but the first line. */
	readonly body: string;
	readonly lineMap: Int32Array;
}

const FOOT = ["</main>", "</body>", "</html>"];

function wholeDocument(
	document: ToonDocument,
	title: string,
	options: ConvertOptions,
	cancellation: Cancellation,
): Body {
	const writer = new HtmlWriter(options.markdown?.comments !== "drop", cancellation);
	for (const line of head(title)) writer.line(line, 0);
	document.walk(writer);
	for (const line of FOOT) writer.line(line, 0);
	return { body: writer.pieces.text(), lineMap: writer.pieces.lineMap() };
}

/** A document that is one table; undefined for others. */
function tableDocument(document: ToonDocument, title: string, cancellation: Cancellation): Body | undefined {
	const writer = new HtmlWriter(false, cancellation);
	const out = new Bytes(1 << 16);
	let count = 0;
	const lineMap = new LineMap();
	const begin = ({ key, header, line }: OneTable): void => {
		for (const text of head(title)) writer.line(text, 0);
		if (key !== undefined) writer.beginObject(undefined, 0);
		writer.beginTable(key, header, line);
		const opening = writer.pieces.take();
		out.text(opening.text);
		lineMap.add(0, opening.lines);
	};
	const isTable = eachRow(document, HTML_CLASSES, begin, (rows, data) => {
		if (count++ % 1024 === 0) checkCancelled(cancellation);
		writeHtmlRow(rows, data, out);
		lineMap.add(rows.line);
	});
	if (!isTable) return undefined;
	writer.endTable();
	const closing = writer.pieces.take();
	out.text(closing.text);
	lineMap.add(0, closing.lines);
	for (const text of FOOT) out.text(`${text}\n`);
	lineMap.add(0, FOOT.length);
	return { body: out.toString(), lineMap: lineMap.toArray() };
}

/** Even if a value got out of its text, this policy lets it load and run nothing. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const head = (title: string): string[] => [
	'<html lang="en">',
	"<head>",
	'<meta charset="utf-8">',
	`<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
	'<meta name="viewport" content="width=device-width, initial-scale=1">',
	`<title>${escapeHtml(title)}</title>`,
	"<style>",
	...STYLE_SHEET,
	"</style>",
	"</head>",
	"<body>",
	"<main>",
	`<h1>${escapeHtml(title)}</h1>`,
];

/** A value with parts that is being written. */
interface Frame {
	/** Tags after the last member. */
	readonly close: string;
	readonly isArray: boolean;
	/** Depth of the headings of its members, 2 to 6. */
	readonly depth: number;
	count: number;
}

class HtmlWriter implements Visitor {
	readonly pieces = new Pieces();
	readonly #comments: boolean;
	readonly #cancellation: Cancellation;
	readonly #frames: Frame[] = [];
	#line = 0;

	constructor(comments: boolean, cancellation: Cancellation) {
		this.#comments = comments;
		this.#cancellation = cancellation;
	}

	line(html: string, source: number): void {
		this.pieces.add(`${html}\n`, source, 1);
	}

	beginObject(key: string | undefined, line: number): void {
		checkCancelled(this.#cancellation);
		this.#begin(key, "", "", false, line);
	}

	endObject(): void {
		this.#end("{}");
	}

	beginArray(key: string | undefined, header: ArrayHeader, line: number): void {
		checkCancelled(this.#cancellation);
		if (header.form === "empty") this.#begin(key, "", "", true, line);
		else
			this.#begin(
				key,
				header.form === "list" ? "<ol>" : "<ul>",
				header.form === "list" ? "</ol>" : "</ul>",
				true,
				line,
			);
	}

	endArray(): void {
		this.#end("[]");
	}

	beginTable(key: string | undefined, header: TableHeader, line: number): void {
		checkCancelled(this.#cancellation);
		const cells = boundedNames(header).map((name) => `<th scope="col">${escapeHtml(name)}</th>`);
		const top = `<table>\n<thead><tr>${cells.join("")}</tr></thead>\n<tbody>`;
		this.#begin(key, top, "</tbody>\n</table>", false, line);
	}

	row(row: RowReader): void {
		if (row.line % 1024 === 0) checkCancelled(this.#cancellation);
		this.#frames[this.#frames.length - 1]!.count++;
		let html = row.key === undefined ? "<tr>" : `<tr><th scope="row">${escapeHtml(row.key)}</th>`;
		for (let i = 0; i < row.length; i++) {
			const cell = row.cell(i);
			html += typeof cell.value === "number" ? `<td class="number">${cell.text}</td>` : `<td>${textOf(cell)}</td>`;
		}
		this.line(`${html}</tr>`, row.line);
	}

	/** A table without rows still shows its columns. */
	endTable(): void {
		this.#end("");
	}

	scalar(key: string | undefined, scalar: Scalar, line: number): void {
		const frame = this.#frames[this.#frames.length - 1];
		this.#line = line;
		if (frame !== undefined) frame.count++;
		const value = `<span>${textOf(scalar)}</span>`;
		if (frame?.isArray === true) this.line(`<li>${value}</li>`, line);
		else
			this.line(
				key === undefined ? `<p>${value}</p>` : `<p><strong>${escapeHtml(label(key))}:</strong> ${value}</p>`,
				line,
			);
	}

	comment(text: string, line: number): void {
		if (this.#comments) this.line(commentOf(text), line);
	}

	#begin(key: string | undefined, open: string, close: string, isArray: boolean, line: number): void {
		const parent = this.#frames[this.#frames.length - 1];
		this.#line = line;
		if (parent !== undefined) parent.count++;
		const depth = parent?.depth ?? 1;
		const [before, after] =
			parent?.isArray === true ? ["<li>", "</li>"] : key === undefined ? ["", ""] : ["<section>", "</section>"];
		const heading = key === undefined ? "" : `<h${depth}>${escapeHtml(label(key))}</h${depth}>`;
		for (const part of `${before}\n${heading}\n${open}`.split("\n")) if (part !== "") this.line(part, line);
		const closing = [close, after].filter((part) => part !== "").join("\n");
		this.#frames.push({ close: closing, isArray, depth: Math.min(depth + 1, 6), count: 0 });
	}

	/** @param empty how a value without parts is shown */
	#end(empty: string): void {
		const frame = this.#frames.pop()!;
		if (frame.count === 0 && empty !== "") this.line(`<p><code>${empty}</code></p>`, this.#line);
		for (const part of frame.close.split("\n")) if (part !== "") this.line(part, this.#line);
	}
}

const label = (key: string): string => (key === "" ? '""' : key);

const textOf = (scalar: Scalar): string => (typeof scalar.value === "string" ? escapeHtml(scalar.value) : scalar.text);
