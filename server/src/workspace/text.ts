/** Bytes to text: strict UTF-8, with a byte order mark set aside. */
import type { Diagnostic } from "../language";

/** What a file holds: text, or the first place where it is none. */
export type FileText =
	| { readonly text: string /** The file began with a byte order mark. */; readonly mark: boolean }
	| { readonly problem: Diagnostic };

/** Decodes the bytes of a file. The problem, if any, is `not-utf8` and covers the first byte that is wrong. */
export function decodeText(bytes: Uint8Array): FileText {
	const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
	try {
		return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), mark };
	} catch {
		return { problem: notUtf8(bytes) };
	}
}

/** The bytes of a text, with the byte order mark it came with. */
export const encodeText = (text: string, mark = false): Uint8Array =>
	new TextEncoder().encode(mark ? `\uFEFF${text}` : text);

function notUtf8(bytes: Uint8Array): Diagnostic {
	const offset = firstInvalid(bytes);
	const lineStart = bytes.subarray(0, offset).lastIndexOf(0x0a) + 1;
	let line = 0;
	for (let at = 0; at < lineStart; at++) if (bytes[at] === 0x0a) line++;
	const before = new TextDecoder("utf-8").decode(bytes.subarray(lineStart, offset));
	return {
		code: "not-utf8",
		severity: "error",
		range: { start: { line, character: before.length }, end: { line, character: before.length + 1 } },
		message: describe(bytes, offset),
		related: [],
		fixes: [],
	};
}

function describe(bytes: Uint8Array, offset: number): string {
	const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
	if (wide) return "The file is UTF-16; TOON is UTF-8. Save it as UTF-8.";
	const byte = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, "0");
	return `The byte 0x${byte} is no UTF-8, which TOON is written in. Save the file as UTF-8.`;
}

/** Offset of the first sequence that UTF-8 does not allow (Unicode 16, table 3-7). */
function firstInvalid(bytes: Uint8Array): number {
	let at = 0;
	while (at < bytes.length) {
		const length = sequenceLength(bytes, at);
		if (length === 0) break;
		at += length;
	}
	return at;
}

/** Bytes of the well-formed sequence at `at`; 0 where there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
	const first = bytes[at] ?? 0;
	if (first < 0x80) return 1;
	const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
	const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
	const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
	for (let step = 1; step < length; step++) {
		const byte = bytes[at + step] ?? 0;
		if (byte < (step === 1 ? low : 0x80) || byte > (step === 1 ? high : 0xbf)) return 0;
	}
	return length;
}
