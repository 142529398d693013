/** When the encoder writes a key or a string without quotes (§7.2, §7.3). */
import { isNumberLike } from "./numbers";

const PLAIN_KEY = /^[A-Za-z_][\w.]*$/;

/** Whether the encoder writes this key without quotes (§7.3). */
export const isPlainKey = (key: string): boolean => PLAIN_KEY.test(key);

/** Whether a key in quotes would be read as the same without them, by decoders that expand paths too. */
export const needsNoQuotes = (key: string): boolean => isPlainKey(key) && !key.includes(".");

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
