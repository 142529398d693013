/**
 * The JSON of a document line by line: what a line itself writes, and what stands between it and the next content line
 * (commas, and the closing brackets of what ends there). Line 0 stands for the start of the text, and as a next line for
 * its end. The document must have no errors.
 */
import type { LineReader } from "../language";
import { indentation } from "./indentation";
import { JsonScopes } from "./jsonScopes";
import { type LineText, LineWriter } from "./lineWriter";

const START = 0;
const END = 0;

/** The lines of one version of a document. */
export class JsonLines {
	readonly #reader: LineReader;
	readonly #scopes: JsonScopes;
	readonly #writer: LineWriter;
	readonly #start: LineText;
	// The two lines that were written last: counting goes from line to neighbour.
	#line = START;
	#text: LineText;
	#otherLine = START;
	#otherText: LineText;

	constructor(reader: LineReader) {
		this.#reader = reader;
		this.#scopes = new JsonScopes(reader);
		this.#writer = new LineWriter(this.#scopes);
		const bracket = this.#scopes.bareRoot ? "{" : "";
		this.#start = { compact: bracket, cut: 0, pretty: bracket };
		this.#text = this.#start;
		this.#otherText = this.#start;
	}

	/** Whether the JSON of the line starts a line of the indented JSON that another one precedes. */
	followsLineEnd(line: number): boolean {
		return line !== START && (line !== this.#scopes.first || this.#scopes.bareRoot);
	}

	/** The line's own JSON. */
	text(line: number): LineText {
		if (line === START) return this.#start;
		if (line === this.#line) return this.#text;
		if (line === this.#otherLine) return this.#otherText;
		this.#otherLine = this.#line;
		this.#otherText = this.#text;
		this.#line = line;
		this.#text = this.#writer.write(line);
		return this.#text;
	}

	/** What stands between a line's own compact JSON and the next line's. */
	compactGap(line: number, next: number): string {
		const reader = this.#reader;
		if (line === START && !this.#scopes.bareRoot) return "";
		const target = next === END ? 0 : reader.scope(next);
		let scope = this.#innermost(line);
		if (scope === target) return this.#opens(line, scope) ? "" : ",";
		let text = "";
		for (; scope !== target && scope !== 0; scope = reader.parent(scope)) text += this.#scopes.closing(scope);
		return next === END ? text : `${text},`;
	}

	/** The same for the indented JSON, with the line end and without the next line's indentation. */
	prettyGap(line: number, next: number): string {
		const reader = this.#reader;
		if (line === START && !this.#scopes.bareRoot) return "";
		const target = next === END ? 0 : reader.scope(next);
		let scope = this.#innermost(line);
		let empty = this.#opens(line, scope);
		if (scope === target) return empty ? "\n" : ",\n";
		let text = "";
		let depth = this.#scopes.depth(scope);
		for (; scope !== target && scope !== 0; scope = reader.parent(scope)) {
			const closing = this.#scopes.closing(scope);
			if (closing !== "") {
				depth--;
				text += empty ? closing : `\n${indentation(depth)}${closing}`;
			}
			empty = false;
		}
		return next === END ? text : `${text},\n`;
	}

	/** What the rows of a table have in common, to tell whether they are written as before. */
	tableSignature(scope: number): string {
		const { cells, pretty } = this.#writer.table(scope);
		return JSON.stringify([cells, pretty]);
	}

	/** The innermost scope that is open behind the line. */
	#innermost(line: number): number {
		const reader = this.#reader;
		if (line === START) return reader.rootScope;
		return reader.opened(line) || reader.itemScope(line) || reader.scope(line);
	}

	/** Whether the line's own JSON ends with the bracket that opens the scope. */
	#opens(line: number, scope: number): boolean {
		return line === START || this.#reader.opened(line) === scope;
	}
}
