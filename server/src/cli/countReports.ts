/** What `count` prints: a table for people, or JSON. */
import { type Saved, saved } from "../savings/saved";
import type { ModelEncoding } from "../tokens/models";
import { encodingLabel } from "../tokens/models";
import type { TokenCounts } from "../workspace/tasks";
import { counted } from "./messages";
import { type Column, columnWidths, tableLine } from "./table";
import type { Terminal } from "./terminal";
import { visibleJson, visibleLine } from "./visible";

/** Prints the counts of files, in order. */
export interface CountReporter {
	file(name: string, tokens: TokenCounts): Promise<void>;
	/** @param total of the `files` whose value could be counted as JSON too */
	end(total: TokenCounts, files: number): Promise<void>;
}

/** What TOON saves against a baseline, per cent to one decimal; null where one of the two has no count. */
export function savedAgainst(baseline: number | null, toon: number | null): Saved | null {
	if (baseline === null || toon === null) return null;
	const { tokens, percent } = saved(toon, baseline);
	return { tokens, percent: Math.round(percent * 10) / 10 };
}

/** One object: `files` with their counts, and the total. */
export function jsonCounts({ out }: Terminal, model: ModelEncoding): CountReporter {
	const head = { encoding: model.encoding, exact: model.kind !== "estimate" };
	let separator = `${JSON.stringify(head).slice(0, -1)},\n"files": [\n`;
	return {
		async file(name, tokens) {
			await out.write(`${separator}${visibleJson({ file: name, ...withSavings(tokens) })}`);
			separator = ",\n";
		},
		async end(total) {
			const start = separator.startsWith("{") ? separator : "\n";
			await out.write(`${start}],\n"total": ${JSON.stringify(withSavings(total))}}\n`);
		},
	};
}

const withSavings = ({ toon, json, jsonCompact }: TokenCounts) => ({
	toon,
	json,
	jsonCompact,
	savings: { json: savedAgainst(json, toon), jsonCompact: savedAgainst(jsonCompact, toon) },
});

/** Rows whose names decide how wide the first column is; later names may stick out. */
const measuredRows = 1000;

export function tableCounts({ out }: Terminal, model: ModelEncoding): CountReporter {
	const columns: readonly Column[] = [
		{ title: `file (${encodingLabel(model)})`, align: "left" },
		...["TOON", "JSON", "saved", "compact JSON", "saved"].map((title) => ({ title, align: "right" }) as const),
	];
	const { bold, green, red } = out.colors;
	const mark = model.kind === "estimate" ? "~" : "";
	/** Totals are at least as wide as what they add up. */
	let waiting: (readonly string[])[] | undefined = [];
	let widths: readonly number[] = [];
	const line = async (cells: readonly string[]): Promise<void> => {
		const colored = (cell: string): string =>
			cell.startsWith("−") ? red(cell) : cell.endsWith("%") ? green(cell) : cell;
		await out.write(tableLine(cells, columns, widths).replaceAll(/(?<=\s)−?[\d.]+ %/g, colored));
	};
	const flush = async (extra: readonly (readonly string[])[]): Promise<void> => {
		if (waiting === undefined) return;
		widths = columnWidths(columns, [...waiting, ...extra]);
		await out.write(
			bold(
				tableLine(
					columns.map(({ title }) => title),
					columns,
					widths,
				),
			),
		);
		for (const each of waiting) await line(each);
		waiting = undefined;
	};
	return {
		async file(name, tokens) {
			const cells = row(visibleLine(name), tokens, mark);
			if (waiting === undefined) return line(cells);
			if (waiting.push(cells) >= measuredRows) await flush([]);
		},
		async end(total, files) {
			const cells = row(counted(files, "file"), total, mark);
			await flush(files > 1 ? [cells] : []);
			if (files > 1) await line(cells);
		},
	};
}

/** @param mark `~` in front of estimates */
const row = (name: string, { toon, json, jsonCompact }: TokenCounts, mark: string): string[] => [
	name,
	figure(toon, mark),
	figure(json, mark),
	percent(savedAgainst(json, toon)),
	figure(jsonCompact, mark),
	percent(savedAgainst(jsonCompact, toon)),
];

const figure = (tokens: number | null, mark: string): string =>
	tokens === null ? "–" : `${mark}${tokens.toLocaleString("en")}`;

const percent = (saved: Saved | null): string =>
	saved === null ? "–" : `${saved.percent.toFixed(1).replace("-", "−")} %`;
