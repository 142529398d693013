/** Finding a text in everything the preview shows. */
import type { Model } from "./model";
import type { Slices } from "./slices";
import { rowsWith, searchPattern } from "./tableOrder";
import type { PreviewBlock, PreviewItem, PreviewMatches } from "./types";
import { plainText } from "./values";

/** Places that are told at most. */
const MOST_PLACES = 10_000;

type TextBlock = Exclude<PreviewBlock, { kind: "table" }>;

/**
 * @param orderOf the order that a table is shown in, undefined for as written
 * @throws Abandoned
 */
export async function search(
	model: Model,
	query: string,
	orderOf: (block: number) => Promise<Int32Array | undefined>,
	slices: Slices,
): Promise<PreviewMatches> {
	const pattern = searchPattern(query);
	const matches: { block: number; places: number[]; count: number }[] = [];
	let total = 0;
	let told = 0;
	for (let index = 0; index < model.blocks.length; index++) {
		const block = model.blocks[index]!;
		const table = model.tables.get(index);
		const places = new Places(MOST_PLACES - told);
		if (block.kind !== "table") inText(block, pattern, places);
		else if (table !== undefined) {
			if (!block.tasks && block.columns.some(({ label }) => pattern.test(label))) places.add(-1);
			const found = await rowsWith(table, pattern, slices);
			const order = await orderOf(index);
			for (let place = 0; place < found.length; place++) if (found[order?.[place] ?? place] === 1) places.add(place);
		}
		if (places.count > 0) matches.push({ block: index, places: places.list, count: places.count });
		total += places.count;
		told += places.list.length;
		if (slices.isOver) await slices.next();
	}
	return { total, matches };
}

/** Counts all, keeps as many as there is room for. */
class Places {
	readonly list: number[] = [];
	readonly #room: number;
	count = 0;

	constructor(room: number) {
		this.#room = room;
	}

	add(place: number): void {
		if (this.list.length < this.#room) this.list.push(place);
		this.count++;
	}
}

function inText(block: TextBlock, pattern: RegExp, places: Places): void {
	if (block.kind === "heading") {
		if (pattern.test(block.text)) places.add(0);
		return;
	}
	block.items.forEach((item, place) => {
		if (itemShows(item, pattern)) places.add(place);
	});
}

function itemShows({ key, text }: PreviewItem, pattern: RegExp): boolean {
	return (key !== undefined && pattern.test(key)) || (text !== undefined && pattern.test(plainText(text)));
}
