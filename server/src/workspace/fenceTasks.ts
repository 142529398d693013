/** The tasks `check` and `count` for Markdown: its TOON fences, with places in the file. */
import { parse } from "../language";
import { addComparisons, type Comparison, type Costliest, type Part } from "../savings";
import { isFinding } from "./checkTask";
import { count } from "./countTask";
import { type MarkdownPart, MarkdownParts } from "./embedded/markdownParts";
import { told } from "./problemList";
import { counterFor } from "./taskCounters";
import { readSource } from "./taskSource";
import type { CheckResult, CheckTask, CountResult, CountTask, TokenCounts } from "./tasks";

export function checkFences({ source, strict, indentSize, hints }: CheckTask): CheckResult {
	const read = readSource(source);
	if ("problem" in read) return { problems: [read.problem] };
	const parts = new MarkdownParts(read.text).toon;
	if (parts.length === 0) return { problems: [], hasNoFence: true };
	let leftOut = 0;
	const problems = parts.flatMap(({ text, places }) => {
		const { items } = parse(text, { strict, indentSize }).diagnostics();
		const wanted = hints ? items : items.filter(isFinding);
		leftOut += items.length - wanted.length;
		return places.out(told(wanted));
	});
	return { problems, leftOut };
}

/** Counts the fences, each as a document of its own, and the text around them. */
export function countFences(task: CountTask): CountResult {
	const read = readSource(task.source);
	if ("problem" in read) return { problems: [read.problem] };
	const parts = new MarkdownParts(read.text).toon;
	if (parts.length === 0) {
		if (task.fences === "only") return { problems: [], hasNoFence: true };
		return count({ ...task, source: { text: read.text } });
	}
	const counter = counterFor(task.encoding);
	const counted = parts.map((part) => countPart(part, task));
	const comparisons = counted.flatMap(({ comparison }) => comparison ?? []);
	const costliest = counted.flatMap(({ costliest: each }) => each ?? []);
	return {
		problems: counted.flatMap(({ problems }) => problems),
		tokens: sumOf(counted.map(({ tokens }) => tokens!)),
		...(comparisons.length > 0 && {
			comparison: comparisons.reduce((sum: Comparison | undefined, each) => addComparisons(sum, each), undefined)!,
		}),
		...(costliest.length > 0 && { costliest: costliestOf(costliest, task.top) }),
		markdown: {
			tokens: counter.count((read.mark ? "\uFEFF" : "") + read.text),
			fences: counted.map(({ tokens }, index) => ({ line: parts[index]!.places.firstLine, ...tokens! })),
		},
	};
}

/** One fence, with its places in the file. */
function countPart({ text, places }: MarkdownPart, task: CountTask): CountResult {
	const { problems, costliest, ...counted } = count({ ...task, source: { text }, from: "toon" });
	const moved = (parts: readonly Part[]): Part[] =>
		parts.map((part) => ({ ...part, line: part.line + places.firstLine }));
	return {
		...counted,
		problems: places.out(problems),
		...(costliest && {
			costliest: { columns: moved(costliest.columns), rows: moved(costliest.rows), keys: moved(costliest.keys) },
		}),
	};
}

/** A sum of what is known of all. */
function sumOf(counts: readonly TokenCounts[]): TokenCounts {
	const sum = (form: keyof TokenCounts): number | null =>
		counts.reduce(
			(total: number | null, { [form]: tokens }) => (total === null || tokens === null ? null : total + tokens),
			0,
		);
	return { toon: sum("toon"), json: sum("json"), jsonCompact: sum("jsonCompact") };
}

/** The most expensive of all fences. */
function costliestOf(all: readonly Costliest[], most: number): Costliest {
	const first = (kind: keyof Costliest): Part[] =>
		all
			.flatMap((each) => each[kind])
			.sort((a, b) => b.tokens - a.tokens)
			.slice(0, most);
	return { columns: first("columns"), rows: first("rows"), keys: first("keys") };
}
