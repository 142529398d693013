/** The rows of one table as far as they are known, and the asking for those that are not. */
import type { PreviewRow, PreviewRows } from "../../../../server/src/lsp/protocol";

/** Rows asked for at a time. */
const CHUNK_SIZE = 100;
/** Chunks kept; those far from the window go first. */
const KEPT_CHUNKS = 60;
/** Milliseconds without a new wish before the server is asked: scrolling past needs no rows. */
const PATIENCE = 25;

interface Chunk {
	readonly rows: readonly PreviewRow[];
	/** Shown until newer rows arrive. */
	stale: boolean;
}

export class RowSource {
	readonly #fetch: (start: number, count: number) => Promise<PreviewRows | null>;
	readonly #arrived: (total: number) => void;
	readonly #chunks = new Map<number, Chunk>();
	readonly #asked = new Set<number>();
	/** Answers of an older generation are dropped. */
	#generation = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** @param arrived Called after rows came in, with the rows of the whole (filtered) table. */
	constructor(fetch: (start: number, count: number) => Promise<PreviewRows | null>, arrived: (total: number) => void) {
		this.#fetch = fetch;
		this.#arrived = arrived;
	}

	/** The row as last known. */
	get(index: number): PreviewRow | undefined {
		return this.#chunks.get(Math.floor(index / CHUNK_SIZE))?.rows[index % CHUNK_SIZE];
	}

	/** Everything known is old from now on; it stays in sight until newer rows are here. */
	invalidate(): void {
		this.#generation++;
		this.#asked.clear();
		for (const chunk of this.#chunks.values()) chunk.stale = true;
	}

	/** The rows are other ones (another order, another filter): nothing old may be shown. */
	clear(): void {
		this.invalidate();
		this.#chunks.clear();
	}

	/** The first rows, as they came with the block. */
	setHead(rows: readonly PreviewRow[]): void {
		this.#chunks.set(0, { rows: rows.slice(0, CHUNK_SIZE), stale: false });
	}

	/** Sees to it that the rows from `start` to before `end` will be known. */
	want(start: number, end: number): void {
		clearTimeout(this.#timer);
		const missing: number[] = [];
		for (let chunk = Math.floor(start / CHUNK_SIZE); chunk * CHUNK_SIZE < end; chunk++) {
			if ((this.#chunks.get(chunk)?.stale ?? true) && !this.#asked.has(chunk)) missing.push(chunk);
		}
		if (missing.length === 0) return;
		this.#timer = setTimeout(() => {
			for (const chunk of missing) void this.#ask(chunk);
			this.#forgetFar(missing[0] ?? 0);
		}, PATIENCE);
	}

	async #ask(chunk: number): Promise<void> {
		const generation = this.#generation;
		this.#asked.add(chunk);
		const result = await this.#fetch(chunk * CHUNK_SIZE, CHUNK_SIZE);
		if (generation !== this.#generation) return;
		this.#asked.delete(chunk);
		if (result === null) return;
		this.#chunks.set(chunk, { rows: result.rows, stale: false });
		this.#arrived(result.total);
	}

	#forgetFar(centre: number): void {
		if (this.#chunks.size <= KEPT_CHUNKS) return;
		for (const chunk of this.#chunks.keys()) {
			if (Math.abs(chunk - centre) > KEPT_CHUNKS / 2) this.#chunks.delete(chunk);
		}
	}
}
