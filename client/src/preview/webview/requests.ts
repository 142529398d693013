/** Questions to the extension by number, and their answers. */

export class Requests<Result> {
	readonly #waiting = new Map<number, (result: Result | null) => void>();
	#last = 0;

	/** Sends a question; the promise never rejects: null means that there is no answer. */
	ask(send: (request: number) => void): Promise<Result | null> {
		const request = ++this.#last;
		return new Promise((resolve) => {
			this.#waiting.set(request, resolve);
			send(request);
		});
	}

	/** The same, where only the newest question matters: older ones are answered with null. */
	askLast(send: (request: number) => void): Promise<Result | null> {
		for (const resolve of this.#waiting.values()) resolve(null);
		this.#waiting.clear();
		return this.ask(send);
	}

	answer(request: number, result: Result | null): void {
		this.#waiting.get(request)?.(result);
		this.#waiting.delete(request);
	}
}
