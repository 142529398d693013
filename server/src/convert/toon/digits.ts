/** Numbers as TOON writes them: what a double holds as JavaScript prints it, everything else with its own digits. */

/**
 * The number's text in TOON, or undefined when it is more than a number can be.
 * @param text digits as JSON writes them
 */
export function numberText(text: string): string | undefined {
	const value = Number(text);
	if (!Number.isFinite(value)) return undefined;
	return isExact(text, value) ? String(value === 0 ? 0 : value) : text;
}

/** Whether a double holds the number that the digits say. */
const isExact = (text: string, value: number): boolean => /^-?\d{1,15}$/.test(text) || sameDigits(text, String(value));

/** Compares decimal numbers by their digits and exponents. */
function sameDigits(a: string, b: string): boolean {
	const [digitsA, exponentA] = decimal(a);
	const [digitsB, exponentB] = decimal(b);
	return digitsA === digitsB && exponentA === exponentB;
}

/** Significant digits without zeros around them, and the power of ten of the last one. */
function decimal(text: string): readonly [digits: string, exponent: number] {
	const [, sign, whole, fraction = "", exponent = "0"] = /^(-?)(\d+)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text)!;
	const digits = `${whole}${fraction}`.replace(/^0+/, "");
	const trimmed = withoutZeros(digits);
	if (trimmed === "") return ["0", 0];
	return [sign + trimmed, Number(exponent) - fraction.length + digits.length - trimmed.length];
}

/** A pattern would look for the end of each run of zeros again and again. */
function withoutZeros(digits: string): string {
	let end = digits.length;
	while (end > 0 && digits.charCodeAt(end - 1) === 0x30) end--;
	return digits.slice(0, end);
}
