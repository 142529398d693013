/** Sorting a long table without holding up the server. */
import type { Slices } from "./slices";

/** Indices that are sorted at once; longer runs are merged in slices. */
const RUN_LENGTH = 4096;

/**
 * Sorts `indices` in place and returns them (or another array with them): stable, `compare` as for Array.sort.
 * @throws Abandoned
 */
export async function sortInSlices(
	indices: Int32Array,
	compare: (a: number, b: number) => number,
	slices: Slices,
): Promise<Int32Array> {
	for (let start = 0; start < indices.length; start += RUN_LENGTH) {
		indices.subarray(start, start + RUN_LENGTH).sort(compare);
		if (slices.isOver) await slices.next();
	}
	let from: Int32Array = indices;
	let to: Int32Array = new Int32Array(indices.length);
	for (let width = RUN_LENGTH; width < indices.length; width *= 2) {
		for (let start = 0; start < indices.length; start += 2 * width) {
			await merge(from, to, start, width, compare, slices);
		}
		[from, to] = [to, from];
	}
	return from;
}

async function merge(
	from: Int32Array,
	to: Int32Array,
	start: number,
	width: number,
	compare: (a: number, b: number) => number,
	slices: Slices,
): Promise<void> {
	const middle = Math.min(start + width, from.length);
	const end = Math.min(start + 2 * width, from.length);
	let left = start;
	let right = middle;
	for (let out = start; out < end; out++) {
		const takeLeft = right >= end || (left < middle && compare(from[left]!, from[right]!) <= 0);
		to[out] = takeLeft ? from[left++]! : from[right++]!;
		if (out % RUN_LENGTH === 0 && slices.isOver) await slices.next();
	}
}
