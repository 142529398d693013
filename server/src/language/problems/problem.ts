/** What the files of this folder are: one kind of problem each, with all that is said and done about it. */
import type { Tree } from "../tree/tree";
import type { DiagnosticCode, FindingOf, Fix, Related, Severity } from "../types";

/** A finding with the line it is on: all that message, related places and fixes are made from. */
export type Problem<C extends DiagnosticCode = DiagnosticCode> = FindingOf<C> & {
	readonly tree: Tree;
	readonly line: number;
	readonly lspLine: number;
};

export interface ProblemKind<C extends DiagnosticCode> {
	readonly severity: Severity;
	/** Set for matters of style, which can be turned off: whether they are reported where nobody says. */
	readonly reportedByDefault?: boolean;
	/** For what the document as a whole tells, and no line of it: the line and the place on it. */
	inDocument?(tree: Tree): { readonly line: number; readonly finding: FindingOf<C> } | undefined;
	/** What is wrong, why, and what to do. */
	message(problem: Problem<C>): string;
	/** Other places that matter. */
	related?(problem: Problem<C>): readonly Related[];
	/** Repairs, the best first; those that are undefined are left out. */
	fixes?(problem: Problem<C>): readonly (Fix | undefined)[];
}

/** The text that the problem is about. */
export const sourceOf = ({ tree, line, start, end }: Problem): string => tree.lines.textOf(line).slice(start, end);
