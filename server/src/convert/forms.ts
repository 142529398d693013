/** A document's value in each of the forms that are compared (savings/compare.ts), as a prompt would carry it. */
import { type JsonValue, ToonDocument } from "../language";
import { type Form, jsonText } from "../savings";
import { convertOnce } from "./convertOnce";
import { createEscaper } from "./markdown/nodes";
import { TableLines } from "./markdown/table";
import { visitTable } from "./tables";
import { type Cancellation, ConversionError, type DelimiterName, type Format } from "./types";

/** Writes the forms of one valid document; what several of them start from is made once. */
export class Forms {
	readonly #document: ToonDocument;
	readonly #cancellation: Cancellation;
	#value: JsonValue | undefined;
	#canonical: ToonDocument | undefined;

	/** @param document free of errors */
	constructor(document: ToonDocument, cancellation: Cancellation) {
		this.#document = document;
		this.#cancellation = cancellation;
	}

	/**
	 * The text of a form; undefined where the value has none.
	 * @throws ConversionCancelled
	 */
	write(form: Form): string | undefined {
		try {
			return this.#write(form);
		} catch (error) {
			// A text that would be longer than one can be is no form either.
			if (error instanceof ConversionError || error instanceof RangeError) return undefined;
			throw error;
		}
	}

	#write(form: Form): string {
		switch (form) {
			case "toon":
				return this.#table.getText();
			case "toonTab":
				return this.#convert("toon", "tab");
			case "toonPipe":
				return this.#convert("toon", "pipe");
			case "json":
				return jsonText(this.#decoded, true);
			case "jsonCompact":
				return jsonText(this.#decoded, false);
			case "markdown":
				return markdownTable(this.#table);
			default:
				return this.#convert(form);
		}
	}

	get #decoded(): JsonValue {
		this.#value ??= this.#document.decode() ?? null;
		return this.#value;
	}

	/** As the encoder writes it: what can be a table is one. */
	get #table(): ToonDocument {
		this.#canonical ??= new ToonDocument(this.#convert("toon"));
		return this.#canonical;
	}

	#convert(to: Format, delimiter: DelimiterName = "comma"): string {
		const options = { delimiter, strict: this.#document.options.strict };
		return convertOnce({ document: this.#document, to, options }, this.#cancellation).text;
	}
}

/** The table alone: without the title and the marker of a document that is made for people. */
function markdownTable(document: ToonDocument): string {
	const escaper = createEscaper();
	let table: TableLines | undefined;
	visitTable(document, "a Markdown table", {
		begin: (header) => {
			table = new TableLines(header, 0, escaper);
		},
		row: (row) => table?.row(row),
	});
	return `${table!.finish().lines.join("\n")}\n`;
}
