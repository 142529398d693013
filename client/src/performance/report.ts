/** The figures of the server as tables of HTML. Knows nothing of the editor. */
import { grouped, type MetricsFigures, type OperationFigures } from "../../../server/src/lsp/protocol";

const WORDS = { good: "good", warn: "slow", bad: "too slow" } as const;

/** Operations in the words of people. */
const OPERATIONS: Readonly<Record<keyof MetricsFigures["operations"], string>> = {
	parse: "Parsing a document",
	reparse: "Parsing an edit",
	diagnose: "Diagnostics",
	tokens: "Counting, a slice of it",
	convert: "Conversions",
	preview: "Preview, what changed",
};

/** All text is of our own making: names of operations and methods, and numbers. */
export function performanceReport({ operations, requests, judged, caches, memory, queue }: MetricsFigures): string {
	const row = (label: string, name: string, { count, p50, p95, p99, max }: OperationFigures): string => {
		const verdict = judged[name];
		const limits = verdict === undefined ? "" : `${verdict.threshold.warn} and ${verdict.threshold.bad}`;
		const figures = [p50, p95, p99, max].map(ms);
		return tableRow(label, [grouped(count), ...figures, limits], verdict?.state);
	};
	const done = Object.entries(operations) as [keyof MetricsFigures["operations"], OperationFigures][];
	const asked = Object.entries(requests).sort(([, one], [, other]) => other.count * other.p50 - one.count * one.p50);
	const columns = ["Times", "p50", "p95", "p99", "max", "slow, too slow from"];
	return [
		"<h1>Performance of the TOON language server</h1>",
		"<p>Milliseconds, over the last 1,024 of each kind since the server was started. Limits are for p95. Nothing is sent anywhere.</p>",
		...table(
			"Work",
			columns,
			done.flatMap(([name, figures]) => (figures.count === 0 ? [] : [row(OPERATIONS[name], name, figures)])),
		),
		...table(
			"Requests, from their start to their answer",
			columns,
			asked.map(([name, figures]) => row(`<code>${name}</code>`, name, figures)),
		),
		...table(
			"Caches",
			["Hits", "Misses", "Share of hits", "Holds"],
			Object.entries(caches).map(([name, { hits, misses, size, state }]) => {
				const share = hits + misses === 0 ? "" : `${Math.round((100 * hits) / (hits + misses))} %`;
				return tableRow(name, [grouped(hits), grouped(misses), share, megabytes(size)], state);
			}),
		),
		...table(
			"Memory and queue",
			[""],
			[
				tableRow("Heap in use", [megabytes(memory.heapUsed)]),
				tableRow("The whole process", [megabytes(memory.rss)]),
				tableRow("Given to threads, not answered", [grouped(queue.threads)]),
				tableRow("What is ready waits for the server's thread, p95", [`${ms(queue.delay.p95)} ms`]),
				tableRow("The longest that it has waited", [`${ms(queue.delay.max)} ms`]),
			],
		),
	].join("\n");
}

function table(title: string, columns: readonly string[], rows: readonly string[]): string[] {
	if (rows.length === 0) return [];
	const head = ["", ...columns, ""].map((column) => `<th>${column}</th>`).join("");
	return [`<h2>${title}</h2>`, `<table><thead><tr>${head}</tr></thead><tbody>`, ...rows, "</tbody></table>"];
}

function tableRow(label: string, cells: readonly string[], state?: keyof typeof WORDS): string {
	const data = cells.map((cell) => `<td>${cell}</td>`).join("");
	const verdict = state === undefined ? "<td></td>" : `<td class="${state}">${WORDS[state]}</td>`;
	return `<tr><th scope="row">${label}</th>${data}${verdict}</tr>`;
}

/** Three digits are enough. */
const ms = (value: number): string => value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;
