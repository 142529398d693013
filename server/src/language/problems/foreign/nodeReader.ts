/** What JSON as people write it has in common, however its strings, keys and plain values look. */

export type JsonNode =
	| { readonly kind: "scalar"; readonly text: string }
	| { readonly kind: "string"; readonly value: string }
	| { readonly kind: "array"; readonly items: readonly JsonNode[] }
	| { readonly kind: "object"; readonly members: readonly (readonly [key: string, value: JsonNode])[] };

/** Deeper is no paste of anybody, and this recurses. */
const DEEPEST = 200;

/** Reads one value from a place in a text on; a comma may stand at the end of arrays and objects. */
export abstract class NodeReader {
	at: number;
	readonly #text: string;
	/** Matches anywhere, if only nothing. */
	readonly #space: RegExp;

	constructor(text: string, start: number, space: RegExp) {
		this.#text = text;
		this.at = start;
		this.#space = space;
	}

	get isAtEnd(): boolean {
		this.space();
		return this.at === this.#text.length;
	}

	/** Undefined where there is none. */
	value(depth = 0): JsonNode | undefined {
		this.space();
		const string = this.string();
		if (string !== undefined) return { kind: "string", value: string };
		const plain = this.plain();
		if (plain !== undefined) return plain;
		if (depth === DEEPEST) return undefined;
		if (this.#take("[")) return this.#array(depth);
		return this.#take("{") ? this.#object(depth) : undefined;
	}

	/** What stands in quotes here. */
	protected abstract string(): string | undefined;

	/** A value without quotes here. */
	protected abstract plain(): JsonNode | undefined;

	/** What names a member here. */
	protected key(): string | undefined {
		return this.string();
	}

	#array(depth: number): JsonNode | undefined {
		const items: JsonNode[] = [];
		while (!this.#take("]")) {
			const item = this.value(depth + 1);
			if (item === undefined) return undefined;
			items.push(item);
			if (!this.#take(",")) return this.#take("]") ? { kind: "array", items } : undefined;
		}
		return { kind: "array", items };
	}

	#object(depth: number): JsonNode | undefined {
		const members = new Map<string, JsonNode>();
		while (!this.#take("}")) {
			this.space();
			const key = this.key();
			const value = key !== undefined && this.#take(":") ? this.value(depth + 1) : undefined;
			// Of two equal keys one would be lost.
			if (value === undefined || members.has(key!)) return undefined;
			members.set(key!, value);
			if (!this.#take(",")) {
				if (!this.#take("}")) return undefined;
				break;
			}
		}
		return { kind: "object", members: [...members] };
	}

	/** Takes a mark and the spaces before it. */
	#take(mark: string): boolean {
		this.space();
		if (this.#text.charAt(this.at) !== mark) return false;
		this.at++;
		return true;
	}

	protected space(): void {
		this.match(this.#space);
	}

	/** @param pattern sticky */
	protected match(pattern: RegExp): RegExpExecArray | undefined {
		pattern.lastIndex = this.at;
		const match = pattern.exec(this.#text) ?? undefined;
		if (match !== undefined) this.at += match[0].length;
		return match;
	}
}
