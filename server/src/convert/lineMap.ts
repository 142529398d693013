/** Which line of the source each line of a text is from, where lines are added one after another. */
export class LineMap {
	#sources = new Int32Array(256);
	#count = 0;

	add(source: number, lines = 1): void {
		const count = this.#count + lines;
		if (count > this.#sources.length) {
			const larger = new Int32Array(Math.max(count, 2 * this.#sources.length));
			larger.set(this.#sources);
			this.#sources = larger;
		}
		this.#sources.fill(source, this.#count, count);
		this.#count = count;
	}

	toArray(): Int32Array {
		return this.#sources.slice(0, this.#count);
	}
}
