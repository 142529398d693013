/** Digests by which equal content is recognised. Not for secrets: two 32-bit hashes, of which 53 bits are kept. */

import { FNV_OFFSET, FNV_PRIME, hashInto } from "../../language";

/** Of the second hash, which is none that has a name. */
const PRIME2 = 0x85ebca6b;

/** Takes in numbers and texts one after the other; `value` names everything taken so far. */
export class Digest {
	#a = FNV_OFFSET;
	#b = 0x9e3779b9 | 0;

	/** Forgets everything: one digest serves for many contents. */
	reset(): this {
		this.#a = FNV_OFFSET;
		this.#b = 0x9e3779b9 | 0;
		return this;
	}

	number(value: number): this {
		this.#a = Math.imul(this.#a ^ value, FNV_PRIME);
		this.#b = Math.imul((this.#b ^ value) + (this.#b >>> 15), PRIME2);
		// Numbers beyond 32 bits are other digests.
		if (value > 0xffffffff) this.number(Math.floor(value / 0x100000000));
		return this;
	}

	text(value: string): this {
		let a = this.#a;
		let b = this.#b;
		for (let i = 0; i < value.length; i++) {
			const unit = value.charCodeAt(i);
			a = Math.imul(a ^ unit, FNV_PRIME);
			b = Math.imul((b ^ unit) + (b >>> 15), PRIME2);
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
	const hash = Math.imul(parent ^ 0x9e3779b9, PRIME2);
	if (typeof name === "number") return (Math.imul(hash ^ name, FNV_PRIME) ^ (hash >>> 13)) >>> 0;
	return hashInto(hash, name, 0, name.length) >>> 0;
}
