/** Reads JSON as people paste it: with comments, with commas at the ends. Numbers keep their digits as written. */

export type JsonNode =
	| { readonly kind: "scalar"; readonly text: string }
	| { readonly kind: "string"; readonly value: string }
	| { readonly kind: "array"; readonly items: readonly JsonNode[] }
	| { readonly kind: "object"; readonly members: readonly (readonly [key: string, value: JsonNode])[] };

/** Deeper is no paste of anybody, and this recurses. */
const DEEPEST = 200;

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON has none of them in its strings
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const PRIMITIVE = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;
const SPACE = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;

/** The value at `start` and where it ends, or undefined where it is no JSON. */
export function readJsonText(
	text: string,
	start: number,
): { readonly node: JsonNode; readonly end: number } | undefined {
	const reader = new JsonText(text, start);
	const node = reader.value(0);
	return node && { node, end: reader.at };
}

class JsonText {
	at: number;
	readonly #text: string;

	constructor(text: string, start: number) {
		this.#text = text;
		this.at = start;
	}

	value(depth: number): JsonNode | undefined {
		const string = this.#string();
		if (string !== undefined) return { kind: "string", value: string };
		const primitive = this.#match(PRIMITIVE);
		if (primitive !== undefined) return { kind: "scalar", text: primitive };
		if (depth === DEEPEST) return undefined;
		if (this.#take("[")) return this.#array(depth);
		return this.#take("{") ? this.#object(depth) : undefined;
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
			const key = this.#string();
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

	#string(): string | undefined {
		this.#space();
		const source = this.#match(STRING);
		return source === undefined ? undefined : (JSON.parse(source) as string);
	}

	/** Takes a mark and the spaces before and behind it. */
	#take(mark: string): boolean {
		this.#space();
		if (this.#text.charAt(this.at) !== mark) return false;
		this.at++;
		return true;
	}

	#space(): void {
		this.#match(SPACE);
	}

	#match(pattern: RegExp): string | undefined {
		pattern.lastIndex = this.at;
		const match = pattern.exec(this.#text)?.[0];
		if (match !== undefined) this.at += match.length;
		return match;
	}
}
