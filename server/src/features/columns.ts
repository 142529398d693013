/** What the cells of a column hold, read from the rows around a place. */
import type { ToonDocument } from "../language";
import { cellSpan } from "./cells";
import { membersNear, tableAt } from "./structure";

/** Lines looked at on either side: enough to know a column, few enough to stay under a millisecond or two. */
const REACH = 500;

/** A value as written, and how often it was seen. */
export interface SeenValue {
	readonly text: string;
	readonly count: number;
}

/** Counts values by their source text; those seen most often come first. */
class ValueCounts {
	readonly #counts = new Map<string, number>();
	readonly #types = new Set<string>();

	add(text: string): void {
		if (text === "") return;
		const count = this.#counts.get(text) ?? 0;
		this.#counts.set(text, count + 1);
		if (count === 0) this.#types.add(typeOf(text));
	}

	/** The most frequent ones. */
	top(limit: number): SeenValue[] {
		return [...this.#counts]
			.map(([text, count]) => ({ text, count }))
			.sort((a, b) => b.count - a.count)
			.slice(0, limit);
	}

	/** `NUMBER`, `string or null`, …; empty where nothing was seen. */
	get type(): string {
		return [...this.#types].sort((a, b) => Number(a === "null") - Number(b === "null")).join(" or ");
	}
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The type of a value by its source text. */
function typeOf(text: string): string {
	if (text === "null") return "null";
	if (text === "true" || text === "false") return "boolean";
	return NUMBER.test(text) ? "number" : "string";
}

/** The values of a column of a table near a line with the number, that line itself left out. */
export function columnValues(document: ToonDocument, scope: number, column: number, number: number): ValueCounts {
	const { lines } = document;
	const counts = new ValueCounts();
	const own = lines.at(number);
	const table = tableAt(document, lines.lspLine(lines.opener(scope)));
	if (table === undefined) return counts;
	for (const line of membersNear(lines, scope, number, REACH)) {
		const kind = lines.kind(line);
		if (line === own || (kind !== "row" && kind !== "entry-row")) continue;
		const text = lines.text(line);
		const cell = cellSpan(text, column, table.delimiter, table.keyed);
		if (cell !== undefined) counts.add(text.slice(cell.start, cell.end));
	}
	return counts;
}

/** Values that stand behind the same key near a line with the number: of fields, or of inline arrays. */
export function keyValues(
	document: ToonDocument,
	key: string,
	kind: "key-value" | "inline-array",
	number: number,
	delimiter?: string,
): ValueCounts {
	const { lines } = document;
	const counts = new ValueCounts();
	const last = Math.min(lines.lineCount - 1, number + REACH);
	for (let at = Math.max(0, number - REACH); at <= last; at++) {
		const line = lines.at(at);
		if (at === number || lines.kind(line) !== kind || lines.key(line) !== key) continue;
		if (delimiter !== undefined && document.line(lines.lspLine(line)).header?.delimiter !== delimiter) continue;
		for (const { text } of lines.values(line)) counts.add(text);
	}
	return counts;
}
