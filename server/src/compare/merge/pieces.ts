/** Parts of a merged text: whole nodes as they stand in one version, or conflicts. */
import { linesOf, type Node } from "./lineTree";

export interface Piece {
	readonly lines: readonly string[];
	/** Lines in front that are comments. */
	readonly above: number;
	/** Rows, items or fields that it stands for. */
	readonly count: number;
	readonly conflicts: number;
}

export const pieceOf = (node: Node): Piece => ({
	lines: linesOf(node),
	above: node.lead.length,
	count: 1,
	conflicts: 0,
});

/** How the sides are called, and how long the marks are, as git has it. */
export interface Marks {
	readonly ours: string;
	readonly theirs: string;
	readonly size: number;
}

/** What becomes of a place that both sides changed: marks around both, or theirs alone. */
export type Decision = Marks | "theirs";

/** Both sides between marks, as git writes them, which counts as what ours holds; or theirs, where that is decided. */
export function conflict(ours: readonly Node[], theirs: readonly Node[], marks: Decision): Piece {
	if (marks === "theirs") {
		const lines = theirs.flatMap((node) => linesOf(node));
		return { lines, above: theirs[0]?.lead.length ?? 0, count: theirs.length, conflicts: 0 };
	}
	const mark = (character: string, label: string): string => `${character.repeat(marks.size)}${label}`;
	const lines = [
		mark("<", ` ${marks.ours}`),
		...ours.flatMap((node) => linesOf(node)),
		mark("=", ""),
		...theirs.flatMap((node) => linesOf(node)),
		mark(">", ` ${marks.theirs}`),
	];
	return { lines, above: 0, count: ours.length, conflicts: 1 };
}

/** Comments of three versions: what one side changed, or what both have; none is lost. */
export function mergeLead(o: readonly string[], a: readonly string[], b: readonly string[]): readonly string[] {
	const [base, ours, theirs] = [o, a, b].map((lines) => lines.join("\n"));
	if (ours === theirs || base === theirs) return a;
	if (base === ours) return b;
	return [...a, ...b.filter((line) => !a.includes(line))];
}
