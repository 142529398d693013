/** Numbers as a report shows them. */
import type { ReportRow } from "../../../../server/src/lsp/protocol";

/** What TOON is measured against. */
export type Baseline = "json" | "jsonCompact";

export const BASELINE_NAMES: Readonly<Record<Baseline, string>> = { jsonCompact: "compact JSON", json: "JSON" };

export const savedOf = (row: ReportRow, baseline: Baseline): number =>
	baseline === "json" ? row.savedJson : row.savedJsonCompact;

export const figure = (tokens: number): string => tokens.toLocaleString("en-US").replace("-", "−");

/** `12,345 (23.4 %)`, negative where TOON costs more. */
export function change(row: ReportRow, baseline: Baseline, mark: string): string {
	const saved = savedOf(row, baseline);
	const percent = row[baseline] === 0 ? 0 : (saved / row[baseline]) * 100;
	return `${mark}${figure(saved)} (${percent.toFixed(1).replace("-", "−")} %)`;
}
