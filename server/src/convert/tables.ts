/** Finds the one table that a document is, for the formats that can hold nothing else. */
import type { ArrayHeader, RowReader, Scalar, TableHeader, ToonDocument, Visitor } from "../language";
import { ConversionError } from "./types";

/** Receives the table. */
export interface TableSink {
	begin(header: TableHeader): void;
	row(row: RowReader): void;
}

/**
 * Visits the table of a document: its root, or the only member of its root.
 * @param target name of the format, for messages
 * @returns the key of the table, undefined for a root table
 * @throws ConversionError that says what stands in the way
 */
export function visitTable(document: ToonDocument, target: string, sink: TableSink): string | undefined {
	const visitor = new TableVisitor(target, sink);
	document.walk(visitor);
	visitor.checkFound();
	return visitor.key;
}

class TableVisitor implements Visitor {
	/** Key of the table that was found. */
	key: string | undefined;
	readonly #target: string;
	readonly #sink: TableSink;
	#found = false;
	#depth = 0;

	constructor(target: string, sink: TableSink) {
		this.#target = target;
		this.#sink = sink;
	}

	/** @throws ConversionError when the document had no table */
	checkFound(): void {
		if (!this.#found) throw this.#refuse("the document has none", 0);
	}

	beginObject(key: string | undefined, line: number): void {
		if (this.#depth > 0) throw this.#refuse(`${quoted(key)} is an object`, line);
		this.#depth++;
	}

	endObject(): void {
		this.#depth--;
	}

	beginArray(key: string | undefined, header: ArrayHeader, line: number): void {
		if (header.form === "empty") throw this.#refuse(`${quoted(key)} is empty and has no columns`, line);
		throw this.#refuse(`${quoted(key)} is an array without fields`, line);
	}

	endArray(): void {
		this.#depth--;
	}

	beginTable(key: string | undefined, header: TableHeader, line: number): void {
		if (this.#found) throw this.#refuse(`${quoted(key)} is a second one`, line);
		this.#found = true;
		this.key = key;
		this.#sink.begin(header);
	}

	row(row: RowReader): void {
		this.#sink.row(row);
	}

	endTable(): void {}

	scalar(key: string | undefined, _scalar: Scalar, line: number): void {
		throw this.#refuse(`${quoted(key)} stands beside it`, line);
	}

	#refuse(why: string, line: number): ConversionError {
		return new ConversionError(
			`${this.#target} holds one table and nothing else, but ${why}. Keep one table, like \`users[2]{id,name}:\`, or convert to JSON or YAML.`,
			{ line },
		);
	}
}

const quoted = (key: string | undefined): string => (key === undefined ? "the value" : JSON.stringify(key));
