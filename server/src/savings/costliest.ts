/** Where the tokens of a document go: its most expensive columns, rows and keys. */
import type { ArrayHeader, RowReader, Scalar, TableHeader, ToonDocument, Visitor } from "../language";
import type { TokenCounter } from "../tokens";
import { ColumnCosts } from "./columnCosts";
import type { Meter } from "./meter";

export interface Part {
	readonly kind: "column" | "row" | "key";
	/** `orders[3].customer`, with columns `orders.customer.name`. */
	readonly path: string;
	/** Zero-based LSP lines, both included; of a column its table. */
	readonly line: number;
	readonly lastLine: number;
	/** Of rows and keys their lines, taken alone; of a column what the rows would have fewer without it. */
	readonly tokens: number;
}

/** The most expensive first; parts of equal cost in the order of the document. */
export interface Costliest {
	readonly columns: readonly Part[];
	readonly rows: readonly Part[];
	readonly keys: readonly Part[];
}

/**
 * The `count` most expensive parts of each kind. A key costs what stands below it too.
 * @param meter of the document; its counts must be settled
 */
export function costliest(document: ToonDocument, meter: Meter, counter: TokenCounter, count: number): Costliest {
	const visitor = new PartVisitor(document, meter, counter, count);
	document.walk(visitor);
	return visitor.result;
}

/** Keeps the most expensive of many. */
class Ranking {
	#parts: Part[] = [];
	readonly #count: number;

	constructor(count: number) {
		this.#count = count;
	}

	add(part: Part): void {
		if (this.#parts.push(part) > 4 * this.#count + 64) this.#parts = this.top();
	}

	top(): Part[] {
		return this.#parts.sort((a, b) => b.tokens - a.tokens || a.line - b.line).slice(0, this.#count);
	}
}

/** What is open: its path, where it begins, and how many members it has had. */
interface Frame {
	readonly path: string;
	readonly line: number;
	readonly isKeyed: boolean;
	readonly header: TableHeader | undefined;
	members: number;
}

class PartVisitor implements Visitor {
	readonly #document: ToonDocument;
	readonly #meter: Meter;
	readonly #counter: TokenCounter;
	readonly #columns: Ranking;
	readonly #rows: Ranking;
	readonly #keys: Ranking;
	readonly #frames: Frame[] = [];
	#lastLine = 0;

	constructor(document: ToonDocument, meter: Meter, counter: TokenCounter, count: number) {
		this.#document = document;
		this.#meter = meter;
		this.#counter = counter;
		this.#columns = new Ranking(count);
		this.#rows = new Ranking(count);
		this.#keys = new Ranking(count);
	}

	get result(): Costliest {
		return { columns: this.#columns.top(), rows: this.#rows.top(), keys: this.#keys.top() };
	}

	beginObject(key: string | undefined, line: number): void {
		this.#begin(key, line);
	}

	endObject(): void {
		this.#end();
	}

	beginArray(key: string | undefined, _header: ArrayHeader, line: number): void {
		this.#begin(key, line);
	}

	endArray(): void {
		this.#end();
	}

	beginTable(key: string | undefined, header: TableHeader, line: number): void {
		this.#begin(key, line, header);
	}

	row({ line, key }: RowReader): void {
		const frame = this.#frames[this.#frames.length - 1]!;
		const path = key === undefined ? `${frame.path}[${frame.members}]` : memberPath(frame.path, key);
		this.#lastLine = line;
		frame.members++;
		this.#rows.add({ kind: "row", path, line, lastLine: line, tokens: this.#tokens(line, line) });
	}

	endTable(): void {
		const { path, line, header } = this.#frames[this.#frames.length - 1]!;
		const costs = new ColumnCosts(this.#document, this.#counter, line, this.#lastLine);
		costs.step();
		for (const [index, leaf] of (header?.leaves ?? []).entries()) {
			const tokens = costs.costs[index] ?? 0;
			const column = leaf.reduce(memberPath, path);
			this.#columns.add({ kind: "column", path: column, line, lastLine: this.#lastLine, tokens });
		}
		this.#end();
	}

	scalar(key: string | undefined, _scalar: Scalar, line: number): void {
		this.#lastLine = line;
		const frame = this.#frames[this.#frames.length - 1];
		if (frame !== undefined) frame.members++;
		if (key === undefined) return;
		const path = memberPath(frame?.path ?? "", key);
		this.#keys.add({ kind: "key", path, line, lastLine: line, tokens: this.#tokens(line, line) });
	}

	#begin(key: string | undefined, line: number, header?: TableHeader): void {
		const parent = this.#frames[this.#frames.length - 1];
		const index = parent === undefined ? "" : `${parent.path}[${parent.members}]`;
		const path = key === undefined ? index : memberPath(parent?.path ?? "", key);
		if (parent !== undefined) parent.members++;
		this.#lastLine = line;
		this.#frames.push({ path, line, isKeyed: key !== undefined, header, members: 0 });
	}

	#end(): void {
		const { path, line, isKeyed } = this.#frames.pop()!;
		if (!isKeyed) return;
		const lastLine = this.#lastLine;
		this.#keys.add({ kind: "key", path, line, lastLine, tokens: this.#tokens(line, lastLine) });
	}

	/** Of whole lines with their ends. */
	#tokens(line: number, lastLine: number): number {
		return this.#meter.rangeTokens({ start: { line, character: 0 }, end: { line: lastLine + 1, character: 0 } });
	}
}

const memberPath = (path: string, key: string): string => {
	const isName = /^[A-Za-z_$][\w$-]*$/.test(key);
	if (!isName) return `${path}[${JSON.stringify(key)}]`;
	return path === "" ? key : `${path}.${key}`;
};
