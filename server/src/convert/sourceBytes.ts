/** The UTF-8 of a source text. */
import { encodeUtf8 } from "./toon/bytes";

const loneSurrogate = /\p{Surrogate}/u;

/** Half surrogate pairs, which UTF-8 cannot hold, become escapes of JSON: its reader warns of them. */
export function sourceBytes(text: string): Uint8Array {
	const data = encodeUtf8(text);
	if (data.length === text.length || !loneSurrogate.test(text)) return data;
	const escaped = text.replace(/\p{Surrogate}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`);
	return encodeUtf8(escaped);
}
