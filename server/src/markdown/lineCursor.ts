/** A place in a line of Markdown, in characters and in columns: tabs reach to the next multiple of four (§2.2). */

const TAB_STOP = 4;

export class LineCursor {
	readonly #text: string;
	/** UTF-16 units. In the middle of a tab: behind it. */
	#offset = 0;
	#column = 0;
	/** Columns of the tab before the offset that are still ahead. */
	#restOfTab = 0;
	#textAt = 0;
	#indent = 0;

	constructor(text: string) {
		this.#text = text;
		this.findText();
	}

	get offset(): number {
		return this.#offset;
	}

	/** Columns of a tab that the offset is behind of, but that have not been passed. */
	get restOfTab(): number {
		return this.#restOfTab;
	}

	/** Where the next character that is no space stands, as `findText` saw it. */
	get textAt(): number {
		return this.#textAt;
	}

	/** Columns up to there. */
	get indent(): number {
		return this.#indent;
	}

	/** Whether nothing but spaces is ahead. */
	get isBlank(): boolean {
		return this.#textAt >= this.#text.length;
	}

	/** The next character that is no space. */
	get next(): string {
		return this.#text.charAt(this.#textAt);
	}

	get fromText(): string {
		return this.#text.slice(this.#textAt);
	}

	get rest(): string {
		return this.#text.slice(this.#offset);
	}

	get isAtSpace(): boolean {
		return this.#restOfTab > 0 || isSpace(this.#text.charAt(this.#offset));
	}

	/** Columns of the spaces ahead. */
	get spacesAhead(): number {
		let column = this.#column + this.#restOfTab;
		for (let at = this.#offset; isSpace(this.#text.charAt(at)); at++) column += widthOf(this.#text.charAt(at), column);
		return column - this.#column;
	}

	/** Looks for the next character that is no space. */
	findText(): void {
		let at = this.#offset;
		while (isSpace(this.#text.charAt(at))) at++;
		this.#textAt = at;
		this.#indent = this.spacesAhead;
	}

	/** Goes there. */
	skipToText(): void {
		this.#column += this.spacesAhead;
		this.#offset = this.#textAt;
		this.#restOfTab = 0;
	}

	/** Goes on by characters, or by columns, which may end inside of a tab. */
	advance(count: number, columns = false): void {
		for (let left = count; left > 0; ) {
			if (this.#restOfTab > 0) {
				const taken = columns ? Math.min(left, this.#restOfTab) : this.#restOfTab;
				this.#restOfTab -= taken;
				this.#column += taken;
				left -= columns ? taken : 1;
				continue;
			}
			const character = this.#text.charAt(this.#offset);
			if (character === "") return;
			this.#offset++;
			const width = widthOf(character, this.#column);
			const taken = columns ? Math.min(left, width) : width;
			this.#column += taken;
			this.#restOfTab = width - taken;
			left -= columns ? taken : 1;
		}
	}
}

const isSpace = (character: string): boolean => character === " " || character === "\t";

const widthOf = (character: string, column: number): number =>
	character === "\t" ? TAB_STOP - (column % TAB_STOP) : 1;
