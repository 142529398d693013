/** Digests by which equal content is recognised. Not for secrets: two 32-bit hashes, of which 53 bits are kept. */

const prime1 = 0x01000193;
const prime2 = 0x85ebca6b;

/** Takes in numbers and texts one after the other; `value` names everything taken so far. */
export class Digest {
	#a = 0x811c9dc5 | 0;
	#b = 0x9e3779b9 | 0;

	/** Forgets everything: one digest serves for many contents. */
	reset(): this {
		this.#a = 0x811c9dc5 | 0;
		this.#b = 0x9e3779b9 | 0;
		return this;
	}

	number(value: number): this {
		this.#a = Math.imul(this.#a ^ value, prime1);
		this.#b = Math.imul((this.#b ^ value) + (this.#b >>> 15), prime2);
		// Numbers beyond 32 bits are other digests.
		if (value > 0xffffffff) this.number(Math.floor(value / 0x100000000));
		return this;
	}

	text(value: string): this {
		let a = this.#a;
		let b = this.#b;
		for (let i = 0; i < value.length; i++) {
			const unit = value.charCodeAt(i);
			a = Math.imul(a ^ unit, prime1);
			b = Math.imul((b ^ unit) + (b >>> 15), prime2);
		}
		this.#a = a;
		this.#b = b;
		return this.number(value.length);
	}

	/** A safe integer, at least 0. */
	get value(): number {
		return (this.#a >>> 0) * 0x200000 + (this.#b >>> 11);
	}
}

/**
 * Name of a place from the name of the place around it and what tells it from its siblings. 32 bits: two places may
 * come to have one name, which costs a view that is kept in vain and nothing else.
 */
export function anchorIn(parent: number, name: string | number): number {
	let hash = Math.imul(parent ^ 0x9e3779b9, prime2);
	if (typeof name === "number") return (Math.imul(hash ^ name, prime1) ^ (hash >>> 13)) >>> 0;
	for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), prime1);
	return hash >>> 0;
}
