/**
 * The tokens of a document's value as JSON, compact and indented, kept up to date line by line.
 *
 * Each line carries the counts of a stretch of JSON that adds up exactly (see boundaries.ts of the tokens):
 * - indented: from its own first JSON line up to the next content line's first (in r50k_base and p50k_base, where text
 *   is cut before line ends, both with the line end before instead of the one after);
 * - compact: from a cut in its own text, normally behind its key, up to the next line that has one.
 * A change concerns the lines that came in or were parsed again, and those before them whose stretches reach into them.
 */
import type { Change, LineReader } from "../language";
import type { TokenCounter } from "../tokens";
import { JsonLines } from "./jsonLines";
import { KeyOrder } from "./keyOrder";
import { NO_CUT } from "./lineWriter";
import { DeepRowError } from "./rowShape";

/** The line that stands for the start of the text. */
const START = 0;
/** Characters counted between two looks at the clock, a line's own work counted as some. */
const CHARACTERS_PER_LOOK = 4096;
const CHARACTERS_PER_LINE = 64;

/** Counts for one document: `update` after each change, `step` while it has no errors. */
export class JsonCounts {
	readonly #counter: TokenCounter;
	/** Whether text is cut before line ends rather than behind them. */
	readonly #endsFirst: boolean;
	#reader: LineReader;
	/** Made when it is needed: a document with errors has no JSON. */
	#lines: JsonLines | undefined;
	// By line; what a line belonged to when it was counted.
	#compact: Int32Array;
	#pretty: Int32Array;
	#scopes: Int32Array;
	#waiting: Uint8Array;
	/** Lines to count; those that are gone since are not `#waiting`. */
	#queue: number[] = [];
	/** Lines and tables that changed; what that concerns is found out when there are no errors. */
	readonly #changedLines = new Set<number>();
	readonly #changedTables = new Set<number>();
	/** By table: how its rows were written when they were counted. */
	readonly #signatures = new Map<number, string>();
	readonly #keyOrder = new KeyOrder();
	#compactTotal = 0;
	#prettyTotal = 0;

	constructor(reader: LineReader, counter: TokenCounter) {
		this.#counter = counter;
		this.#endsFirst = counter.cuts.lines === "r50k";
		this.#reader = reader;
		this.#compact = new Int32Array(reader.capacity);
		this.#pretty = new Int32Array(reader.capacity);
		this.#scopes = new Int32Array(reader.capacity);
		this.#waiting = new Uint8Array(reader.capacity);
		this.#enqueueAll();
	}

	/** Tokens of JSON.stringify(value), once done. */
	get compact(): number {
		return this.#compactTotal;
	}

	/** Tokens of JSON.stringify(value, null, 2), once done. */
	get pretty(): number {
		return this.#prettyTotal;
	}

	get done(): boolean {
		return this.#queue.length === 0 && this.#changedLines.size === 0 && this.#changedTables.size === 0;
	}

	/** Whether the totals hold, once done: not where JSON.stringify writes keys in another order than the document. */
	get inOrder(): boolean {
		return this.#keyOrder.holds(this.#reader);
	}

	/** What one line contributes to both totals, once done. */
	shareOf(line: number): { readonly compact: number; readonly pretty: number } {
		return { compact: this.#compact[line] ?? 0, pretty: this.#pretty[line] ?? 0 };
	}

	/** Whether the compact JSON is cut in this line, so that what stands before it is counted apart. The document has no errors. */
	isCutIn(line: number): boolean {
		this.#lines ??= new JsonLines(this.#reader);
		return this.#lines.text(line).cut !== NO_CUT;
	}

	/** Notes a change of the document; `reader` reads the document after it. */
	update(reader: LineReader, change: Change): void {
		this.#reader = reader;
		this.#lines = undefined;
		this.#makeRoom(reader.capacity);
		if (change.all) {
			this.#enqueueAll();
			return;
		}
		if (!this.#keepsKeys(change)) this.#keyOrder.changed();
		for (const line of change.removed) this.#forget(line);
		for (const line of change.added) this.#changedLines.add(line);
		for (const line of change.reparsed) this.#changedLines.add(line);
		for (const scope of change.scopesRemoved) {
			this.#signatures.delete(scope);
			this.#changedTables.delete(scope);
		}
		for (const scope of change.scopesChanged) this.#changedTables.add(scope);
	}

	/**
	 * Counts what changed until `deadline` (of performance.now()). The document must have no errors. True when done.
	 * @throws DeepRowError
	 */
	step(deadline: number): boolean {
		this.#lines ??= new JsonLines(this.#reader);
		const lines = this.#lines;
		if (this.#changedLines.size + this.#changedTables.size > 0) this.#enqueueChanged(lines);
		const queue = this.#queue;
		while (queue.length > 0) {
			for (let left = CHARACTERS_PER_LOOK; left > 0 && queue.length > 0; ) {
				left -= CHARACTERS_PER_LINE + this.#countNext(queue.pop()!, lines);
			}
			if (performance.now() >= deadline) break;
		}
		return queue.length === 0;
	}

	#enqueueAll(): void {
		this.#compact.fill(0);
		this.#pretty.fill(0);
		this.#scopes.fill(0);
		this.#waiting.fill(0);
		this.#queue = [];
		this.#changedLines.clear();
		this.#changedTables.clear();
		this.#signatures.clear();
		this.#keyOrder.clear();
		this.#compactTotal = 0;
		this.#prettyTotal = 0;
		for (const line of this.#reader.all()) this.#enqueue(line);
		this.#enqueue(START);
	}

	#enqueue(line: number): void {
		if (this.#waiting[line] === 1) return;
		this.#waiting[line] = 1;
		this.#queue.push(line);
	}

	/** All lines whose stretches the changes concern. */
	#enqueueChanged(lines: JsonLines): void {
		const reader = this.#reader;
		/** Lines whose stretch, and those that reach into it, were looked at. */
		const seen = new Set<number>();
		for (const line of this.#changedLines) {
			this.#enqueue(line);
			// Back to a line that has a cut: its stretch is the first that reaches this far.
			for (
				let before = reader.previous(line);
				before !== START && !seen.has(before);
				before = reader.previous(before)
			) {
				seen.add(before);
				this.#enqueue(before);
				if (lines.text(before).cut !== NO_CUT) break;
			}
		}
		this.#changedLines.clear();
		this.#enqueue(START);
		for (const scope of this.#changedTables) this.#enqueueRows(scope, lines);
		this.#changedTables.clear();
	}

	/** All rows of a table if they are written otherwise than they were. */
	#enqueueRows(scope: number, lines: JsonLines): void {
		const reader = this.#reader;
		if (!this.#isTable(scope)) return;
		const signature = lines.tableSignature(scope);
		if (this.#signatures.get(scope) === signature) return;
		this.#signatures.set(scope, signature);
		let left = reader.count(scope);
		for (let line = reader.next(reader.opener(scope)); line !== 0 && left > 0; line = reader.next(line)) {
			this.#enqueue(line);
			left--;
		}
	}

	#isTable(scope: number): boolean {
		const kind = this.#reader.scopeKind(scope);
		return kind === "table" || kind === "keyed-table";
	}

	/** Whether the change leaves all keys that are integer-like, and their neighbours, where they were. */
	#keepsKeys({ added, removed, reparsed, scopesChanged, scopesRemoved }: Change): boolean {
		if (this.#keyOrder.isEmpty) return true;
		if (added.length !== removed.length || scopesChanged.length + scopesRemoved.length > 0) return false;
		const reader = this.#reader;
		const stays = (line: number, before: number): boolean =>
			reader.scope(line) === this.#scopes[before] && this.#keyOrder.isSame(before, reader.key(line));
		if (!reparsed.every((line) => stays(line, line)) || !added.every((line, i) => stays(line, removed[i]!)))
			return false;
		added.forEach((line, i) => {
			this.#keyOrder.move(removed[i]!, line);
		});
		return true;
	}

	#forget(line: number): void {
		this.#set(line, 0, 0);
		this.#scopes[line] = 0;
		this.#waiting[line] = 0;
		this.#changedLines.delete(line);
		this.#keyOrder.remove(line);
	}

	/** The same as `#count`; a line that cannot be written as JSON goes on waiting for an edit. */
	#countNext(line: number, lines: JsonLines): number {
		try {
			return this.#count(line, lines);
		} catch (error) {
			if (error instanceof DeepRowError) this.#enqueue(line);
			throw error;
		}
	}

	/** Counts a line if it waits; returns how many characters that were. */
	#count(line: number, lines: JsonLines): number {
		if (this.#waiting[line] === 0) return 0;
		this.#waiting[line] = 0;
		const reader = this.#reader;
		if (line !== START) {
			if (!reader.isContent(line)) {
				this.#forget(line);
				return 0;
			}
			const opened = reader.opened(line);
			if (opened !== 0 && this.#isTable(opened)) this.#signatures.set(opened, lines.tableSignature(opened));
			this.#keyOrder.add(line, reader.key(line));
			this.#scopes[line] = reader.scope(line);
		}
		const next = line === START ? reader.first : reader.next(line);
		const compact = this.#compactStretch(line, next, lines);
		const pretty = this.#prettyStretch(line, next, lines);
		this.#set(line, this.#counter.count(compact), this.#counter.count(pretty));
		return compact.length + pretty.length;
	}

	/** The compact JSON from the line's cut to the next one. */
	#compactStretch(line: number, next: number, lines: JsonLines): string {
		const { compact, cut } = lines.text(line);
		if (cut === NO_CUT) return "";
		let text = compact.slice(cut) + lines.compactGap(line, next);
		for (let at = next; at !== 0; ) {
			const other = lines.text(at);
			if (other.cut !== NO_CUT) return text + other.compact.slice(0, other.cut);
			const after = this.#reader.next(at);
			text += other.compact + lines.compactGap(at, after);
			at = after;
		}
		return text;
	}

	/** The indented JSON from the line's first line to the next line's. */
	#prettyStretch(line: number, next: number, lines: JsonLines): string {
		let text = lines.text(line).pretty + lines.prettyGap(line, next);
		if (this.#endsFirst) {
			if (next !== 0 && lines.followsLineEnd(next)) text = text.slice(0, -1);
			if (lines.followsLineEnd(line)) text = `\n${text}`;
		}
		return text;
	}

	#set(line: number, compact: number, pretty: number): void {
		this.#compactTotal += compact - this.#compact[line]!;
		this.#prettyTotal += pretty - this.#pretty[line]!;
		this.#compact[line] = compact;
		this.#pretty[line] = pretty;
	}

	#makeRoom(capacity: number): void {
		if (capacity <= this.#compact.length) return;
		const room = capacity + (capacity >> 3) + 64;
		this.#compact = grown(this.#compact, new Int32Array(room));
		this.#pretty = grown(this.#pretty, new Int32Array(room));
		this.#scopes = grown(this.#scopes, new Int32Array(room));
		this.#waiting = grown(this.#waiting, new Uint8Array(room));
	}
}

function grown<T extends Int32Array | Uint8Array>(old: T, room: T): T {
	room.set(old);
	return room;
}
