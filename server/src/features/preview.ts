/** The preview of one document: what is shown, what changed since a state that a view shows, rows, and searching. */
import type { Cancellation } from "../convert";
import type { Diagnostic, ToonDocument } from "../language";
import { type Outline, shortened, spliceBetween } from "./preview/changes";
import { Digest } from "./preview/hash";
import { buildModel, type Model, type PreviewSettings } from "./preview/model";
import { search } from "./preview/search";
import { Abandoned, type Pause, Slices } from "./preview/slices";
import { withDone } from "./preview/tableBuilder";
import { orderRows, rowsWith, searchPattern } from "./preview/tableOrder";
import type { TableRows } from "./preview/tableRows";
import { tick } from "./preview/ticking";
import type {
	PreviewBlock,
	PreviewMatches,
	PreviewOrder,
	PreviewRow,
	PreviewRows,
	PreviewUpdate,
	RowsQuestion,
	SearchQuestion,
	TickAnswer,
	TickQuestion,
} from "./preview/types";
import { shownCells } from "./preview/values";

export type { PreviewSettings } from "./preview/model";
export type { Pause } from "./preview/slices";

/** Errors that are listed. */
const MOST_PROBLEMS = 50;
/** Diagnostics that are looked through for errors, where matters of style stand before them. */
const MOST_LOOKED_AT = 20_000;
/** Rows that are sent at once. */
const MOST_ROWS = 1000;
/** Blocks and items that are sent at once: the first screen is there soon, and nothing long is written at a stretch. */
const PORTION = 4000;
/** States of which it is known what they showed: one for each view, and some behind. */
const KEPT_OUTLINES = 6;
/** Orders and filters of tables that are kept. */
const KEPT_ORDERS = 6;

/** The document and the name of its present state, which changes with every edit and with the parse settings. */
export interface PreviewSource {
	readonly toon: ToonDocument;
	readonly revision: number;
}

export class Preview {
	readonly #source: PreviewSource;
	readonly #pause: Pause;
	#model: Model | undefined;
	/** State of the source, and settings, that the model shows. */
	#built: { readonly revision: number; readonly settings: string } | undefined;
	readonly #outlines = new Map<number, Outline>();
	/** Revisions of views that show the present model, or its beginning. */
	readonly #revisions = new Set<number>();
	/** Row numbers by table, order and filter, of the present model; the latest last. */
	readonly #orders = new Map<string, Int32Array>();

	/** @param pause Lets the event loop turn: long work stops for it every 12 ms or so. */
	constructor(source: PreviewSource, pause: Pause) {
		this.#source = source;
		this.#pause = pause;
	}

	/**
	 * The whole preview, or what changed since the revision `base`, where that is still known.
	 * Null when the document changed meanwhile, or it was cancelled: ask again.
	 */
	async update(
		settings: PreviewSettings,
		base: number | undefined,
		cancellation: Cancellation,
	): Promise<PreviewUpdate | null> {
		const { toon } = this.#source;
		return this.#unlessAbandoned(cancellation, async (slices) => {
			const model = await this.#current(settings, slices);
			const known = base === undefined ? undefined : this.#outlines.get(base);
			const splice = known
				? spliceBetween(known, model.outline, model.blocks)
				: { start: 0, remove: null, blocks: model.blocks, shift: 0 };
			const count = portionOf(splice.blocks);
			const more = count < splice.blocks.length;
			const state = more ? firstOf(splice, count, known) : splice;
			const revision = this.#remember(model, more ? splice.start + count : model.blocks.length);
			return { revision, more, splice: state, ...problemsOf(toon) };
		});
	}

	/** Some rows of a table; null when the revision is not the present one any more. */
	async rows(question: RowsQuestion, cancellation: Cancellation): Promise<PreviewRows | null> {
		const model = this.#shown(question.revision);
		const table = model?.tables.get(question.block);
		if (model === undefined || table === undefined) return null;
		return this.#unlessAbandoned(cancellation, async (slices) => {
			const { order, filter } = question;
			const numbers = await this.#numbers(question.block, table, order, filter, slices);
			const total = numbers?.length ?? table.count;
			const start = clamp(question.start, 0, total);
			const end = clamp(start + Math.min(question.count, MOST_ROWS), start, total);
			return { start, total, rows: readRows(model, table, numbers, start, end) };
		});
	}

	/** Where a text is shown; null when the revision is not the present one any more. */
	async search(question: SearchQuestion, cancellation: Cancellation): Promise<PreviewMatches | null> {
		const model = this.#shown(question.revision);
		if (model === undefined) return null;
		if (question.query === "") return { total: 0, matches: [] };
		return this.#unlessAbandoned(cancellation, (slices) => {
			const orderOf = async (block: number): Promise<Int32Array | undefined> => {
				const order = question.orders?.find((each) => each.block === block)?.order;
				const table = model.tables.get(block);
				return order && table && this.#numbers(block, table, order, undefined, slices);
			};
			return search(model, question.query, orderOf, slices);
		});
	}

	/** The edit that marks a task as done or open; null when the document changed meanwhile: ask again. */
	async tick(
		settings: PreviewSettings,
		question: TickQuestion,
		cancellation: Cancellation,
	): Promise<TickAnswer | null> {
		return this.#unlessAbandoned(cancellation, async (slices) => {
			const model = await this.#current(settings, slices);
			return tick(this.#source.toon, model, question, slices);
		});
	}

	async #current(settings: PreviewSettings, slices: Slices): Promise<Model> {
		const built = { revision: this.#source.revision, settings: JSON.stringify(settings) };
		const { revision, settings: before } = this.#built ?? {};
		if (this.#model && revision === built.revision && before === built.settings) return this.#model;
		const model = await buildModel(this.#source.toon, settings, this.#model, slices);
		this.#model = model;
		this.#built = built;
		this.#orders.clear();
		this.#revisions.clear();
		return model;
	}

	/** The model if it is the one that the view asks about, and the document has not gone on. */
	#shown(revision: number): Model | undefined {
		const current = this.#built?.revision === this.#source.revision;
		return current && this.#revisions.has(revision) ? this.#model : undefined;
	}

	/** Keeps what a view shows that has the first `count` blocks, and returns its revision. */
	#remember(model: Model, count: number): number {
		const whole = count === model.blocks.length;
		const revision = whole ? model.revision : new Digest().number(model.revision).number(count).value;
		this.#outlines.delete(revision);
		this.#outlines.set(revision, whole ? model.outline : shortened(model.outline, count));
		forgetOldest(this.#outlines, KEPT_OUTLINES);
		this.#revisions.add(revision);
		return revision;
	}

	/** The rows to show in their order; undefined: all as written. */
	async #numbers(
		block: number,
		table: TableRows,
		order: PreviewOrder | undefined,
		filter: string | undefined,
		slices: Slices,
	): Promise<Int32Array | undefined> {
		if (filter !== undefined && filter !== "") {
			return this.#kept(`${block} ${orderName(order)} ${filter}`, async () => {
				const found = await rowsWith(table, searchPattern(filter), slices);
				const all = await this.#numbers(block, table, order, undefined, slices);
				return (all ?? Int32Array.from(found.keys())).filter((number) => found[number] === 1);
			});
		}
		if (order === undefined || table.content.columns[order.column] === undefined) return undefined;
		return this.#kept(`${block} ${orderName(order)}`, () => orderRows(table, order, slices));
	}

	async #kept(name: string, make: () => Promise<Int32Array>): Promise<Int32Array> {
		const built = this.#built;
		const numbers = this.#orders.get(name) ?? (await make());
		if (built !== this.#built) throw new Abandoned();
		this.#orders.delete(name);
		this.#orders.set(name, numbers);
		forgetOldest(this.#orders, KEPT_ORDERS);
		return numbers;
	}

	async #unlessAbandoned<Result>(
		cancellation: Cancellation,
		work: (slices: Slices) => Promise<Result>,
	): Promise<Result | null> {
		const { revision } = this.#source;
		try {
			return await work(new Slices(this.#pause, () => this.#source.revision === revision, cancellation));
		} catch (error) {
			if (error instanceof Abandoned) return null;
			throw error;
		}
	}
}

/** How many of the blocks are sent at once; at least one. */
function portionOf(blocks: readonly PreviewBlock[]): number {
	let weight = 0;
	let count = 0;
	for (const block of blocks) {
		weight += 1 + (block.kind === "table" ? block.head.length : block.kind === "heading" ? 0 : block.items.length);
		if (weight > PORTION && count > 0) break;
		count++;
	}
	return count;
}

/** The beginning of a long change; everything behind it follows later. */
function firstOf(
	{ start, blocks }: PreviewUpdate["splice"],
	count: number,
	known: Outline | undefined,
): PreviewUpdate["splice"] {
	const remove = known ? known.ids.length - start : null;
	return { start, remove, blocks: blocks.slice(0, count), shift: 0 };
}

const orderName = (order: PreviewOrder | undefined): string =>
	order === undefined ? "" : `${order.column}${order.descending ? "v" : "^"}`;

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, Math.floor(value)));

function forgetOldest(map: Map<unknown, unknown>, kept: number): void {
	for (const key of map.keys()) {
		if (map.size <= kept) return;
		map.delete(key);
	}
}

function readRows(
	model: Model,
	table: TableRows,
	numbers: Int32Array | undefined,
	start: number,
	end: number,
): PreviewRow[] {
	const rows: PreviewRow[] = [];
	const { columns, lines, tasks } = table.content;
	const read = (from: number, to: number): void =>
		table.read(from, to, (row, number) => {
			const shown: PreviewRow = { line: lines[number]!, cells: shownCells(row, columns.length) };
			rows.push(tasks ? withDone(shown, tasks, model.states) : shown);
		});
	if (numbers === undefined) read(start, end);
	else for (let place = start; place < end; place++) read(numbers[place]!, numbers[place]! + 1);
	return rows;
}

/** The first errors; what is a matter of style is no reason to show less. */
function problemsOf(toon: ToonDocument): Pick<PreviewUpdate, "problems" | "problemCount"> {
	const problemCount = toon.errorCount;
	if (problemCount === 0) return { problems: [], problemCount };
	const errorsAmong = (limit: number): readonly Diagnostic[] =>
		toon.diagnostics(limit).items.filter(({ severity }) => severity === "error");
	let errors = errorsAmong(10 * MOST_PROBLEMS);
	if (errors.length < Math.min(MOST_PROBLEMS, problemCount)) errors = errorsAmong(MOST_LOOKED_AT);
	const problems = errors.slice(0, MOST_PROBLEMS).map(({ range, code, message }) => ({ range, code, message }));
	return { problems, problemCount };
}
