/** Three versions of a TOON file merged: fields by name, rows by the field that tells them apart, counts made right. */
import { ToonDocument } from "../../language";
import { lineTree } from "./lineTree";
import { mergeNodes } from "./mergeNodes";
import { type Decision, mergeLead } from "./pieces";

export interface MergedText {
	readonly text: string;
	/** Places where both sides changed the same thing: they stand between git's marks. */
	readonly conflicts: number;
}

const BYTE_ORDER_MARK = "\uFEFF";

/**
 * Merges what `ours` and `theirs` changed in `base`. Comments and the writing of either side stay.
 *
 * Undefined where the files cannot be merged by their structure: one is not valid, or they indent differently.
 */
export function mergeTexts(base: string, ours: string, theirs: string, marks: Decision): MergedText | undefined {
	if (ours === theirs || base === theirs) return { text: ours, conflicts: 0 };
	if (base === ours) return { text: theirs, conflicts: 0 };
	const trees = [base, ours, theirs].map((text) => lineTree(plain(text)));
	const [o, a, b] = trees;
	if (o === undefined || a === undefined || b === undefined) return undefined;
	const sizes = new Set(
		trees.filter((tree) => tree!.roots.some(({ children }) => children.length > 0)).map((tree) => tree!.indentSize),
	);
	if (sizes.size > 1) return undefined;
	const pieces = mergeNodes(o.roots, a.roots, b.roots, marks);
	if (pieces === undefined) return undefined;
	const lines = [...pieces.flatMap((piece) => piece.lines), ...mergeLead(o.tail, a.tail, b.tail)];
	const conflicts = pieces.reduce((sum, piece) => sum + piece.conflicts, 0);
	const merged = lines.join("\n");
	// A merge that nobody has to look at must be valid.
	if (conflicts === 0 && new ToonDocument(merged).hasErrors) return undefined;
	return { text: likeOurs(merged, ours), conflicts };
}

/** Without what is no content: a byte order mark, and returns before line ends. */
const plain = (text: string): string =>
	(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text).replaceAll("\r\n", "\n");

function likeOurs(merged: string, ours: string): string {
	const ended = /\r\n/.test(ours.slice(0, ours.indexOf("\n") + 1)) ? merged.replaceAll("\n", "\r\n") : merged;
	return ours.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK + ended : ended;
}
