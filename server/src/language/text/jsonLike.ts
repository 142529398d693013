/**
 * Whether a stretch of one line is JSON, or what people write for it (single quotes, words without quotes, commas at the
 * end): told by its outside only, since the parser asks for each line that ends like it. TOON reads all of it as text.
 */

const OPENS_OBJECT =
	/^\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|'[^']*'\s*:|[A-Za-z_$][\w$-]*\s*:(?=\s*["'\d[{]|\s+\S|-?\d|true\b|false\b|null\b))/;
/** An object that is written without quotes: as a JavaScript object or YAML's flow style, but also as a type or a style. */
const OPENS_BARE = /^\{\s*[A-Za-z_$]/;
const NO_DATA =
	/[;()=<>`$?]|:\s*(?:string|number|boolean|any|unknown|void|never|object|int|integer|float|double|bool|str|date)\b(?!\s*")/i;
const QUOTED = /^(?:"(?:[^"\\]|\\.)*"|'[^']*')$/;
const PRIMITIVE = /^(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/;
const WORDS = /^[\p{L}\p{N}_][\p{L}\p{N}_ ./@+-]{0,39}$/u;
/** What stands between the brackets of a type or of a pattern. */
const NO_WORD = /^(?:string|number|boolean|any|unknown|void|never|object|int|float|bool|str|.-.)$/;
/** Keys whose values are notations of their own, in which words between brackets are meant. */
const NOTATION_KEY =
	/regex|regexp|pattern|match|glob|expr|usage|syntax|format|template|example|signature|type|schema|style|css|selector|rule|formula|math|notation/i;
/** Keys whose two numbers between brackets are an interval. */
const INTERVAL_KEY = /range|interval|between|bounds?|limits?|domain|span|window|extent|min|max/i;

/** Whether it is JSON; `key` is what it is the value of, if anything. */
export function isJsonLike(source: string, key = ""): boolean {
	const text = source.endsWith(",") ? source.slice(0, -1).trimEnd() : source;
	const first = text.charAt(0);
	if (first === "{") return text.endsWith("}") && isObject(text, key);
	return first === "[" && text.endsWith("]") && isArray(text, key);
}

function isObject(text: string, key: string): boolean {
	if (text === "{}") return !NOTATION_KEY.test(key);
	if (!OPENS_OBJECT.test(text) || topLevelParts(text) === undefined) return false;
	return !OPENS_BARE.test(text) || (!NOTATION_KEY.test(key) && !NO_DATA.test(text));
}

function isArray(text: string, key: string): boolean {
	const parts = topLevelParts(text);
	if (parts === undefined || parts.length === 0) return false;
	const [first] = parts;
	if (parts.length === 1) return QUOTED.test(first!) || isJsonLike(first!, key);
	const isData = (part: string): boolean => QUOTED.test(part) || PRIMITIVE.test(part) || isNested(part, key);
	if (parts.every(isData)) {
		return parts.length > 2 || !parts.every((part) => PRIMITIVE.test(part)) || !INTERVAL_KEY.test(key);
	}
	return !NOTATION_KEY.test(key) && parts.every((part) => isData(part) || (WORDS.test(part) && !NO_WORD.test(part)));
}

/** An array or object within another. */
const isNested = (part: string, key: string): boolean =>
	/^\[\s*\]$|^\{\s*\}$/.test(part) || /^\[[\d\s.,-]*\]$/.test(part) || isJsonLike(part, key);

const CLOSING: Readonly<Record<string, string>> = { "{": "}", "[": "]" };

/**
 * What stands between the commas of a text in brackets; undefined where its first bracket is not closed by its last
 * character, or a bracket within it by another kind. A comma at the end counts for nothing.
 */
function topLevelParts(text: string): readonly string[] | undefined {
	const open: string[] = [];
	const parts: string[] = [];
	let from = 1;
	for (let i = 0; i < text.length; i++) {
		const c = text.charAt(i);
		if (c === '"' || (c === "'" && /[[{,:\s]/.test(text.charAt(i - 1)))) {
			i = closing(text, i, c);
			if (i < 0) return undefined;
		} else if (c in CLOSING) open.push(CLOSING[c]!);
		else if (c === "}" || c === "]") {
			if (open.pop() !== c) return undefined;
			if (open.length === 0 && i < text.length - 1) return undefined;
		} else if (c === "," && open.length === 1) {
			parts.push(text.slice(from, i).trim());
			from = i + 1;
		}
	}
	if (open.length > 0) return undefined;
	const last = text.slice(from, -1).trim();
	return last === "" ? parts : [...parts, last];
}

/** The quote that ends the string at `start`, or -1. */
function closing(text: string, start: number, quote: string): number {
	for (let i = start + 1; i < text.length; i++) {
		const c = text.charAt(i);
		if (c === "\\") i++;
		else if (c === quote) return i;
	}
	return -1;
}
