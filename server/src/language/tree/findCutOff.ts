/**
 * Texts that end within arrays, as when a model had no tokens left: all that lacks is one mistake. The innermost error at the
 * end says so, and the lengths of the arrays around it are held back.
 */
import type { DiagnosticCode } from "../types";
import { type CutOff, NOT_CUT_OFF } from "./cutOff";
import { countIsWrong, derivedErrors, WRONG_WIDTH } from "./derivedErrors";
import { CUT_OFF, FOUND, INLINE, KEYED_SCOPE, LIST_SCOPE } from "./kinds";
import { readParts } from "./parts";
import type { Tree } from "./tree";

/** What may be wrong with a line that goes no further. */
const HALF_LINE: ReadonlySet<DiagnosticCode> = new Set([
	"array-length",
	"row-width",
	"unterminated-string",
	"missing-colon",
	"malformed-bracket",
	"malformed-field-list",
]);

/** Whether an error of this code, on the last line, may be all that the end of the text has left of it. */
export const isHalfLine = (code: DiagnosticCode): boolean => HALF_LINE.has(code);

/** Where the text ends; nothing of it may be held back as yet. */
export function findCutOff(tree: Tree): CutOff {
	const { lines, order, scopes } = tree;
	const last = tree.contentBeforePlace(order.chunks.length - 1, order.chunks[order.chunks.length - 1]!.count);
	if (last === 0) return NOT_CUT_OFF;
	let line = isHalf(tree, last) ? last : 0;
	const held: number[] = [];
	for (let scope = lines.top[last]!; scope !== 0; scope = scopes.parent[scope]!) {
		const kind = scopes.kind[scope]!;
		const opener = scopes.opener[scope]!;
		if (kind < LIST_SCOPE || kind > KEYED_SCOPE || lines.top[opener] !== scope || !lacks(tree, scope)) continue;
		if (line === 0) line = opener;
		else if (opener !== line) held.push(scope);
	}
	return held.length === 0 ? NOT_CUT_OFF : { line, held };
}

/** Whether the last line has an error that may come from its being half a line. */
function isHalf(tree: Tree, line: number): boolean {
	const { findings, lines, scopes } = tree;
	const isShort = lines.cells[line]! < scopes.leaves[lines.scope[line]!]!;
	if (isShort && derivedErrors(tree, line) & WRONG_WIDTH) return true;
	if ((lines.flags[line]! & FOUND) === 0) return false;
	// Too many values are no sign of an end.
	const isLong = tree.kindOf(line) === INLINE && lines.cells[line]! > readParts(tree, line).header!.declared;
	return !isLong && findings.get(line)!.some(({ code }) => isHalfLine(code));
}

/** Whether the length of an array is wrong since it has less than it declares. */
function lacks(tree: Tree, scope: number): boolean {
	const { count, declared, shallow } = tree.scopes;
	return shallow[scope] === 0 && count[scope]! < declared[scope]! && countIsWrong(tree, scope);
}

/** Marks arrays as held back, or not. */
export function markCutOff(tree: Tree, { held }: CutOff, on: boolean): void {
	for (const scope of held) {
		if (on) tree.scopes.flags[scope]! |= CUT_OFF;
		else tree.scopes.flags[scope]! &= ~CUT_OFF;
	}
}
