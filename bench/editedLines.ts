/** A text by lines that is edited in place, as cheap as a document can be. */
import type { LineSource } from "../server/src/tokens";

/** All lines end with `\n`, the last one with nothing. */
export class EditedLines implements LineSource {
	readonly #lines: string[];

	constructor(text: string) {
		this.#lines = text.split("\n");
	}

	get lineCount(): number {
		return this.#lines.length;
	}

	lineContent(line: number): string {
		return this.#lines[line]!;
	}

	lineEnd(line: number): string {
		return line + 1 < this.#lines.length ? "\n" : "";
	}

	insert(line: number, character: number, text: string): void {
		const content = this.#lines[line]!;
		this.#lines[line] = content.slice(0, character) + text + content.slice(character);
	}
}
