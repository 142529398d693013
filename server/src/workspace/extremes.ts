/** The few of many that are worth naming. */

/** Keeps those with the highest values; bounds the memory. */
export class Extremes<Part> {
	readonly #count: number;
	readonly #value: (part: Part) => number;
	#parts: Part[] = [];

	constructor(count: number, value: (part: Part) => number) {
		this.#count = count;
		this.#value = value;
	}

	add(part: Part): void {
		if (this.#parts.push(part) > 4 * this.#count + 64) this.#parts = this.parts;
	}

	/** The highest first. */
	get parts(): Part[] {
		return this.#parts.sort((a, b) => this.#value(b) - this.#value(a)).slice(0, this.#count);
	}
}
