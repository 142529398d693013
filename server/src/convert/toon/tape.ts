/**
 * A value as one row of nodes in document order, without an object for each of them: what readers build and the encoder
 * writes. A primitive is the span of its TOON text; an object or array is followed by its members.
 */
import { Bytes } from "./bytes";
import { Shapes } from "./shapes";

/** Kinds of nodes. Primitives come first. */
export const IN_SOURCE = 0;
export const IN_SIDE = 1;
/** Of objects and arrays, those whose members are all primitives, and others. */
export const FLAT_OBJECT = 2;
export const OBJECT = 3;
export const FLAT_ARRAY = 4;
export const ARRAY = 5;

export class Tape {
	kinds = new Uint8Array(1 << 10);
	/** Primitives: where the text begins. Objects: number of their shape. Arrays: number of their items. */
	first = new Int32Array(1 << 10);
	/** Primitives: where the text ends. Objects and arrays: nodes that they are, themselves counted. */
	second = new Int32Array(1 << 10);
	length = 0;
	readonly shapes = new Shapes();
	/** Texts that do not stand in the source as they are written. */
	readonly side = new Bytes();
	source: Uint8Array;

	constructor(source: Uint8Array = new Uint8Array(0)) {
		this.source = source;
	}

	/** Returns the number of the node. */
	add(kind: number, first: number, second: number): number {
		const node = this.length++;
		if (node === this.kinds.length) this.#grow();
		this.kinds[node] = kind;
		this.first[node] = first;
		this.second[node] = second;
		return node;
	}

	isPrimitive(node: number): boolean {
		return this.kinds[node]! <= IN_SIDE;
	}

	isObject(node: number): boolean {
		const kind = this.kinds[node]!;
		return kind === OBJECT || kind === FLAT_OBJECT;
	}

	isArray(node: number): boolean {
		return this.kinds[node]! >= FLAT_ARRAY;
	}

	/** The node after this one and all that is within. */
	after(node: number): number {
		return node + (this.isPrimitive(node) ? 1 : this.second[node]!);
	}

	/** Members of an object, items of an array. */
	countOf(node: number): number {
		return this.isArray(node) ? this.first[node]! : this.shapes.get(this.first[node]!).width;
	}

	/** The nodes of the members or items. */
	members(node: number): Int32Array {
		const members = new Int32Array(this.countOf(node));
		for (let i = 0, at = node + 1; i < members.length; i++, at = this.after(at)) members[i] = at;
		return members;
	}

	write(node: number, out: Bytes): void {
		out.copy(this.kinds[node] === IN_SOURCE ? this.source : this.side.data, this.first[node]!, this.second[node]!);
	}

	/** The object's members in the order of `places`, those that are left out forgotten. */
	rearrange(node: number, places: readonly number[]): void {
		const end = this.length;
		const kinds = this.kinds.slice(node + 1, end);
		const first = this.first.slice(node + 1, end);
		const second = this.second.slice(node + 1, end);
		this.length = node + 1;
		for (const place of places) {
			for (let at = place, last = at + (kinds[at - node - 1]! <= IN_SIDE ? 1 : second[at - node - 1]!); at < last; at++)
				this.add(kinds[at - node - 1]!, first[at - node - 1]!, second[at - node - 1]!);
		}
	}

	/** Copies the texts of a node, and of those after it, out of the source: it may go then. */
	keepSource(node: number): void {
		for (let at = node; at < this.length; at++) {
			if (this.kinds[at] !== IN_SOURCE) continue;
			const from = this.side.length;
			this.side.copy(this.source, this.first[at]!, this.second[at]!);
			this.kinds[at] = IN_SIDE;
			this.first[at] = from;
			this.second[at] = this.side.length;
		}
	}

	/** Forgets all nodes from one on, and all text from a byte of the side on. */
	cut(nodes: number, side: number): void {
		this.length = nodes;
		this.side.length = side;
	}

	#grow(): void {
		const capacity = 2 * this.kinds.length;
		const grow = <T extends Uint8Array | Int32Array>(old: T, larger: T): T => {
			larger.set(old);
			return larger;
		};
		this.kinds = grow(this.kinds, new Uint8Array(capacity));
		this.first = grow(this.first, new Int32Array(capacity));
		this.second = grow(this.second, new Int32Array(capacity));
	}
}
