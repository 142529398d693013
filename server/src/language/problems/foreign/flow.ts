/**
 * Reads one line of what people write for JSON: single quotes, keys and values without quotes as in JavaScript and in
 * YAML's flow style, a comma at the end. Numbers keep their digits as written.
 */
import { isNumberLike } from "../../text/numbers";
import { type JsonNode, readJsonText } from "./jsonText";

/** Deeper is no paste of anybody, and this recurses. */
const DEEPEST = 200;

const SPACE = / */y;
const SINGLE = /'((?:[^'\\]|\\.)*)'/y;
const DOUBLE = /"(?:[^"\\]|\\.)*"/y;
const BARE_KEY = /[A-Za-z_$][\w$-]*/y;
const BARE_VALUE = /[^,[\]{}"]+/y;

/** The value that is all of `text`, or undefined where it is none. */
export function readFlow(text: string): JsonNode | undefined {
	const source = text.replace(/,\s*$/, "");
	const json = readJsonText(source, 0);
	if (json !== undefined && json.end === source.length) return json.node;
	const reader = new Flow(source);
	const node = reader.value(0);
	return reader.isAtEnd ? node : undefined;
}

class Flow {
	readonly #text: string;
	#at = 0;

	constructor(text: string) {
		this.#text = text;
	}

	get isAtEnd(): boolean {
		return this.#at === this.#text.length;
	}

	value(depth: number): JsonNode | undefined {
		const string = this.#string();
		if (string !== undefined) return { kind: "string", value: string };
		if (depth === DEEPEST) return undefined;
		if (this.#take("[")) return this.#array(depth);
		if (this.#take("{")) return this.#object(depth);
		const bare = this.#match(BARE_VALUE)?.[0].trim();
		if (bare === undefined || bare === "") return undefined;
		const isPrimitive = isNumberLike(bare) || /^(?:true|false|null)$/.test(bare);
		return isPrimitive ? { kind: "scalar", text: bare } : { kind: "string", value: bare };
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
			const key = this.#string() ?? this.#match(BARE_KEY)?.[0];
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
		this.#match(SPACE);
		const single = this.#match(SINGLE)?.[1];
		if (single !== undefined) return single.replace(/\\(.)/g, "$1");
		const double = this.#match(DOUBLE)?.[0];
		if (double === undefined) return undefined;
		const json = readJsonText(double, 0)?.node;
		return json?.kind === "string" ? json.value : double.slice(1, -1);
	}

	#take(mark: string): boolean {
		this.#match(SPACE);
		if (this.#text.charAt(this.#at) !== mark) return false;
		this.#at++;
		this.#match(SPACE);
		return true;
	}

	#match(pattern: RegExp): RegExpExecArray | undefined {
		pattern.lastIndex = this.#at;
		const match = pattern.exec(this.#text) ?? undefined;
		if (match !== undefined) this.#at += match[0].length;
		return match;
	}
}
