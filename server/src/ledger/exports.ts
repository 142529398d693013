/** A report as a text: JSON, TOON, CSV or Markdown. */
import { convertOnce } from "../convert";
import type { ReportRow, SavingsReport } from "./report";

export const EXPORT_FORMATS = ["json", "toon", "csv", "markdown"] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export function exportReport(report: SavingsReport, format: ExportFormat): string {
	switch (format) {
		case "json":
			return `${JSON.stringify(report, undefined, 2)}\n`;
		case "toon":
			return `${convertOnce({ text: JSON.stringify(report), from: "json", to: "toon" }).text}\n`;
		case "csv":
			return csvOf(report);
		case "markdown":
			return markdownOf(report);
	}
}

/** One table of all rows, which say by what they are summed up. */
function csvOf({ total, weeks, files, folders, forms }: SavingsReport): string {
	const rows = [
		{ by: "total", name: "", ...total },
		...weeks.map(({ week, ...row }) => ({ by: "week", name: week, ...row })),
		...folders.map(({ folder, ...row }) => ({ by: "folder", name: folder, ...row })),
		...forms.map(({ form, ...row }) => ({ by: "form", name: form, ...row })),
		...files.map(({ file, ...row }) => ({ by: "file", name: file, ...row })),
	];
	// Names of files are anybody's: no spreadsheet shall run one.
	const options = { escapeFormulas: true };
	return convertOnce({ text: JSON.stringify(rows), from: "json", to: "csv", options }).text;
}

function markdownOf(report: SavingsReport): string {
	const { encoding, exact, firstDay, lastDay, total, weeks, files, folders, forms, money, projection } = report;
	if (encoding === null || firstDay === null) return "# What TOON saves\n\nNothing has been recorded yet.\n";
	const mark = exact ? "" : "~";
	const table = (title: string, rows: readonly (ReportRow & { readonly name: string })[]): string => {
		const head = `| ${title} | TOON | JSON | Saved | Compact JSON | Saved |\n|:--|--:|--:|--:|--:|--:|\n`;
		const line = ({ name, ...row }: ReportRow & { readonly name: string }): string =>
			`| ${cell(name)} | ${mark}${figure(row.toon)} | ${mark}${figure(row.json)} | ${change(row.savedJson, row.json, mark)} | ${mark}${figure(row.jsonCompact)} | ${change(row.savedJsonCompact, row.jsonCompact, mark)} |\n`;
		return rows.length === 0 ? "" : `\n## By ${title.toLowerCase()}\n\n${head}${rows.map(line).join("")}`;
	};
	const lines = [
		"# What TOON saves",
		"",
		`From ${firstDay} to ${lastDay}, counted with ${cell(encoding)}${exact ? "" : ", as an estimate"}. Each file counts once a day, as it was last.`,
		"",
		`- Against JSON: ${change(total.savedJson, total.json, mark)} tokens (${mark}${figure(total.toon)} instead of ${mark}${figure(total.json)}).`,
		`- Against compact JSON: ${change(total.savedJsonCompact, total.jsonCompact, mark)} tokens (${mark}${figure(total.toon)} instead of ${mark}${figure(total.jsonCompact)}).`,
		...(money === undefined
			? []
			: [
					`- At $${money.pricePerMillion} for a million tokens, each read once: $${money.savedJson.toFixed(2)} against JSON, $${money.savedJsonCompact.toFixed(2)} against compact JSON.`,
				]),
		...(projection === undefined
			? []
			: [
					`- In ${projection.days} days: ${signed(projection.savedJson)} against JSON, ${signed(projection.savedJsonCompact)} against compact JSON, if ${projection.assumption}.`,
				]),
	];
	return [
		`${lines.join("\n")}\n`,
		table(
			"Week",
			weeks.map(({ week, ...row }) => ({ name: week, ...row })),
		),
		table(
			"Folder",
			folders.map(({ folder, ...row }) => ({ name: folder, ...row })),
		),
		table(
			"Form",
			forms.map(({ form, ...row }) => ({ name: form, ...row })),
		),
		table(
			"File",
			files.map(({ file, ...row }) => ({ name: file, ...row })),
		),
	].join("");
}

const figure = (tokens: number): string => tokens.toLocaleString("en-US");

const signed = (tokens: number): string => figure(tokens).replace("-", "−");

function change(saved: number, baseline: number, mark: string): string {
	const percent = baseline === 0 ? 0 : (saved / baseline) * 100;
	return `${mark}${signed(saved)} (${percent.toFixed(1).replace("-", "−")} %)`;
}

/** Text is text: nothing in it is Markdown, or ends the cell. */
const cell = (text: string): string => text.replace(/[\\`*_{}[\]<>()#+!|~&-]/g, "\\$&").replace(/[\r\n]+/g, " ");
