/** The UTF-8 of a source text. */
import { encodeUtf8 } from "./toon/bytes";
import type { Warnings } from "./warnings";

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Half surrogate pairs, which UTF-8 cannot hold, become escapes of JSON: its reader warns of them. */
export function sourceBytes(text: string): Uint8Array {
	const data = encodeUtf8(text);
	if (data.length === text.length || !LONE_SURROGATE.test(text)) return data;
	const escaped = text.replace(/\p{Surrogate}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`);
	return encodeUtf8(escaped);
}

/** Half surrogate pairs become U+FFFD, with a warning. */
export function sourceUtf8(text: string, warnings: Warnings): Uint8Array {
	const data = encodeUtf8(text);
	if (data.length !== text.length) {
		const found = LONE_SURROGATE.exec(text);
		if (found !== null) {
			const line = text.slice(0, found.index).split("\n").length - 1;
			const message = "The line has half a surrogate pair, which TOON cannot hold: written as U+FFFD.";
			warnings.add("broken characters", () => ({ message, line }));
		}
	}
	return data;
}
