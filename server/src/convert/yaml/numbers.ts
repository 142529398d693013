/** Numbers of YAML with the digits that they are written with. */
import type { Scalar } from "yaml";

/** Longer ones in other bases than ten are more than a double can be; binary digits are the most. */
const LONGEST = 1100;

/** Whether a scalar that was read as a number is one of TOON: `.nan`, `.inf` and a lone point are not. */
export const hasDigits = ({ source }: Scalar, value: number): boolean =>
	Number.isFinite(value) || /\d/.test(source ?? "");

/**
 * The number as JSON writes it.
 * @param isOld YAML 1.1, which has more bases, sexagesimal numbers and `_` between digits
 */
export function digitsOf({ source }: Scalar, value: number, isOld: boolean): string {
	if (source === undefined) return String(value);
	const written = isOld ? source.replaceAll("_", "") : source;
	return integerOf(written, isOld) ?? decimalOf(written) ?? (Number.isFinite(value) ? String(value) : source);
}

/** An integer that is not written in decimal; undefined for others. */
function integerOf(source: string, isOld: boolean): string | undefined {
	if (source.length > LONGEST) return undefined;
	const [, sign, prefix, digits] = (isOld ? OLD_BASES : BASES).exec(source) ?? [];
	if (digits !== undefined) {
		const base = prefix === "0" ? "0o" : prefix!.toLowerCase();
		return signed(sign, BigInt(base + digits));
	}
	if (!isOld || !SEXAGESIMAL.test(source)) return undefined;
	const parts = source.replace(/^[-+]/, "").split(":");
	return signed(
		source.startsWith("-") ? "-" : "",
		parts.reduce((sum, part) => sum * 60n + BigInt(part), 0n),
	);
}

const signed = (sign: string | undefined, value: bigint): string => String(sign === "-" ? -value : value);

const BASES = /^()(0x(?=[\da-f])|0o(?=[0-7]))([\da-f]+)$/i;
const OLD_BASES = /^([-+]?)(0x(?=[\da-f])|0b(?=[01]+$)|0(?=[0-7]+$))([\da-f]+)$/i;
const SEXAGESIMAL = /^[-+]?\d+(?::[0-5]?\d)+$/;

function decimalOf(source: string): string | undefined {
	const [, sign, whole, fraction, exponent] = /^([-+]?)0*(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?$/.exec(source) ?? [];
	if (sign === undefined) return undefined;
	const digits = `${sign === "-" ? "-" : ""}${whole || "0"}`;
	return `${digits}${fraction ? `.${fraction}` : ""}${exponent === undefined ? "" : `e${exponent}`}`;
}
