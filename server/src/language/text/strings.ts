/** Quoted strings and keys (§7): reading escapes, and when quotes are needed. */
import { isNumberLike } from "./numbers";
import { BACKSLASH, COLON, closingQuote, findUnquoted, QUOTE, trimEnd } from "./scan";

const ESCAPED: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** The text between two quotes with its escapes resolved. The escapes must be valid. */
export function unescapeText(text: string, start: number, end: number): string {
	const raw = text.slice(start, end);
	let backslash = raw.indexOf("\\");
	if (backslash < 0) return raw;
	let out = "";
	let from = 0;
	while (backslash >= 0) {
		out += raw.slice(from, backslash);
		const letter = raw.charAt(backslash + 1);
		if (letter === "u") {
			out += String.fromCharCode(Number.parseInt(raw.slice(backslash + 2, backslash + 6), 16));
			from = backslash + 6;
		} else {
			out += ESCAPED[letter] ?? letter;
			from = backslash + 2;
		}
		backslash = raw.indexOf("\\", from);
	}
	return out + raw.slice(from);
}

/** A string between quotes, with the escapes that the encoder writes (§7.1). */
export function quote(value: string): string {
	let out = '"';
	for (const char of value) {
		const code = char.charCodeAt(0);
		if (code === QUOTE || code === BACKSLASH) out += `\\${char}`;
		else if (code >= 0x20) out += char;
		else if (char === "\n") out += "\\n";
		else if (char === "\r") out += "\\r";
		else if (char === "\t") out += "\\t";
		else out += `\\u${code.toString(16).padStart(4, "0")}`;
	}
	return `${out}"`;
}

/** A key, a field name or an entry key as written in `[start, end)`, quotes and spaces around it removed. */
export function readKey(text: string, start: number, end: number): string {
	return text.charCodeAt(start) === QUOTE
		? unescapeText(text, start + 1, closingQuote(text, start, end))
		: text.slice(start, trimEnd(text, start, end));
}

const PLAIN_KEY = /^[A-Za-z_][\w.]*$/;

/** Whether the encoder writes this key without quotes (§7.3). */
export const isPlainKey = (key: string): boolean => PLAIN_KEY.test(key);

const LITERALS: ReadonlySet<string> = new Set(["true", "false", "null"]);
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be quoted
const UNSAFE = /[:"\\[\]{}\u0000-\u001f]/;

/** For values whose delimiter the encoder was free to choose (fields of objects): all three need quotes. */
export const ANY_DELIMITER = 0;

/** Whether the encoder writes this string value without quotes (§7.2). `delimiter` is the active one. */
export function isPlainValue(value: string, delimiter: number): boolean {
	if (value === "" || LITERALS.has(value) || UNSAFE.test(value) || isNumberLike(value)) return false;
	const first = value.charAt(0);
	if (first === " " || first === "-" || first === "#" || first === "\ufeff" || value.endsWith(" ")) return false;
	if (delimiter === ANY_DELIMITER) return !value.includes(",") && !value.includes("|");
	return !value.includes(String.fromCharCode(delimiter));
}

/** Where the key of a key-value line ends (its colon), or -1. */
export const keyColon = (text: string, start: number, end: number): number => findUnquoted(text, start, end, COLON);
