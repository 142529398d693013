/** The report on savings for people at a terminal. */
import type { ReportRow, SavingsReport } from "../ledger";
import { grouped } from "../savings";
import type { Colors } from "./colors";
import { type Column, columnWidths, tableLine } from "./table";
import { visibleLine } from "./visible";

type NamedRow = ReportRow & { readonly name: string };

export function textReport(report: SavingsReport, colors: Colors): string {
	const { encoding, exact, firstDay, lastDay, total, weeks, files, folders, forms, money, projection } = report;
	if (encoding === null || firstDay === null) return "Nothing has been recorded yet.\n";
	const mark = exact ? "" : "~";
	const others = report.encodings.filter((each) => each !== encoding);
	const lines = [
		`${colors.bold("What TOON saves")}, ${firstDay} to ${lastDay} (${encoding}${others.length === 0 ? "" : `; --encoding for ${others.join(", ")}`})`,
		`Against JSON         ${change(total.savedJson, total.json, mark)}`,
		`Against compact JSON ${change(total.savedJsonCompact, total.jsonCompact, mark)}`,
	];
	if (money !== undefined) {
		lines.push(
			`At $${money.pricePerMillion} for a million tokens, each read once: $${money.savedJson.toFixed(2)} against JSON, $${money.savedJsonCompact.toFixed(2)} against compact JSON`,
		);
	}
	if (projection !== undefined) {
		const { days, savedJson, savedJsonCompact, assumption } = projection;
		lines.push(
			`In ${days} days ${mark}${signed(savedJson)} tokens against JSON, ${mark}${signed(savedJsonCompact)} against compact JSON, if ${assumption}`,
		);
	}
	const sections: readonly (readonly [string, readonly NamedRow[]])[] = [
		["week from", weeks.map(({ week, ...row }) => ({ name: week, ...row }))],
		["folder", folders.map(({ folder, ...row }) => ({ name: folder, ...row }))],
		["form", forms.map(({ form, ...row }) => ({ name: form, ...row }))],
		["file", files.map(({ file, ...row }) => ({ name: file, ...row }))],
	];
	return `${lines.map((line) => `${visibleLine(line)}\n`).join("")}${sections.map(([title, rows]) => section(title, rows, mark)).join("")}`;
}

function section(title: string, rows: readonly NamedRow[], mark: string): string {
	if (rows.length === 0) return "";
	const columns: readonly Column[] = [
		{ title, align: "left" },
		...["TOON", "JSON", "saved", "compact JSON", "saved"].map((each) => ({ title: each, align: "right" }) as const),
	];
	const cells = rows.map(({ name, toon, json, jsonCompact, savedJson, savedJsonCompact }) => [
		visibleLine(name),
		mark + grouped(toon),
		mark + grouped(json),
		change(savedJson, json, mark),
		mark + grouped(jsonCompact),
		change(savedJsonCompact, jsonCompact, mark),
	]);
	const widths = columnWidths(columns, cells);
	const titles = columns.map((column) => column.title);
	return `\n${[titles, ...cells].map((each) => tableLine(each, columns, widths)).join("")}`;
}

const signed = (tokens: number): string => grouped(tokens).replace("-", "−");

function change(saved: number, baseline: number, mark: string): string {
	const percent = baseline === 0 ? 0 : (saved / baseline) * 100;
	return `${mark}${signed(saved)} (${percent.toFixed(1).replace("-", "−")} %)`;
}
