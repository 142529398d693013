/** Three versions of the lines below one parent made into one. `o` is what both sides come from. */
import { diff3MergeRegions } from "node-diff3";
import { emptied, mergeInline, mergeRow, withLength } from "./cells";
import { identities } from "./identity";
import { hyphened, type Line, linesOf, type Node } from "./lineTree";
import { conflict, type Decision, mergeLead, type Piece, pieceOf } from "./pieces";

type Nodes = readonly Node[];

/** Triples of places that are looked at to align nodes which nothing tells apart; beyond, it is a conflict. */
const MOST_PAIRS = 4_000_000;

/** The pieces in order; undefined where the sides cannot be told to have changed different things. */
export function mergeNodes(o: Nodes, a: Nodes, b: Nodes, marks: Decision): readonly Piece[] | undefined {
	const names = identities([o, a, b]);
	if (names === undefined) return mergeSequence(o, a, b, marks);
	const [base, ours, theirs] = [o, a, b].map((nodes, at) => named(nodes, names[at]!)) as [Named, Named, Named];
	const isOrdered = a.concat(b).some(({ kind }) => kind !== "field" && kind !== "entry");
	if (isOrdered && isRenamedTwice(base, ours, theirs)) return mergeSequence(o, a, b, marks);
	return mergeNamed(base, ours, theirs, isOrdered, marks);
}

/** Whether a row is gone on both sides, and each has others in its place: it surely is the same row, changed twice. */
function isRenamedTwice(o: Named, a: Named, b: Named): boolean {
	const stayed = (name: string): boolean => o.has(name) && a.has(name) && b.has(name);
	/** Names that are not in the base, by what stands before them and stayed. */
	const added = (side: Named): Map<string | undefined, string> => {
		const found = new Map<string | undefined, string>();
		let before: string | undefined;
		for (const name of side.keys()) {
			if (stayed(name)) before = name;
			else if (!o.has(name)) found.set(before, `${found.get(before) ?? ""}\0${name}`);
		}
		return found;
	};
	const [ours, theirs] = [added(a), added(b)];
	let before: string | undefined;
	for (const name of o.keys()) {
		if (stayed(name)) before = name;
		const isReplaced = !a.has(name) && !b.has(name) && ours.has(before) && theirs.has(before);
		if (isReplaced && ours.get(before) !== theirs.get(before)) return true;
	}
	return false;
}

type Named = ReadonlyMap<string, Node>;

const named = (nodes: Nodes, names: readonly string[]): Named =>
	new Map(nodes.map((node, at) => [names[at]!, node] as const));

function mergeNamed(o: Named, a: Named, b: Named, isOrdered: boolean, marks: Decision): readonly Piece[] | undefined {
	const orders = [o, a, b].map((nodes) =>
		[...nodes.keys()].filter((name) => o.has(name) && a.has(name) && b.has(name)).join("\0"),
	);
	const [oursMoved, theirsMoved] = [orders[1] !== orders[0], orders[2] !== orders[0]];
	if (isOrdered && oursMoved && theirsMoved && orders[1] !== orders[2]) return undefined;
	const [first, second] = theirsMoved && !oursMoved ? [b, a] : [a, b];
	const placed = [...first.keys()];
	const at = new Map(placed.map((name, index) => [name, index]));
	/** What only the second side has, by the index in `placed` that it stands before. */
	const inserted = new Map<number, string[]>();
	let next = 0;
	for (const name of second.keys()) {
		const index = at.get(name);
		if (index !== undefined) next = index + 1;
		else {
			// What the first side added at the same place goes first.
			while (next < placed.length && !second.has(placed[next]!)) next++;
			inserted.set(next, [...(inserted.get(next) ?? []), name]);
		}
	}
	const pieces: Piece[] = [];
	for (let index = 0; index <= placed.length; index++) {
		const names = [...(inserted.get(index) ?? []), ...(index < placed.length ? [placed[index]!] : [])];
		for (const name of names) {
			const piece = mergeOne(o.get(name), a.get(name), b.get(name), marks);
			if (piece !== undefined) pieces.push(piece);
		}
	}
	return pieces;
}

/** One node that may be missing in some versions; undefined where it is removed. */
function mergeOne(o: Node | undefined, a: Node | undefined, b: Node | undefined, marks: Decision): Piece | undefined {
	if (a !== undefined && b !== undefined) {
		if (o !== undefined) return mergeNode(o, a, b, marks);
		return a.text === b.text ? pieceOf(a) : conflict([a], [b], marks);
	}
	const stayed = a ?? b;
	if (stayed === undefined) return undefined;
	if (o === undefined) return pieceOf(stayed);
	if (stayed.text === o.text) return undefined;
	return a === undefined ? conflict([], [stayed], marks) : conflict([stayed], [], marks);
}

function mergeNode(o: Node, a: Node, b: Node, marks: Decision): Piece {
	const lead = mergeLead(o.lead, a.lead, b.lead);
	const body = mergeBody(o, a, b, marks);
	if (body === undefined) {
		if (marks !== "theirs") return conflict([a], [b], marks);
		return { ...whole(b), lines: [...lead, ...linesOf(b, false)], above: lead.length };
	}
	return { ...body, lines: [...lead, ...body.lines], above: lead.length };
}

/** A node without the comments above it. */
function mergeBody(o: Node, a: Node, b: Node, marks: Decision): Omit<Piece, "above"> | undefined {
	if (a.text === b.text || o.text === b.text) return whole(a);
	if (o.text === a.text) return whole(b);
	const hasContent = [o, a, b].some(({ children }) => children.length > 0);
	if (o.line === undefined || a.line === undefined || b.line === undefined) {
		const isItem = o.line === undefined && a.line === undefined && b.line === undefined;
		return isItem ? mergeItem(o, a, b, marks) : undefined;
	}
	if (!hasContent) {
		const line = mergeLine(o.line, a.line, b.line);
		return line === undefined ? undefined : { lines: [line], count: 1, conflicts: 0 };
	}
	const heads = [o.line, a.line, b.line].map((line) => withLength(line, "#"));
	if (heads[0] !== heads[1] || heads[0] !== heads[2]) return undefined;
	const content = mergeNodes(o.children, a.children, b.children, marks);
	if (content === undefined) return undefined;
	const count = sum(content.map((piece) => piece.count));
	const isEmpty = content.length === 0 && a.line.length !== undefined;
	const head = isEmpty ? emptied(a.line) : withLength(a.line, count);
	return { lines: [head, ...linesOfPieces(content)], count: 1, conflicts: conflictsIn(content) };
}

/** A list item whose fields begin on the hyphen line. */
function mergeItem(o: Node, a: Node, b: Node, marks: Decision): Omit<Piece, "above"> | undefined {
	const fields = mergeNodes(o.children, a.children, b.children, marks);
	// A hyphen has no place before a mark.
	if (fields === undefined || (fields[0]?.conflicts ?? 0) > 0) return undefined;
	const lines = hyphened(linesOfPieces(fields), fields[0]?.above ?? 0, a.indent);
	return { lines, count: 1, conflicts: conflictsIn(fields) };
}

function mergeLine(o: Line, a: Line, b: Line): string | undefined {
	const kinds = new Set([o, a, b].map(({ syntax }) => syntax.kind));
	if (kinds.size !== 1) return undefined;
	if (kinds.has("row") || kinds.has("entry-row")) return mergeRow(o, a, b);
	return kinds.has("inline-array") ? mergeInline(o, a, b) : undefined;
}

/** Nodes that only their text and their place tell apart. What both sides put at one place is taken from both. */
function mergeSequence(o: Nodes, a: Nodes, b: Nodes, marks: Decision): readonly Piece[] | undefined {
	if (o.length * Math.max(a.length, b.length) > MOST_PAIRS) return undefined;
	const [base, ours, theirs] = [o, a, b].map((nodes) => nodes.map((node) => linesOf(node).join("\n")));
	const versions = { o, a, b };
	const pieces: Piece[] = [];
	for (const region of diff3MergeRegions(ours!, base!, theirs!)) {
		if (region.stable) {
			const { buffer, bufferStart, bufferLength } = region;
			pieces.push(...versions[buffer].slice(bufferStart, bufferStart + bufferLength).map(pieceOf));
			continue;
		}
		const mine = a.slice(region.aStart, region.aStart + region.aLength);
		const other = b.slice(region.bStart, region.bStart + region.bLength);
		const old = o.slice(region.oStart, region.oStart + region.oLength);
		if (old.length === 0) pieces.push(...mine.map(pieceOf), ...other.map(pieceOf));
		else if (old.length === mine.length && old.length === other.length) {
			for (const [at, node] of old.entries()) pieces.push(mergeNode(node, mine[at]!, other[at]!, marks));
		} else pieces.push(conflict(mine, other, marks));
	}
	return pieces;
}

const whole = (node: Node): Omit<Piece, "above"> => ({
	lines: linesOf(node, false),
	count: 1,
	conflicts: 0,
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const linesOfPieces = (pieces: readonly Piece[]): string[] => pieces.flatMap(({ lines }) => lines);

const conflictsIn = (pieces: readonly Piece[]): number => sum(pieces.map(({ conflicts }) => conflicts));
