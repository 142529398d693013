/**
 * Properties of things that are integers, as typed arrays that grow together.
 *
 * An object per line would triple the time of a parse (the garbage collector's part) and the memory. A subclass names
 * each column once: `depth = this.int32("depth");`.
 */

type Column = Int32Array | Uint8Array | Uint16Array | Float64Array;

export abstract class Columns {
	#capacity: number;
	readonly #names: string[] = [];

	/** `capacity` is how many handles fit before the columns grow. */
	protected constructor(capacity: number) {
		this.#capacity = capacity;
	}

	protected uint8(name: string): Uint8Array {
		this.#names.push(name);
		return new Uint8Array(this.#capacity);
	}

	protected uint16(name: string): Uint16Array {
		this.#names.push(name);
		return new Uint16Array(this.#capacity);
	}

	protected int32(name: string): Int32Array {
		this.#names.push(name);
		return new Int32Array(this.#capacity);
	}

	protected float64(name: string): Float64Array {
		this.#names.push(name);
		return new Float64Array(this.#capacity);
	}

	/** Makes room for the handle, and for half as many more. */
	protected reserve(handle: number): void {
		if (handle >= this.#capacity) this.#grow();
	}

	#grow(): void {
		this.#capacity = Math.ceil(this.#capacity * 1.5) + 1024;
		const columns = this.#byName();
		for (const name of this.#names) {
			const column = columns[name]!;
			const wider = new (column.constructor as new (length: number) => Column)(this.#capacity);
			wider.set(column);
			columns[name] = wider;
		}
	}

	/** Sets all properties of a handle that is used again to 0. */
	protected clear(handle: number): void {
		const columns = this.#byName();
		for (const name of this.#names) columns[name]![handle] = 0;
	}

	#byName(): Record<string, Column> {
		return this as unknown as Record<string, Column>;
	}
}
