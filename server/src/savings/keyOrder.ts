/**
 * Whether JavaScript writes the keys of all objects in the order of the document: integer-like keys come first in an
 * object, lowest first, wherever they were set.
 */
import type { LineReader } from "../language";

/** The highest array index, up to which a key is integer-like. */
const HIGHEST = 2 ** 32 - 2;
const INTEGER = /^(?:0|[1-9]\d{0,9})$/;

/** The lines with integer-like keys; most documents have none. */
export class KeyOrder {
	readonly #integers = new Map<number, number>();
	/** The answer, until something changes. */
	#holds: boolean | undefined = true;

	add(line: number, key: string | undefined): void {
		const value = key === undefined ? -1 : integerOf(key);
		if (value < 0) this.#integers.delete(line);
		else if (this.#integers.get(line) !== value) {
			this.#integers.set(line, value);
			this.#holds = undefined;
		}
	}

	get isEmpty(): boolean {
		return this.#integers.size === 0;
	}

	/** Whether the line was added with this key, as far as order goes. */
	isSame(line: number, key: string | undefined): boolean {
		return (this.#integers.get(line) ?? -1) === (key === undefined ? -1 : integerOf(key));
	}

	/** Another line has taken the place and the key of one. */
	move(from: number, to: number): void {
		const value = this.#integers.get(from);
		this.#integers.delete(from);
		if (value !== undefined) this.#integers.set(to, value);
	}

	remove(line: number): void {
		this.#integers.delete(line);
	}

	/** The order of lines may be another. */
	changed(): void {
		this.#holds = this.#integers.size === 0 ? true : undefined;
	}

	clear(): void {
		this.#integers.clear();
		this.#holds = true;
	}

	/** Whether the keys are in order, when all lines have been added. */
	holds(reader: LineReader): boolean {
		this.#holds ??= this.#check(reader);
		return this.#holds;
	}

	/** Before an integer-like key of an object stands a lower one, or nothing. */
	#check(reader: LineReader): boolean {
		for (const [line, value] of this.#integers) {
			const before = fieldBefore(reader, line);
			if (before === 0) continue;
			const lower = this.#integers.get(before);
			if (lower === undefined || lower >= value) return false;
		}
		return true;
	}
}

/** The value of an integer-like key, or -1. */
function integerOf(key: string): number {
	if (!INTEGER.test(key)) return -1;
	const value = Number(key);
	return value <= HIGHEST ? value : -1;
}

/** The line with the field before this one in the same object, or 0. */
function fieldBefore(reader: LineReader, line: number): number {
	// The first field of an item is the first of its object.
	if (reader.itemScope(line) !== 0) return 0;
	const object = reader.scope(line);
	let at = reader.previous(line);
	while (at !== 0) {
		if (reader.opened(at) === object) return 0;
		if (reader.scope(at) === object || reader.itemScope(at) === object) return at;
		at = reader.opener(reader.scope(at));
	}
	return 0;
}
