/** Comparisons, optimisations and the report on savings as they travel to the client. Types only. */
import type { Format, OptimizeStep } from "../convert";
import type { ExportFormat } from "../ledger";
import type { Comparison, Costliest, Heat } from "../savings";

/** The open document `uri`, or a text (a selection, a fence) that the settings of `uri` apply to. */
export interface CompareQuestion {
	readonly uri: string;
	readonly text?: string;
	/** Format of `text`; default: TOON. */
	readonly from?: Format;
}

export interface CompareResult extends Comparison {
	/** Encoding that was counted with, `~` in front where the model's own tokenizer is not public. */
	readonly encoding: string;
	readonly exact: boolean;
}

export interface OptimizeQuestion {
	/** An open document. */
	readonly uri: string;
	/** Least tokens that a step must gain; default 1. */
	readonly minGain?: number;
	/** Identifiers of the steps to take; default: all. */
	readonly chosen?: readonly string[];
}

export interface OptimizeAnswer {
	/** The version of the document that this is about. */
	readonly version: number;
	readonly encoding: string;
	readonly exact: boolean;
	readonly before: number;
	readonly after: number;
	readonly steps: readonly OptimizeStep[];
	readonly text: string;
}

/** Lines of an open document, both included. */
export interface HeatQuestion {
	readonly uri: string;
	readonly from: number;
	readonly to: number;
}

export interface HeatResult extends Heat {
	readonly version: number;
	readonly encoding: string;
}

export interface CostliestQuestion {
	readonly uri: string;
	/** Parts of each kind. */
	readonly count: number;
}

export interface CostliestResult extends Costliest {
	readonly version: number;
	readonly encoding: string;
	/** Of the whole document. */
	readonly tokens: number;
}

export interface MeasureQuestion {
	/** Globs relative to the folders, of files that are left out beside those that git ignores. */
	readonly exclude: readonly string[];
}

/** A file, or a fence in a Markdown file. */
export interface Measured {
	readonly uri: string;
	/** Zero-based line of a fence's content. */
	readonly line?: number;
	/** As it stands. */
	readonly tokens: number;
	readonly toon: number;
}

/** What the data files below the workspace's folders cost. */
export interface MeasureResult {
	readonly encoding: string;
	readonly files: number;
	/** Files in which something is no valid data. */
	readonly skipped: number;
	readonly tokens: number;
	readonly toon: number;
	/** Those that gain most as TOON, and those that cost no less, the most first. */
	readonly gaining: readonly Measured[];
	readonly losing: readonly Measured[];
}

/** What a report on savings is about. */
export interface SavingsQuestion {
	/** Since this server started, the last seven days, or all that is kept. */
	readonly range: "session" | "week" | "all";
	/** Default: the one that was recorded last. */
	readonly encoding?: string;
	/** Days to project over; absent: nothing is projected. */
	readonly project?: number;
}

export type SavingsExportQuestion = SavingsQuestion & { readonly format: ExportFormat };

export type { Money, Projection, ReportRow, SavingsReport } from "../ledger";
