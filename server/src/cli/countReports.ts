/** What `count` prints: a table for people, or JSON. */
import { type Costliest, FORMS, type Part } from "../savings";
import type { MarkdownCounts } from "../workspace/tasks";
import { compareView, jsonView } from "./countViews";
import type { NamedEncoding } from "./encoding";
import { type FileCounts, savedAgainst } from "./fileCounts";
import { counted } from "./messages";
import { columnWidths, tableLine } from "./table";
import type { Terminal } from "./terminal";
import { visibleJson, visibleLine } from "./visible";

/** Prints the counts of files, in order. */
export interface CountReporter {
	file(name: string, counts: FileCounts): Promise<void>;
	/** @param total of the `files` whose value could be counted in other forms too */
	end(total: FileCounts, files: number): Promise<void>;
}

/** One object: `files` with their counts, and the total. */
export function jsonCounts({ out }: Terminal, model: NamedEncoding): CountReporter {
	const head = { encoding: model.name, exact: model.kind !== "estimate" };
	let separator = `${JSON.stringify(head).slice(0, -1)},\n"files": [\n`;
	return {
		async file(name, counts) {
			await out.write(`${separator}${visibleJson({ file: name, ...withSavings(counts) })}`);
			separator = ",\n";
		},
		async end(total) {
			const start = separator.startsWith("{") ? separator : "\n";
			await out.write(`${start}],\n"total": ${JSON.stringify(withSavings(total))}}\n`);
		},
	};
}

const withSavings = ({ tokens: { toon, json, jsonCompact }, comparison, costliest, markdown, over }: FileCounts) => ({
	...(markdown !== undefined && markdownJson(markdown)),
	toon,
	json,
	jsonCompact,
	savings: { json: savedAgainst(json, toon), jsonCompact: savedAgainst(jsonCompact, toon) },
	...comparison,
	...(over !== undefined && { over }),
	...(costliest !== undefined && { top: topJson(costliest) }),
});

/** Tokens of the whole file, and of each fence by its line, from 1. */
const markdownJson = ({ tokens, fences }: MarkdownCounts) => ({
	markdown: tokens,
	fences: fences.map(({ line, ...counts }) => ({ line: line + 1, ...counts })),
});

/** Lines count from 1, as in all that scripts read. */
const topJson = (top: Costliest) => {
	const each = ({ path, line, tokens }: Part) => ({ path, line: line + 1, tokens });
	return { columns: top.columns.map(each), rows: top.rows.map(each), keys: top.keys.map(each) };
};

/** Rows whose names decide how wide the first column is; later names may stick out. */
const MEASURED_ROWS = 1000;

/** A line for each file; with `compare` all forms side by side, the cheapest marked. */
export function tableCounts({ out }: Terminal, model: NamedEncoding, compare: boolean): CountReporter {
	const mark = model.kind === "estimate" ? "~" : "";
	const { columns, cells: cellsOf } = compare ? compareView(model, mark) : jsonView(model, mark);
	const { bold, green, red } = out.colors;
	/** Totals are at least as wide as what they add up. */
	let waiting: (readonly string[])[] | undefined = [];
	let widths: readonly number[] = [];
	/** Fences and the files around them, and what the parts of files cost, below the table. */
	const tops: string[] = [];
	const line = async (cells: readonly string[]): Promise<void> => {
		const colored = (cell: string): string => (cell.startsWith("−") ? red(cell) : green(cell));
		await out.write(tableLine(cells, columns, widths).replaceAll(/(?<=\s)−?[\d.]+ %|(?<=\s)~?[\d,]+\*/g, colored));
	};
	const flush = async (extra: readonly (readonly string[])[]): Promise<void> => {
		if (waiting === undefined) return;
		widths = columnWidths(columns, [...waiting, ...extra]);
		const titles = columns.map(({ title }) => title);
		await out.write(bold(tableLine(titles, columns, widths)));
		for (const each of waiting) await line(each);
		waiting = undefined;
	};
	return {
		async file(name, counts) {
			if (counts.markdown !== undefined) tops.push(markdownText(name, counts.markdown, mark));
			if (counts.costliest !== undefined) tops.push(topText(name, counts.costliest, mark));
			const cells = cellsOf(visibleLine(name), counts);
			if (waiting === undefined) return line(cells);
			if (waiting.push(cells) >= MEASURED_ROWS) await flush([]);
		},
		async end(total, files) {
			const cells = cellsOf(counted(files, "file"), total);
			await flush(files > 1 ? [cells] : []);
			if (files > 1) await line(cells);
			for (const each of tops) await out.write(each);
			if (compare) await out.write(`* the cheapest of ${FORMS.length} forms of the same value\n`);
		},
	};
}

/** `prompt.md: fence 120 (line 4) · file 1,840 tokens` */
function markdownText(name: string, { tokens, fences }: MarkdownCounts, mark: string): string {
	const figure = (count: number | null): string => (count === null ? "–" : mark + count.toLocaleString("en"));
	const each = fences.map(({ toon, line }) => `fence ${figure(toon)} (line ${line + 1})`);
	return `${visibleLine(name)}: ${[...each, `file ${figure(tokens)} tokens`].join(" · ")}\n`;
}

const PART_NAMES = { columns: "column", rows: "row", keys: "key" } as const;

function topText(name: string, top: Costliest, mark: string): string {
	const parts = (["columns", "rows", "keys"] as const).flatMap((kind) => top[kind].map((part) => ({ kind, part })));
	const figures = parts.map(({ part }) => mark + part.tokens.toLocaleString("en"));
	const width = Math.max(0, ...figures.map((figure) => figure.length));
	const lines = parts.map(({ kind, part: { path, line } }, at) => {
		const place = path === "" ? "the root" : path;
		return `  ${figures[at]!.padStart(width)}  ${PART_NAMES[kind]} ${visibleLine(place)}, line ${line + 1}\n`;
	});
	return `\n${visibleLine(name)}: most expensive\n${lines.join("")}`;
}
