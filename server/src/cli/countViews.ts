/** The columns of the tables that `count` prints. */
import { difference, FORM_NAMES, FORMS, noComparison } from "../savings";
import type { NamedEncoding } from "./encoding";
import type { FileCounts } from "./fileCounts";
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
	columns: columnsOf(model, ["TOON", "JSON", "TOON costs", "compact JSON", "TOON costs"]),
	cells: (name, { tokens: { toon, json, jsonCompact } }) => [
		name,
		figure(toon, mark),
		figure(json, mark),
		share(toon, json),
		figure(jsonCompact, mark),
		share(toon, jsonCompact),
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

/** What TOON is beside another form. */
const share = (own: number | null, other: number | null): string =>
	own === null || other === null ? "–" : (difference(own, other, 1) ?? "–");
