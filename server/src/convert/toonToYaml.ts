/**
 * TOON to YAML 1.2, written from the visit of the document so that digits and the order of keys stay as they are.
 * Strings that any version of YAML might take for something else are quoted.
 */
import type { ArrayHeader, RowReader, Scalar, TableHeader, ToonDocument, Visitor } from "../language";
import { checkHeader } from "./columns";
import { withoutDuplicates } from "./duplicates";
import { Pieces } from "./pieces";
import { visitRow } from "./rows";
import { type Cancellation, type Conversion, type Converter, type ConvertOptions, checkCancelled } from "./types";
import { Warnings } from "./warnings";

export const toonToYaml: Converter<"toon"> = { name: "TOON to YAML", from: "toon", to: "yaml", convert };

function convert(document: ToonDocument, options: ConvertOptions, cancellation: Cancellation): Conversion {
	const warnings = new Warnings();
	const writer = new YamlWriter(options.indentSize ?? 2, cancellation);
	withoutDuplicates(document, warnings).walk(writer);
	writer.pieces.add("\n", 0, 1);
	return { text: writer.pieces.text(), warnings: warnings.list(), lineMap: writer.pieces.lineMap() };
}

/** A mapping or sequence that is being written. */
interface Frame {
	readonly kind: "mapping" | "sequence";
	/** Column of its members. */
	readonly column: number;
	/** Its first member stands on the line that opened it: at the root, and after a hyphen. */
	readonly compact: boolean;
	readonly line: number;
	count: number;
}

class YamlWriter implements Visitor {
	readonly pieces = new Pieces();
	readonly #indentSize: number;
	readonly #cancellation: Cancellation;
	readonly #frames: Frame[] = [];
	/** Of the table that is being visited. */
	#leaves: TableHeader["leaves"] = [];

	constructor(indentSize: number, cancellation: Cancellation) {
		this.#indentSize = indentSize;
		this.#cancellation = cancellation;
	}

	beginObject(key: string | undefined, line: number): void {
		checkCancelled(this.#cancellation);
		this.#open("mapping", key, line);
	}

	endObject(): void {
		this.#close();
	}

	beginArray(key: string | undefined, _header: ArrayHeader, line: number): void {
		checkCancelled(this.#cancellation);
		this.#open("sequence", key, line);
	}

	endArray(): void {
		this.#close();
	}

	beginTable(key: string | undefined, header: TableHeader, line: number): void {
		checkCancelled(this.#cancellation);
		// Each group of fields stands on a line of its own, indented by all those around it.
		checkHeader(header.leaves.reduce((sum, path) => sum + path.length * path.length, 0));
		this.#open(header.keyed ? "mapping" : "sequence", key, line);
		this.#leaves = header.leaves;
	}

	row(row: RowReader): void {
		if (row.line % 1024 === 0) checkCancelled(this.#cancellation);
		this.#open("mapping", row.key, row.line);
		visitRow(this.#leaves, {
			open: (name) => this.#open("mapping", name, row.line),
			cell: (name, index) => this.scalar(name, row.cell(index), row.line),
			close: () => this.#close(),
		});
		this.#close();
	}

	endTable(): void {
		this.#close();
	}

	scalar(key: string | undefined, scalar: Scalar, line: number): void {
		const space = this.#member(key, line);
		this.pieces.add(space + yamlScalar(scalar), line);
	}

	#open(kind: Frame["kind"], key: string | undefined, line: number): void {
		const parent = this.#frames[this.#frames.length - 1];
		this.#member(key, line);
		const compact = parent?.kind !== "mapping";
		const column = parent === undefined ? 0 : parent.column + (compact ? 2 : this.#indentSize);
		this.#frames.push({ kind, column, compact, line, count: 0 });
	}

	#close(): void {
		const frame = this.#frames.pop()!;
		if (frame.count > 0) return;
		const space = this.#frames.length === 0 ? "" : " ";
		this.pieces.add(space + (frame.kind === "mapping" ? "{}" : "[]"), frame.line);
	}

	/** Writes what comes before a value; returns the space that a value on the same line needs. */
	#member(key: string | undefined, line: number): "" | " " {
		const frame = this.#frames[this.#frames.length - 1];
		if (frame === undefined) return "";
		const isFirst = frame.count++ === 0;
		if (!isFirst || !frame.compact) this.pieces.add(`\n${" ".repeat(frame.column)}`, line, 1);
		else if (this.#frames.length > 1) this.pieces.add(" ", line);
		if (key === undefined) this.pieces.add("-", line);
		else if (key.length < LONGEST_IMPLICIT_KEY) this.pieces.add(`${yamlString(key)}:`, line);
		else this.pieces.add(`? ${yamlString(key)}\n${" ".repeat(frame.column)}:`, line, 1);
		return " ";
	}
}

/** A key on one line with its colon has at most 1,024 characters (YAML 1.2.2 §7.4.2); escapes make it up to six times longer. */
const LONGEST_IMPLICIT_KEY = 170;

function yamlScalar(scalar: Scalar): string {
	const { value } = scalar;
	if (typeof value === "string") return yamlString(value);
	return scalar.inexact === true ? scalar.text : String(value);
}

/** Strings that need no quotes in block style; a colon only where it cannot end a key. */
const PLAIN = /^[\p{L}_](?:[\p{L}\p{N}_ ./,;()'@+%=!?&*$^-]|:(?=[^\s,[\]{}]))*$/u;

/** Plain words that mean something else in YAML 1.1 or 1.2. */
const RESERVED = /^(?:null|true|false|yes|no|on|off|y|n)$/i;

/** What JSON leaves as it is, and YAML must not or a reader may not see. */
const UNPRINTABLE = /[\x7F-\x9F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;

function yamlString(text: string): string {
	if (PLAIN.test(text) && !text.endsWith(" ") && !RESERVED.test(text)) return text;
	return JSON.stringify(text).replace(UNPRINTABLE, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
