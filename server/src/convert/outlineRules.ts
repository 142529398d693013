/**
 * How a value becomes an outline, in Markdown and in the preview alike: objects are headed sections down to h6, then lists
 * within lists; arrays are lists.
 */

/** What a value stands in: the document, a section whose members have headings of a depth, or a list. */
export type OutlinePlace =
	| { readonly kind: "section"; readonly depth: number }
	| { readonly kind: "list"; readonly of: "object" | "array" }
	| { readonly kind: "table" | "lines" };

/** The title of the document is h1, its members are h2. */
const FIRST_HEADING = 2;
const DEEPEST_HEADING = 6;

/**
 * Depth of the headings of the members of an object that begins in `parent`: 7 where it is a section whose members have
 * none, undefined where it is a list.
 */
export function memberDepth(parent: OutlinePlace | undefined): number | undefined {
	if (parent === undefined) return FIRST_HEADING;
	if (parent.kind !== "section" || parent.depth > DEEPEST_HEADING) return undefined;
	return parent.depth + 1;
}

/** Whether the members of a section, with headings of this depth, have any. */
export const hasHeadings = (depth: number): boolean => depth <= DEEPEST_HEADING;

/**
 * The members of a section in the order in which they are shown: those without a heading first, else they would seem to
 * belong to the last of the others.
 */
export const inOutlineOrder = <Block>(plain: readonly Block[], headed: readonly Block[]): Block[] => [
	...plain,
	...headed,
];

/** Whether the first member of an object takes the bullet of its item, instead of standing below one of its own. */
export const beginsItem = (of: "object" | "array", parent: OutlinePlace | undefined): boolean =>
	of === "object" && parent?.kind === "list" && parent.of === "array";

/** A key without letters would not be seen. */
export const shownKey = (key: string): string => (key === "" ? '""' : key);
