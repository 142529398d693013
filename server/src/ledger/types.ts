/** What the ledger keeps of a save or a conversion, what it is asked, and what it answers. Plain data. */

/** Tokens of one value in each form that is compared. */
export interface FormTokens {
	readonly toon: number;
	/** JSON indented by two spaces. */
	readonly json: number;
	readonly jsonCompact: number;
}

/** Who records. */
export type LedgerSource = "editor" | "cli" | "hook";

/** One save, or one conversion. */
export interface LedgerEvent extends FormTokens {
	readonly kind: "event";
	/** Milliseconds since 1970, UTC. */
	readonly at: number;
	/** Days since 1970-01-01 of the calendar day where it was recorded. */
	readonly day: number;
	/** The folder of the TOON file, or "" where there is no file. */
	readonly folder: string;
	/** Name of the TOON file. */
	readonly name: string;
	/** The encoding that counted, with `~` in front of an estimate. */
	readonly encoding: string;
	/** What the value was before it was TOON: `toon` for what is written as such, else the format it was converted from. */
	readonly form: string;
	readonly source: LedgerSource;
	/** Names the process that records. */
	readonly session: string;
}

/** How long an operation took in one process: its latest figures of a day, in milliseconds. */
export interface LedgerTiming {
	readonly kind: "timing";
	readonly at: number;
	readonly day: number;
	readonly session: string;
	readonly operation: string;
	readonly count: number;
	readonly p50: number;
	readonly p95: number;
	readonly p99: number;
	readonly max: number;
}

/** How often a cache of one process knew the answer, at its latest of a day. */
export interface LedgerCache {
	readonly kind: "cache";
	readonly at: number;
	readonly day: number;
	readonly session: string;
	readonly cache: string;
	readonly hits: number;
	readonly misses: number;
}

export type LedgerRecord = LedgerEvent | LedgerTiming | LedgerCache;

/** Which part of the ledger a report is about. */
export type LedgerRange =
	| { readonly kind: "all" }
	/** From this day on. */
	| { readonly kind: "since"; readonly day: number }
	/** What one process recorded. */
	| { readonly kind: "session"; readonly session: string };

export interface LedgerQuestion {
	readonly range: LedgerRange;
	/** Default: the one that was recorded last. */
	readonly encoding?: string | undefined;
	/** Most files, and folders, that are named; those that save or cost most come first. */
	readonly top: number;
}

/** Sums over the latest state of each file on each day. */
export interface LedgerSums extends FormTokens {
	/** How many such states there are. */
	readonly states: number;
}

export interface NamedSums extends LedgerSums {
	readonly name: string;
}

export interface FileSums extends NamedSums {
	readonly folder: string;
}

/** A week from Monday to Sunday. */
export interface WeekSums extends LedgerSums {
	/** Days since 1970-01-01 of its Monday. */
	readonly day: number;
}

export interface LedgerAnswer {
	/** Null where nothing has been recorded. */
	readonly encoding: string | null;
	/** All encodings that were recorded, the latest first. */
	readonly encodings: readonly string[];
	readonly total: LedgerSums;
	/** First and last day with a record in the range; null where there is none. */
	readonly days: { readonly first: number; readonly last: number } | null;
	readonly weeks: readonly WeekSums[];
	readonly files: readonly FileSums[];
	readonly folders: readonly NamedSums[];
	readonly forms: readonly NamedSums[];
}

/** Figures of the last days, over all processes. */
export interface LedgerFigures {
	readonly timings: readonly OperationTimings[];
	readonly caches: readonly { readonly cache: string; readonly hits: number; readonly misses: number }[];
}

export interface OperationTimings {
	readonly operation: string;
	readonly count: number;
	/** Of the slowest process, in milliseconds. */
	readonly p50: number;
	readonly p95: number;
	readonly p99: number;
	readonly max: number;
}

export const NO_SUMS: LedgerSums = { states: 0, toon: 0, json: 0, jsonCompact: 0 };
