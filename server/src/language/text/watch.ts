/** Where any of a few short texts stands next, asked line by line: one comparison a line where there is none near. */

export class Watch {
	readonly #wanted: readonly string[];
	#text = "";
	/** Up to here the text was asked about. */
	#from = 0;
	/** Where each stands next, and where the first of them. */
	readonly #places: number[];
	#next = -1;

	constructor(wanted: readonly string[]) {
		this.#wanted = wanted;
		this.#places = wanted.map(() => -1);
	}

	/** Whether one of them begins in `[start, end)`. Cheap where a text is asked about from its start to its end. */
	isIn(text: string, start: number, end: number): boolean {
		if (this.#next < start || start < this.#from || text !== this.#text) this.#look(text, start);
		return this.#next < end;
	}

	#look(text: string, start: number): void {
		const isNew = start < this.#from || text !== this.#text;
		this.#text = text;
		this.#from = start;
		this.#next = Number.POSITIVE_INFINITY;
		for (const [index, wanted] of this.#wanted.entries()) {
			let at = this.#places[index]!;
			if (isNew || at < start) {
				at = text.indexOf(wanted, start);
				this.#places[index] = at < 0 ? Number.POSITIVE_INFINITY : at;
			}
			if (this.#places[index]! < this.#next) this.#next = this.#places[index]!;
		}
	}
}
