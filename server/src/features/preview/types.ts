/** The document as the preview shows it: what is sent to the view. Lines are zero-based. */
import type { Range, TextEdit } from "../../language";

/** A value as shown: a string, or the text of a number, `true`, `false` or `null` as the document spells it. */
export type PreviewText =
	| string
	| { readonly kind: "number" | "boolean" | "null"; readonly text: string }
	/** An object or array without members: `{}` or `[]`. */
	| { readonly kind: "empty"; readonly text: string }
	/** A string too long to send: its beginning, and how many UTF-16 units of it are left out. */
	| { readonly kind: "cut"; readonly text: string; readonly rest: number };

/** One line of a paragraph of scalars or of a list. `line` counts from the first line of its block. */
export interface PreviewItem {
	/** Levels of list around it; 0 in a paragraph and in an outermost list. */
	readonly depth: number;
	readonly key?: string | undefined;
	/** Absent where only nested items follow. */
	readonly text?: PreviewText | undefined;
	readonly line: number;
}

/** One row of a table. `line` counts from the first line of its block. */
export interface PreviewRow {
	readonly line: number;
	readonly cells: readonly PreviewText[];
	/** In a table of tasks: whether its status word means done. */
	readonly done?: boolean;
}

export interface PreviewColumn {
	readonly label: string;
	/** Holds numbers only: aligned right, sorted by value. */
	readonly numeric: boolean;
	/** Characters of its longest cells among a sample, at most 60: keeps a column from jumping while rows scroll by. */
	readonly width: number;
}

/** What makes a table a list of tasks. */
export interface PreviewTasks {
	/** Columns. */
	readonly status: number;
	readonly title: number;
	/** Status words (small letters) that the check box says as well. */
	readonly plain: readonly string[];
	/** How many of its rows are done. */
	readonly done: number;
}

interface PreviewBlockPlace {
	/** Names the content: equal content, equal id. */
	readonly id: number;
	/** Names the place in the structure: survives edits of the content. */
	readonly anchor: number;
	/** First line in the source, and how many lines it covers. */
	readonly line: number;
	readonly lines: number;
}

/** A piece of the document that is shown and updated as one. */
export type PreviewBlock = PreviewBlockPlace &
	(
		| { readonly kind: "heading"; readonly level: 1 | 2 | 3 | 4 | 5 | 6; readonly text: string }
		| { readonly kind: "fields"; readonly items: readonly PreviewItem[] }
		/** `continued`: goes on the list of the block before, which grew too long for one block. */
		| { readonly kind: "list"; readonly items: readonly PreviewItem[]; readonly continued: boolean }
		| {
				readonly kind: "table";
				readonly columns: readonly PreviewColumn[];
				readonly rows: number;
				/** Levels of list that it stands in. */
				readonly depth: number;
				/** Its rows carry their key in the first column. */
				readonly keyed: boolean;
				/** The first rows; the others are sent when they are looked at. */
				readonly head: readonly PreviewRow[];
				readonly tasks?: PreviewTasks;
		  }
	);

export interface PreviewProblem {
	readonly range: Range;
	readonly code: string;
	readonly message: string;
}

export interface PreviewUpdate {
	/** Names the state of the view after this update: the digest of its blocks. */
	readonly revision: number;
	/** More blocks follow: ask again, with this revision as the base. */
	readonly more: boolean;
	/** `remove` blocks from index `start` on give way to `blocks`; the lines of all later blocks move by `shift`. */
	readonly splice: {
		readonly start: number;
		/** null: all there are (the base was unknown, or there was none). */
		readonly remove: number | null;
		readonly blocks: readonly PreviewBlock[];
		readonly shift: number;
	};
	/** The first errors of the document, and how many there are. */
	readonly problems: readonly PreviewProblem[];
	readonly problemCount: number;
}

export interface PreviewOrder {
	readonly column: number;
	readonly descending: boolean;
}

/** Which rows of a table are wanted. */
export interface RowsQuestion {
	readonly revision: number;
	/** Index of a table's block. */
	readonly block: number;
	readonly order?: PreviewOrder;
	/** Only rows with this text. */
	readonly filter?: string;
	readonly start: number;
	/** At most 1,000. */
	readonly count: number;
}

export interface PreviewRows {
	readonly start: number;
	readonly rows: readonly PreviewRow[];
	/** Rows of the whole (filtered) table. */
	readonly total: number;
}

export interface SearchQuestion {
	readonly revision: number;
	/** Sought regardless of case, in what is shown. */
	readonly query: string;
	/** Orders of sorted tables by their block's index: matches are counted in the order they are shown in. */
	readonly orders?: readonly { readonly block: number; readonly order: PreviewOrder }[];
}

/** A task that is to become done, or open again: a row as the view shows it, which may be behind the text. */
export interface TickQuestion {
	readonly revision: number;
	/** Of the table's block. */
	readonly anchor: number;
	/** Line of the row in the document. */
	readonly line: number;
	readonly cells: readonly PreviewText[];
	readonly done: boolean;
}

/** The status word in its place; or why nothing is changed, in words. */
export type TickAnswer = { readonly edit: TextEdit } | { readonly refused: string };

export interface PreviewMatches {
	/** Items and rows that hold the text. */
	readonly total: number;
	/**
	 * Where they are, in the order shown: an item's index, a row's place in the table as ordered, 0 for a heading,
	 * -1 for the headers of a table. At most 10,000 places; `total` may be more.
	 */
	readonly matches: readonly { readonly block: number; readonly places: readonly number[]; readonly count: number }[];
}
