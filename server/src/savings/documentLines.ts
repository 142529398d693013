/** The lines of a document as TOON counts them. */
import type { LineReader, ToonDocument } from "../language";
import type { LineSource } from "../tokens";

export class DocumentLines implements LineSource {
	readonly #document: ToonDocument;
	#reader: LineReader;

	constructor(document: ToonDocument) {
		this.#document = document;
		this.#reader = document.lines;
	}

	/** Reads the document as it stands now. */
	refresh(): void {
		this.#reader = this.#document.lines;
	}

	get lineCount(): number {
		return this.#reader.lineCount;
	}

	lineContent(line: number): string {
		const handle = this.#reader.at(line);
		const text = this.#reader.text(handle);
		return line + 1 < this.lineCount ? text : text + this.#reader.lineEnd(handle);
	}

	/** A carriage return at the very end of the text ends no line here: it is content of the last one. */
	lineEnd(line: number): string {
		return line + 1 < this.lineCount ? this.#reader.lineEnd(this.#reader.at(line)) : "";
	}
}
