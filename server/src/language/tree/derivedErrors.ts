/**
 * Which errors of a line follow from sums, and not from its text: a set of bits.
 *
 * This is the one place that decides; counting errors is counting these bits, and listing them is naming them
 * (problems/list.ts).
 */
import {
	BLANK_IN_ARRAY,
	CUT_OFF,
	DUPLICATE,
	ENTRY_ROW,
	FOUND,
	HEADER_MISFITS,
	KEYED_TABLE,
	KIND_MASK,
	LIST,
	RESUMED,
	ROOT_OBJECT,
	ROW,
	SCALAR,
	SHALLOW,
	TABLE,
	WIDTH_EXPLAINED,
} from "./kinds";
import type { Tree } from "./tree";

/** N differs from what was read. */
export const WRONG_COUNT = 1;
/** A row has a wrong number of cells. */
export const WRONG_WIDTH = 2;
/** A table's header has a wrong number of fields. */
export const WRONG_FIELDS = 4;
/** An equal key stands before it in the same object. */
export const REPEATED_KEY = 8;
/** A blank line stands within an array. */
export const BLANK_WITHIN = 16;
/** A first line without a colon is the whole value; with anything behind it, it is an error (§5). */
export const STRAY_SCALAR = 32;

/** Kinds of lines that sums may show to be wrong, as a set of bits; the others only by their flags. */
const DERIVABLE = (1 << ROW) | (1 << ENTRY_ROW) | (1 << LIST) | (1 << TABLE) | (1 << KEYED_TABLE) | (1 << SCALAR);

/** The errors of a line that follow from sums, as bits. */
export function derivedErrors(tree: Tree, line: number): number {
	const flags = tree.lines.flags[line]! & (DUPLICATE | BLANK_IN_ARRAY);
	const kind = tree.lines.kind[line]! & KIND_MASK;
	// Most lines end here.
	if (flags === 0 && ((DERIVABLE >> kind) & 1) === 0) return 0;
	return derive(tree, line, kind, flags);
}

function derive(tree: Tree, line: number, kind: number, flags: number): number {
	const { lines, scopes } = tree;
	let errors = 0;
	if (flags & BLANK_IN_ARRAY) errors |= BLANK_WITHIN;
	if (flags & DUPLICATE && tree.strict) errors |= REPEATED_KEY;
	if (kind === ROW || kind === ENTRY_ROW) {
		if (widthIsWrong(tree, line)) errors |= WRONG_WIDTH;
	} else if (kind >= LIST && kind <= KEYED_TABLE) {
		const scope = lines.top[line]!;
		if ((scopes.flags[scope]! & CUT_OFF) === 0 && countIsWrong(tree, scope)) errors |= WRONG_COUNT;
		if (scopes.flags[scope]! & HEADER_MISFITS) errors |= WRONG_FIELDS;
	} else if (kind === SCALAR && isStrayScalar(tree, line)) errors |= STRAY_SCALAR;
	return errors;
}

/** How many bits are set, of the low six. */
export function popcount(bits: number): number {
	let count = 0;
	for (; bits !== 0; bits &= bits - 1) count++;
	return count;
}

/** Whether a row has a wrong number of cells, and no other mistake explains it: that of the header, or of the row. */
function widthIsWrong(tree: Tree, line: number): boolean {
	const { lines, scopes } = tree;
	const scope = lines.scope[line]!;
	if (lines.cells[line] === scopes.leaves[scope]) return false;
	return (
		(scopes.flags[scope]! & HEADER_MISFITS) === 0 && (lines.flags[line]! & (RESUMED | SHALLOW | WIDTH_EXPLAINED)) === 0
	);
}

/** Whether N differs from what was read. Lines with mistakes of their own count either way, where these explain it. */
export function countIsWrong(tree: Tree, scope: number): boolean {
	const { scopes } = tree;
	// A length that is written wrongly was reported.
	if (!tree.strict || scopes.declared[scope]! < 0) return false;
	if (scopes.shallow[scope] !== 0) return true;
	const missing = scopes.declared[scope]! - scopes.count[scope]!;
	let surplus = scopes.repeated[scope]!;
	let hidden = scopes.doubtful[scope]!;
	if ((scopes.flags[scope]! & HEADER_MISFITS) === 0) {
		surplus += scopes.wrongRows[scope]!;
		hidden += scopes.surplusRows[scope]!;
	}
	return missing < -surplus || missing > hidden;
}

function isStrayScalar(tree: Tree, line: number): boolean {
	const { lines, scopes } = tree;
	return (
		scopes.rootMode === ROOT_OBJECT &&
		tree.contentCount > 1 &&
		scopes.opener[scopes.root] === line &&
		(lines.flags[line]! & FOUND) === 0
	);
}
