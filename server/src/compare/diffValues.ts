/** What changed between two values: fields by name, rows by the field that tells them apart, other items by their place. */
import { diffIndices } from "node-diff3";
import { type ExactObject, type ExactValue, isEqual, isObject, isPrimitive, writeExact } from "./exactJson";
import type { Step } from "./paths";
import { keyFieldOf, keyText, keyValue } from "./rows";

export type Change = { readonly path: readonly Step[] } & (
	| { readonly kind: "added"; readonly after: ExactValue }
	| { readonly kind: "removed"; readonly before: ExactValue }
	| { readonly kind: "changed"; readonly before: ExactValue; readonly after: ExactValue }
	/** The same rows in another order. */
	| { readonly kind: "reordered" }
);

/** Levels of nesting of values that are compared. */
export const COMPARED_DEPTH = 500;

/** Pairs of items that are looked at to find out which of them stayed; beyond, items are compared by their place. */
const MOST_PAIRS = 4_000_000;

/** The changes from `before` to `after`, in the order of `before`. Both are nested at most `COMPARED_DEPTH` deep. */
export function diffValues(before: ExactValue, after: ExactValue): Change[] {
	const changes: Change[] = [];
	compare(before, after, [], changes);
	return changes;
}

function compare(before: ExactValue, after: ExactValue, path: readonly Step[], changes: Change[]): void {
	if (Array.isArray(before) && Array.isArray(after)) compareArrays(before, after, path, changes);
	else if (isObject(before) && isObject(after)) compareObjects(before, after, path, changes);
	else if (!isEqual(before, after)) changes.push({ path, kind: "changed", before, after });
}

function compareObjects(before: ExactObject, after: ExactObject, path: readonly Step[], changes: Change[]): void {
	for (const key of Object.keys(before)) {
		const inside = [...path, key];
		if (Object.hasOwn(after, key)) compare(before[key]!, after[key]!, inside, changes);
		else changes.push({ path: inside, kind: "removed", before: before[key]! });
	}
	for (const key of Object.keys(after)) {
		if (!Object.hasOwn(before, key)) changes.push({ path: [...path, key], kind: "added", after: after[key]! });
	}
}

function compareArrays(before: ExactValue[], after: ExactValue[], path: readonly Step[], changes: Change[]): void {
	const field = keyFieldOf([before, after]);
	if (field === undefined) compareItems(before, after, path, changes);
	else compareRows(before as ExactObject[], after as ExactObject[], field, path, changes);
}

function compareRows(
	before: readonly ExactObject[],
	after: readonly ExactObject[],
	field: string,
	path: readonly Step[],
	changes: Change[],
): void {
	const later = new Map(after.map((row) => [keyText(row, field)!, row]));
	const earlier = new Set<string>();
	const stayed: string[] = [];
	const step = (row: ExactObject): Step[] => [...path, { field, value: keyValue(row, field) }];
	for (const row of before) {
		const key = keyText(row, field)!;
		const other = later.get(key);
		earlier.add(key);
		if (other === undefined) changes.push({ path: step(row), kind: "removed", before: row });
		else {
			stayed.push(key);
			compareObjects(row, other, step(row), changes);
		}
	}
	let next = 0;
	let isReordered = false;
	for (const row of after) {
		const key = keyText(row, field)!;
		if (!earlier.has(key)) changes.push({ path: step(row), kind: "added", after: row });
		else if (stayed[next++] !== key) isReordered = true;
	}
	if (isReordered) changes.push({ path, kind: "reordered" });
}

function compareItems(before: ExactValue[], after: ExactValue[], path: readonly Step[], changes: Change[]): void {
	const texts = [before, after].map((items) => items.map((item) => writeExact(item, true)));
	for (const { from, to } of differences(texts[0]!, texts[1]!)) {
		const shared = Math.min(from.length, to.length);
		for (let at = 0; at < shared; at++) {
			const [old, now] = [before[from.start + at]!, after[to.start + at]!];
			if (isPrimitive(old) === isPrimitive(now)) compare(old, now, [...path, from.start + at], changes);
			else changes.push({ path: [...path, from.start + at], kind: "changed", before: old, after: now });
		}
		for (let at = shared; at < from.length; at++) {
			changes.push({ path: [...path, from.start + at], kind: "removed", before: before[from.start + at]! });
		}
		for (let at = shared; at < to.length; at++) {
			changes.push({ path: [...path, to.start + at], kind: "added", after: after[to.start + at]! });
		}
	}
}

interface Difference {
	readonly from: { readonly start: number; readonly length: number };
	readonly to: { readonly start: number; readonly length: number };
}

/** Stretches of two lists that differ. What they begin and end with alike is set aside first. */
function differences(a: readonly string[], b: readonly string[]): Difference[] {
	let start = 0;
	while (start < a.length && start < b.length && a[start] === b[start]) start++;
	let end = 0;
	while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
	const [from, to] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
	if (from.length === 0 && to.length === 0) return [];
	if (from.length * to.length > MOST_PAIRS) {
		return [{ from: { start, length: from.length }, to: { start, length: to.length } }];
	}
	return diffIndices(from, to).map(({ buffer1, buffer2 }) => ({
		from: { start: start + buffer1[0], length: buffer1[1] },
		to: { start: start + buffer2[0], length: buffer2[1] },
	}));
}
