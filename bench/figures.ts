/** How figures are written: three digits, and a unit. */
import type { Measure } from "./framework";

const figure = (value: number): string =>
	value >= 100 ? value.toFixed(0) : value >= 0.01 ? value.toPrecision(3) : value.toPrecision(2);

export const withUnit = (value: number, unit: string): string => `${figure(value)} ${unit}`;

/** What the measure must reach, in words; empty if nothing. */
export const barOf = ({ bar, unit }: Measure): string =>
	bar === null ? "" : `${bar.kind === "atLeast" ? "≥" : "≤"} ${Number(bar.value.toPrecision(3))} ${unit}`;
