/** Reads JSON as people paste it: with comments, with commas at the ends. Numbers keep their digits as written. */
import { type JsonNode, NodeReader } from "./nodeReader";

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON has none of them in its strings
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const PRIMITIVE = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;
const SPACE = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;

/** The value at `start` and where it ends, or undefined where it is no JSON. */
export function readJsonText(
	text: string,
	start: number,
): { readonly node: JsonNode; readonly end: number } | undefined {
	const reader = new JsonText(text, start, SPACE);
	const node = reader.value();
	return node && { node, end: reader.at };
}

class JsonText extends NodeReader {
	protected string(): string | undefined {
		const source = this.match(STRING)?.[0];
		return source === undefined ? undefined : (JSON.parse(source) as string);
	}

	protected plain(): JsonNode | undefined {
		const text = this.match(PRIMITIVE)?.[0];
		return text === undefined ? undefined : { kind: "scalar", text };
	}
}
