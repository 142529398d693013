/** The columns of the tables that `count` prints. */
import { FORM_NAMES, FORMS, noComparison, type Saved } from "../savings";
import type { NamedEncoding } from "./encoding";
import { type FileCounts, savedAgainst } from "./fileCounts";
import type { Column } from "./table";

/** What a line says of a file. */
export interface CountView {
	readonly columns: readonly Column[];
	cells(name: string, counts: FileCounts): string[];
}

const columnsOf = (model: NamedEncoding, titles: readonly string[]): readonly Column[] => [
	{ title: `file (${model.label})`, align: "left" },
	...titles.map((title) => ({ title, align: "right" }) as const),
];

/**
 * TOON beside both forms of JSON.
 * @param mark `~` in front of estimates
 */
export const jsonView = (model: NamedEncoding, mark: string): CountView => ({
	columns: columnsOf(model, ["TOON", "JSON", "saved", "compact JSON", "saved"]),
	cells: (name, { tokens: { toon, json, jsonCompact } }) => [
		name,
		figure(toon, mark),
		figure(json, mark),
		percent(savedAgainst(json, toon)),
		figure(jsonCompact, mark),
		percent(savedAgainst(jsonCompact, toon)),
	],
});

/** All forms, `*` behind the cheapest. */
export const compareView = (model: NamedEncoding, mark: string): CountView => ({
	columns: columnsOf(
		model,
		FORMS.map((form) => FORM_NAMES[form]),
	),
	cells: (name, { comparison: { formats, cheapest } = noComparison }) => [
		name,
		...FORMS.map((form) => figure(formats[form], mark) + (form === cheapest ? "*" : " ")),
	],
});

const figure = (tokens: number | null, mark: string): string =>
	tokens === null ? "–" : `${mark}${tokens.toLocaleString("en")}`;

const percent = (saved: Saved | null): string =>
	saved === null ? "–" : `${saved.percent.toFixed(1).replace("-", "−")} %`;
