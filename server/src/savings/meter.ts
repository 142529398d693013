/** What a document costs in tokens, beside the same value as JSON: exact, and kept up to date edit by edit. */
import type { Change, Range, ToonDocument } from "../language";
import { LiveCount, SlowCount, type TokenCounter } from "../tokens";
import { DocumentLines } from "./documentLines";
import { JsonCounts } from "./jsonCounts";
import { jsonText } from "./jsonText";
import { DeepRowError } from "./rowShape";

/** Counts of one version of a document. */
export interface Counts {
	readonly toon: number;
	/** The value as JSON indented by two spaces; null where the document has errors, and so no value, or is too deep. */
	readonly json: number | null;
	/** The value as JSON without white space; null likewise. */
	readonly jsonCompact: number | null;
	/** False while something is still to be counted: `step` until it is true. */
	readonly exact: boolean;
}

/** Counts of the JSON text of the whole value, where lines cannot add up. */
interface WholeCounts {
	readonly json: SlowCount;
	readonly jsonCompact: SlowCount;
}

/**
 * Counts one document in one encoding. Tell it every change with `update`; then `step` until `counts.exact`. Nothing is
 * counted before the first `step`.
 *
 * The counts of JSON are those of JSON.stringify(value) and JSON.stringify(value, null, 2). They add up line by line,
 * but where keys repeat (non-strict mode), integer-like keys are out of order, or texts of the encoding cannot be cut, the
 * whole value is written and counted after each change.
 */
export class Meter {
	readonly #document: ToonDocument;
	readonly #counter: TokenCounter;
	readonly #source: DocumentLines;
	#toon: LiveCount;
	readonly #json: JsonCounts;
	#whole: WholeCounts | undefined;
	#tooDeep: DeepRowError | undefined;

	constructor(document: ToonDocument, counter: TokenCounter) {
		this.#document = document;
		this.#counter = counter;
		this.#source = new DocumentLines(document);
		this.#toon = new LiveCount(counter, this.#source);
		this.#json = new JsonCounts(document.lines, counter);
	}

	get encoding(): TokenCounter["encoding"] {
		return this.#counter.encoding;
	}

	/** What `ToonDocument.update` or `configure` returned; the document must be as they left it. */
	update(change: Change): void {
		this.#source.refresh();
		if (change.all) this.#toon = new LiveCount(this.#counter, this.#source);
		for (const { first, removed, inserted } of change.replaced) this.#toon.replaced(first, removed, inserted);
		this.#json.update(this.#document.lines, change);
		this.#whole = undefined;
		this.#tooDeep = undefined;
	}

	/** Why a document without errors has no JSON to count, if so. */
	get whyNoJson(): string | undefined {
		return this.#tooDeep?.message;
	}

	/** Counts for about `budget` milliseconds; true when the counts are exact. */
	step(budget = Number.POSITIVE_INFINITY): boolean {
		const deadline = performance.now() + budget;
		if (!this.#toon.done && (!this.#toon.step(budget) || performance.now() >= deadline)) return this.counts.exact;
		if (this.#document.hasErrors || this.#tooDeep !== undefined) return true;
		try {
			return this.#stepJson(deadline);
		} catch (error) {
			if (!(error instanceof DeepRowError)) throw error;
			this.#tooDeep = error;
			return true;
		}
	}

	#stepJson(deadline: number): boolean {
		if (this.#counter.cuts.words) {
			if (!this.#json.step(deadline)) return false;
			if (this.#addsUp()) return true;
		}
		this.#whole ??= this.#writeWhole();
		return this.#whole.jsonCompact.step(deadline) && this.#whole.json.step(deadline);
	}

	get counts(): Counts {
		const toon = this.#toon.total;
		if (this.#document.hasErrors || this.#tooDeep !== undefined)
			return { toon, json: null, jsonCompact: null, exact: this.#toon.done };
		const whole = this.#whole;
		if (whole !== undefined) {
			const exact = this.#toon.done && whole.json.done && whole.jsonCompact.done;
			return { toon, json: whole.json.total, jsonCompact: whole.jsonCompact.total, exact };
		}
		const exact = this.#toon.done && this.#json.done && this.#addsUp();
		return { toon, json: this.#json.pretty, jsonCompact: this.#json.compact, exact };
	}

	/** Tokens of the document's text in a range, taken alone. Changes must have been counted (`step`). */
	rangeTokens(range: Range): number {
		const { lines } = this.#document;
		const start = lines.place(range.start);
		const end = lines.place(range.end);
		return this.#toon.range(start.number, start.column, end.number, end.column);
	}

	/**
	 * What the LSP lines from `startLine` to `endLine` (both included) cost: their text as TOON, and their share of both
	 * JSON texts, which add up to `counts` over all lines. The counts of JSON are null where they do not add up by lines.
	 */
	linesShare(startLine: number, endLine: number): Omit<Counts, "exact"> {
		const { lines } = this.#document;
		const start = { line: startLine, character: 0 };
		const end = { line: endLine + 1, character: 0 };
		const toon = this.rangeTokens({ start, end });
		const hasLines = !this.#document.hasErrors && this.#tooDeep === undefined && this.#json.done && this.#addsUp();
		if (!hasLines) return { toon, json: null, jsonCompact: null };
		let json = 0;
		let jsonCompact = 0;
		const last = lines.place({ line: endLine, character: 0 }).number;
		for (let number = lines.place(start).number; number <= last; number++) {
			const share = this.#json.shareOf(lines.at(number));
			json += share.pretty;
			jsonCompact += share.compact;
		}
		return { toon, json, jsonCompact };
	}

	#addsUp(): boolean {
		const repeats = !this.#document.options.strict && this.#document.lines.hasDuplicates;
		return !repeats && this.#counter.cuts.words && this.#json.inOrder;
	}

	#writeWhole(): WholeCounts {
		const value = this.#document.decode() ?? null;
		return {
			json: new SlowCount(this.#counter, jsonText(value, true)),
			jsonCompact: new SlowCount(this.#counter, jsonText(value, false)),
		};
	}
}
