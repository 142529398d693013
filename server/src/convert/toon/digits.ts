/** Numbers as TOON writes them: what a double holds as JavaScript prints it, everything else with its own digits. */
import { isInexact } from "../../language";

/**
 * The number's text in TOON, or undefined when it is more than a number can be.
 * @param text digits as JSON writes them
 */
export function numberText(text: string): string | undefined {
	const value = Number(text);
	if (!Number.isFinite(value)) return undefined;
	return isInexact(text, value) ? text : String(value === 0 ? 0 : value);
}

const ZERO = 0x30;

/** Integers and decimals up to this many digits are held by a double, and printed with the same digits. */
const EXACT_DIGITS = 15;
/** More zeros between the point and the first digit, and JavaScript prints an exponent. */
const MOST_LEADING_ZEROS = 5;

/** Whether UTF-8 is a number as JSON writes it. */
export function isNumber(data: Uint8Array, from: number, to: number): boolean {
	let at = data[from] === 0x2d ? from + 1 : from;
	const whole = at;
	at = skipDigits(data, at, to);
	if (at === whole || (data[whole] === ZERO && at > whole + 1)) return false;
	if (at < to && data[at] === 0x2e) {
		const fraction = ++at;
		at = skipDigits(data, at, to);
		if (at === fraction) return false;
	}
	if (at < to && (data[at]! | 0x20) === 0x65) {
		at++;
		if (data[at] === 0x2b || data[at] === 0x2d) at++;
		const exponent = at;
		at = skipDigits(data, at, to);
		if (at === exponent) return false;
	}
	return at === to;
}

/** Whether a number stands in TOON as JSON writes it. False for some that do, but are longer than most. */
export function writtenAs(data: Uint8Array, from: number, to: number): boolean {
	const isNegative = data[from] === 0x2d;
	const whole = isNegative ? from + 1 : from;
	const point = skipDigits(data, whole, to);
	if (point === to) return to - whole <= EXACT_DIGITS && !(isNegative && data[whole] === ZERO);
	if (data[point] !== 0x2e || to - whole - 1 > EXACT_DIGITS || data[to - 1] === ZERO) return false;
	if (skipDigits(data, point + 1, to) !== to) return false;
	if (data[whole] !== ZERO) return true;
	let zeros = point + 1;
	while (data[zeros] === ZERO) zeros++;
	return zeros - point - 1 <= MOST_LEADING_ZEROS;
}

function skipDigits(data: Uint8Array, from: number, to: number): number {
	let at = from;
	while (at < to && data[at]! >= ZERO && data[at]! <= 0x39) at++;
	return at;
}
