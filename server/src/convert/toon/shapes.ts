/** The keys of objects. Objects with the same keys in the same order share one shape, so that a table is seen at once. */
import { type Bytes, encodeUtf8 } from "./bytes";
import { keyText } from "./keys";

/** More keys than this are no record but a dictionary, and get a shape of their own. */
const MOST_SHARED = 256;

export class Shape {
	/** Number in the list of shapes. */
	readonly id: number;
	readonly width: number;
	/** The shape that was reached from here last, and how its key stands in JSON, if it is written without escapes. */
	next: Shape | undefined;
	nextRaw: Uint8Array | undefined;
	readonly #parent: Shape | undefined;
	readonly #key: string;
	#others: Map<string, Shape> | undefined;
	#keys: readonly string[] | undefined;
	#texts: readonly Uint8Array[] | undefined;

	constructor(id: number, parent: Shape | undefined, key: string, keys?: readonly string[]) {
		this.id = id;
		this.#parent = parent;
		this.#key = key;
		this.#keys = keys;
		this.width = keys?.length ?? (parent === undefined ? 0 : parent.width + 1);
	}

	get keys(): readonly string[] {
		if (this.#keys === undefined) {
			const keys = new Array<string>(this.width);
			let at: Shape = this;
			for (let i = this.width - 1; i >= 0; i--) {
				keys[i] = at.#key;
				at = at.#parent!;
			}
			this.#keys = keys;
		}
		return this.#keys;
	}

	/** Appends a key as TOON writes it. The keys of a dictionary are written once: no texts of theirs are kept. */
	writeKey(place: number, out: Bytes): void {
		if (this.#parent === undefined) out.text(keyText(this.keys[place]!));
		else out.bytes(this.texts[place]!);
	}

	/** The keys as TOON writes them. */
	get texts(): readonly Uint8Array[] {
		this.#texts ??= this.keys.map((key) => encodeUtf8(keyText(key)));
		return this.#texts;
	}

	/** The shape with one key more that was made before, if any. */
	find(key: string): Shape | undefined {
		const { next } = this;
		return next !== undefined && next.#key === key ? next : this.#others?.get(key);
	}

	/** The place of the key, -1 where there is none. */
	indexOf(key: string): number {
		let at: Shape = this;
		for (let i = this.width - 1; i >= 0; i--) {
			if (at.#key === key) return i;
			at = at.#parent!;
		}
		return -1;
	}

	/** Remembers the shape with one key more. */
	link(shape: Shape): void {
		if (this.next === undefined) {
			this.next = shape;
			return;
		}
		this.#others ??= new Map([[this.next.#key, this.next]]);
		this.#others.set(shape.#key, shape);
	}
}

/** All shapes of a document. */
export class Shapes {
	readonly empty = new Shape(0, undefined, "", []);
	readonly #list: Shape[] = [this.empty];
	/** The dictionary that came last: those of a table have equal keys. */
	#dictionary: Shape | undefined;

	get(id: number): Shape {
		return this.#list[id]!;
	}

	/** Whether an object of this shape may get another key by `extend`; a larger one is a dictionary. */
	static isFull(shape: Shape): boolean {
		return shape.width >= MOST_SHARED;
	}

	/** The shape with one key more. Undefined when the key is in it already. */
	extend(shape: Shape, key: string): Shape | undefined {
		const known = shape.find(key);
		if (known !== undefined) return known;
		if (shape.indexOf(key) >= 0) return undefined;
		const extended = new Shape(this.#list.length, shape, key);
		this.#list.push(extended);
		shape.link(extended);
		return extended;
	}

	/** The shape of a dictionary. */
	of(keys: readonly string[]): Shape {
		const last = this.#dictionary;
		if (last !== undefined && last.width === keys.length && last.keys.every((key, i) => key === keys[i])) return last;
		const shape = new Shape(this.#list.length, undefined, "", keys);
		this.#list.push(shape);
		this.#dictionary = shape;
		return shape;
	}
}
