/** A count and a saving in words: the one wording of status bar, tooltip, hover, code lens, report and command line. */
import { saved } from "./saved";

/** What TOON is measured against, as people call it. */
export const BASELINE_NAMES = { "json-compact": "compact JSON", json: "JSON", yaml: "YAML" } as const;

export type Baseline = keyof typeof BASELINE_NAMES;

/** `~` in front of numbers that are an estimate. */
export type Mark = "" | "~";

/** `1,651` */
export const grouped = (count: number): string => count.toLocaleString("en-US");

/** `1,651 tokens`, `~1 token` */
export const tokenCount = (count: number, mark: Mark = ""): string =>
	`${mark}${grouped(count)} ${count === 1 ? "token" : "tokens"}`;

/**
 * What `own` is beside `other`: `27 % fewer`, `12 % more`, `as many`. Undefined where one is nothing: no tokens save
 * nothing, and no share can be said of them.
 * @param decimals of the per cent
 */
export function difference(own: number, other: number, decimals = 0): string | undefined {
	if (own === 0 || other === 0) return undefined;
	if (own === other) return "as many";
	const percent = Math.abs(saved(own, other).percent);
	const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
	const least = 10 ** -decimals;
	const isSmall = percent < least / 2;
	const share = (isSmall ? least : percent).toLocaleString("en-US", digits);
	return `${isSmall ? "less than " : ""}${share} % ${own < other ? "fewer" : "more"}`;
}

/** `27 % fewer than JSON`, `as many as JSON`. */
export function comparedWith(own: number, other: number, name: string): string | undefined {
	const words = difference(own, other);
	return words === "as many" ? `as many as ${name}` : words && `${words} than ${name}`;
}
