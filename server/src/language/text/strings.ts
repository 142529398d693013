/** Quoted strings and keys (§7): between what is written and what it says. */
import { BACKSLASH, QUOTE } from "./characters";
import { closingQuote, trimEnd } from "./scan";

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
