/**
 * Reads one line of what people write for JSON: single quotes, keys and values without quotes as in JavaScript and in
 * YAML's flow style, a comma at the end. Numbers keep their digits as written.
 */
import { isNumberLike } from "../../text/numbers";
import { readJsonText } from "./jsonText";
import { type JsonNode, NodeReader } from "./nodeReader";

const SPACE = / */y;
const SINGLE = /'((?:[^'\\]|\\.)*)'/y;
const DOUBLE = /"(?:[^"\\]|\\.)*"/y;
const BARE_KEY = /[A-Za-z_$][\w$-]*/y;
const BARE_VALUE = /(?=\s*[^\s,[\]{}"])[^,[\]{}"]+/y;

/** The value that is all of `text`, or undefined where it is none. */
export function readFlow(text: string): JsonNode | undefined {
	const source = text.replace(/,\s*$/, "");
	const json = readJsonText(source, 0);
	if (json !== undefined && json.end === source.length) return json.node;
	const reader = new Flow(source, 0, SPACE);
	const node = reader.value();
	return reader.isAtEnd ? node : undefined;
}

class Flow extends NodeReader {
	protected string(): string | undefined {
		const single = this.match(SINGLE)?.[1];
		if (single !== undefined) return single.replace(/\\(.)/g, "$1");
		const double = this.match(DOUBLE)?.[0];
		if (double === undefined) return undefined;
		const json = readJsonText(double, 0)?.node;
		return json?.kind === "string" ? json.value : double.slice(1, -1);
	}

	protected plain(): JsonNode | undefined {
		const bare = this.match(BARE_VALUE)?.[0].trim();
		if (bare === undefined) return undefined;
		const isPrimitive = isNumberLike(bare) || /^(?:true|false|null)$/.test(bare);
		return isPrimitive ? { kind: "scalar", text: bare } : { kind: "string", value: bare };
	}

	protected override key(): string | undefined {
		return this.string() ?? this.match(BARE_KEY)?.[0];
	}
}
