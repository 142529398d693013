/** Cells of table rows as the scalars that they are, for what is not simply copied. */
import { decodeSpan } from "./bytes";
import { isNumber, numberText } from "./digits";
import { isLiteral } from "./plain";

const QUOTE = 0x22;

/** What a cell holds: its value's kind decides how other formats write it. */
export type CellKind = "string" | "number" | "literal";

/** @param quoted it is in quotes, which are part of the span */
export function kindOf(data: Uint8Array, from: number, to: number, quoted: boolean): CellKind {
	if (quoted || from === to) return "string";
	const first = data[from]!;
	if (first <= 0x39) return isNumber(data, from, to) && isFiniteNumber(data, from, to) ? "number" : "string";
	const mayBeLiteral = first === 0x74 || first === 0x66 || first === 0x6e;
	return mayBeLiteral && isLiteral(data, from, to) ? "literal" : "string";
}

/** Only numbers of more digits than this, or with an exponent, can be infinite. */
const SURELY_FINITE = 300;

function isFiniteNumber(data: Uint8Array, from: number, to: number): boolean {
	if (to - from < SURELY_FINITE && !hasExponent(data, from, to)) return true;
	return numberText(decodeSpan(data, from, to)) !== undefined;
}

function hasExponent(data: Uint8Array, from: number, to: number): boolean {
	for (let at = from; at < to; at++) if ((data[at]! | 0x20) === 0x65) return true;
	return false;
}

/** The string of a cell. Escapes of TOON are escapes of JSON; what JSON wants escaped is. */
export function stringOf(data: Uint8Array, from: number, to: number): string {
	const text = decodeSpan(data, from, to);
	if (data[from] !== QUOTE || from === to) return text;
	return JSON.parse(text.replace(CONTROL, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)) as string;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they may stand in TOON as they are
const CONTROL = /[\u0000-\u001f]/g;
