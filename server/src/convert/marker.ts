/** The first line of generated documents: says what made them, from which file, and whether somebody edited them since. */
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { sha256Hex } from "./sha256";

export interface Marker {
	/** Base name of the file that the text was generated from; empty when it had none. */
	readonly source: string;
	readonly hash: string;
	/** The rest of the text is what was generated. Line ends don't count: git may change them. */
	readonly intact: boolean;
}

/** 64 bits of SHA-256, as hex: enough to notice an edit, short enough to read past. */
const HASH_DIGITS = 16;

const MARKER_PATTERN =
	/^\uFEFF?(?:<!doctype html>)?<!-- Generated (?:from (\S+) )?by TOON Workbench, [^>]*?hash ([0-9a-f]{16}) -->\r?(?:\n|$)/;

/**
 * Puts the marker in front of a generated body.
 * @param source file name of the source; its folder is left out, so that the bytes are the same on every machine
 * @param prefix what HTML needs before the marker on the first line
 */
export function withMarker(body: string, source: string | undefined, prefix = ""): string {
	const from = source === undefined || source === "" ? "" : `from ${encodeName(baseName(source))} `;
	return `${prefix}<!-- Generated ${from}by TOON Workbench, edits will be lost; hash ${hashOf(body)} -->\n${body}`;
}

/** The marker of a text, or undefined when it has none: then it is not ours. */
export function readMarker(text: string): Marker | undefined {
	const match = MARKER_PATTERN.exec(text);
	if (match === null) return undefined;
	const hash = match[2]!;
	return { source: decodeName(match[1] ?? ""), hash, intact: hashOf(text.slice(match[0].length)) === hash };
}

/** The last part of a path, of either kind of system. */
export function baseName(path: string): string {
	return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

function hashOf(body: string): string {
	const text = body.includes("\r") ? body.replaceAll("\r\n", "\n") : body;
	return sha256Hex(text).slice(0, HASH_DIGITS);
}

/** A name must not end the comment, nor the line. */
const encodeName = (name: string): string =>
	name
		.replace(/\p{Surrogate}/gu, "\uFFFD")
		.replace(/[\s%<>]|--+|-$|\p{C}/gu, (part) => [...part].map(percent).join(""));

const percent = (character: string): string =>
	[...utf8ToBytes(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");

function decodeName(name: string): string {
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}
