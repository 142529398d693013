/** Work on one file that can run anywhere: in place, or in a thread of the pool. Tasks and results are plain data. */
import type { Conversion, ConvertOptions, Format, Optimization, Place } from "../convert";
import type { Range, Severity } from "../language";
import type { Repair, Truncated, Unsure } from "../repair";
import type { Comparison, Costliest } from "../savings";

/** A file by its absolute path, or a text. */
export type TaskSource = { readonly file: string } | { readonly text: string };

interface ReadOptions {
	readonly source: TaskSource;
	readonly strict: boolean;
	/** Spaces a level of TOON that is read. */
	readonly indentSize: number | "auto";
}

/** Finds what is wrong with a file: of TOON all, of another format what keeps it from being read, or gets lost. */
export interface CheckTask extends ReadOptions {
	readonly kind: "check";
	readonly from: Format;
	/** Tell what is neither an error nor a warning too. */
	readonly hints: boolean;
}

/** Counts the tokens of a file as it stands, and of its value as JSON. */
export interface CountTask extends ReadOptions {
	readonly kind: "count";
	readonly from: Format;
	/** Name of an encoding or a model. */
	readonly encoding: string;
	/** Count every form that the value has. */
	readonly compare: boolean;
	/** How many of the most expensive columns, rows and keys to name; 0: none. */
	readonly top: number;
	/** Count the TOON fences of a Markdown file: if it has any, else its tables; or those only. */
	readonly fences?: "ifAny" | "only" | undefined;
}

/** Formats a TOON file, or the fences of a Markdown file. */
export interface FormatTask extends ReadOptions {
	readonly kind: "format";
	readonly holds: "document" | "fences";
	/** Write the file, in this folder; undefined: only say whether it would change, and to what. */
	readonly root: string | undefined;
}

/** Writes a TOON file so that it costs fewer tokens. */
export interface OptimizeTask extends ReadOptions {
	readonly kind: "optimize";
	/** An encoding, or the path of a tokenizer.json. */
	readonly encoding: string;
	/** Least tokens that a step must gain. */
	readonly minGain: number;
	/** Identifiers of the steps to take; undefined: all. */
	readonly chosen?: readonly string[] | undefined;
	/** Write the file, in this folder; undefined: only say what there is to gain. */
	readonly root: string | undefined;
}

/** Repairs a TOON file, the fences of a Markdown file, or the documents of a model's answer. */
export interface RepairTask extends ReadOptions {
	readonly kind: "repair";
	/** Which texts of the file are documents: all of it, its fences, or what a model wrote as TOON. */
	readonly holds: "document" | "fences" | "answer";
	/** Write the file, in this folder, if nothing is left that is wrong; undefined: only say what it would be. */
	readonly root: string | undefined;
}

/** Counts what a data file, or each fence of a Markdown file, costs as it stands and would cost as TOON. */
export interface ScanTask {
	readonly kind: "scan";
	readonly source: TaskSource;
	readonly from: Format;
	/** An encoding, or the path of a tokenizer.json. */
	readonly encoding: string;
}

/** Converts a file, and writes the result where it is told to. */
export interface ConvertTask extends ReadOptions {
	readonly kind: "convert";
	readonly from: Format;
	readonly to: Format;
	readonly options: ConvertOptions;
	/** Undefined: the result is the text. */
	readonly output: TaskOutput | undefined;
	/** Say where the result costs no fewer tokens than the source as it stands. Undefined: nothing is counted. */
	readonly weigh?: Weighing | undefined;
	/** Count the TOON side for the ledger of savings. Undefined: nothing is counted. */
	readonly measure?: Measuring | undefined;
}

export interface Measuring {
	/** An encoding, or the path of a tokenizer.json. */
	readonly encoding: string;
}

/** What a TOON text costs, and the same value as JSON. */
export interface Measured {
	readonly toon: number;
	readonly json: number;
	readonly jsonCompact: number;
	/** Names the text. */
	readonly digest: string;
}

export interface Weighing {
	/** An encoding, or the path of a tokenizer.json. */
	readonly encoding: string;
	/** Then leave the file as it is: the target is not written, and what is printed is the source. */
	readonly onlyIfSmaller: boolean;
}

/** Converts a text as `convertOnce` does. */
export interface ConvertTextTask {
	readonly kind: "convertText";
	readonly request: {
		readonly text: string;
		readonly from?: Format;
		readonly to: Format;
		readonly options?: ConvertOptions;
	};
	/** Count the tokens of both texts too. */
	readonly encoding?: string | undefined;
}

/** A target file and the folder it must stay in, both absolute. */
export interface TaskOutput {
	readonly target: string;
	readonly root: string;
	/** Replace a target that is not ours. */
	readonly overwrite: boolean;
	readonly dryRun: boolean;
}

/** Work on one file. */
export type Task = CheckTask | CountTask | FormatTask | OptimizeTask | RepairTask | ConvertTask | ScanTask;

/** What a thread of the pool can be given. */
/** Counts the tokens of texts. */
export interface CountTextsTask {
	readonly kind: "countTexts";
	readonly texts: readonly string[];
	/** An encoding, or the path of a tokenizer.json. */
	readonly encoding: string;
}

export type ThreadTask = Task | ConvertTextTask | CountTextsTask;

/** Something to say of a file, at a place (zero-based, UTF-16) where it has one. */
export interface Problem {
	readonly severity: Severity;
	/** A diagnostic code; none where reading, converting or writing failed. */
	readonly code?: string;
	/** One line. */
	readonly message: string;
	readonly range?: Range;
	/** It is the target that is in the way; default: the source. */
	readonly of?: "target";
}

export interface CheckResult {
	readonly problems: readonly Problem[];
	/** How many remarks were left out, since they were not asked for. */
	readonly leftOut?: number;
	/** It is Markdown without a TOON fence: there was nothing to do. */
	readonly hasNoFence?: true;
}

export interface CountResult extends CheckResult {
	/** Absent where the file cannot be read. */
	readonly tokens?: TokenCounts;
	/** Where it was asked for. */
	readonly comparison?: Comparison;
	readonly costliest?: Costliest;
	/** Of Markdown: `tokens` are those of its fences together. */
	readonly markdown?: MarkdownCounts;
}

/** A Markdown file with its TOON fences. */
export interface MarkdownCounts {
	/** Tokens of the whole text. */
	readonly tokens: number;
	readonly fences: readonly FenceCounts[];
}

export interface FenceCounts extends TokenCounts {
	/** Zero-based line of its first content. */
	readonly line: number;
}

export interface TokenCounts {
	/** Of the file as it stands if it is TOON, else of its value as TOON; null where there is none. */
	readonly toon: number | null;
	/** Of the value as JSON indented by two spaces, and as compact JSON. */
	readonly json: number | null;
	readonly jsonCompact: number | null;
}

export interface TextResult extends CheckResult {
	/** Absent where there is an error. `written` also says what a dry run would have done. */
	readonly outcome?: "written" | "unchanged";
	/** The converted or formatted text, where it was not asked to write it. */
	readonly text?: string;
	/** Where it was asked for, and the TOON is short enough to be counted beside the conversion. */
	readonly measured?: Measured;
}

export interface OptimizeResult extends CheckResult {
	/** Absent where there is an error. */
	readonly optimization?: Optimization;
}

export interface RepairResult extends CheckResult {
	/** Absent where the file cannot be read. */
	readonly documents?: readonly RepairedDocument[];
	/** The whole file after the repair, where it is one text: absent for an answer with several documents. */
	readonly text?: string;
	readonly isChanged?: boolean;
}

/** One document of a file; places are those of the file as it was. */
export interface RepairedDocument {
	readonly text: string;
	readonly valid: boolean;
	readonly repairs: readonly Repair[];
	readonly unsure: readonly Unsure[];
	readonly truncated?: Truncated;
	/** What to ask the model that wrote it; empty where nothing is wrong. */
	readonly retryPrompt: string;
}

export interface ScanResult extends CheckResult {
	/** Absent where the file cannot be read. */
	readonly parts?: readonly ScanPart[];
}

/** A file, or a fence in one. */
export interface ScanPart {
	/** Zero-based line of a fence's content. */
	readonly line?: number;
	/** Of the text as it stands. */
	readonly tokens: number;
	readonly toon: number;
}

/** A conversion, or the ConversionError of it. */
export type ConvertTextResult =
	| { readonly conversion: Conversion; readonly tokens?: readonly [before: number, after: number] }
	| { readonly message: string; readonly place: Place | undefined };

/** Results by the kind of task. */
export interface TaskResults {
	readonly check: CheckResult;
	readonly count: CountResult;
	readonly format: TextResult;
	readonly optimize: OptimizeResult;
	readonly repair: RepairResult;
	readonly scan: ScanResult;
	readonly convert: TextResult;
	readonly convertText: ConvertTextResult;
	readonly countTexts: readonly number[];
}

export type ResultOf<T extends ThreadTask> = TaskResults[T["kind"]];

/** How to go on where a target is not ours, for people at a command line. */
export const CONFLICT_ADVICE = "; move it away, or use --force";

/** Whether any of the problems is an error. */
export const hasErrors = (problems: readonly Problem[]): boolean =>
	problems.some(({ severity }) => severity === "error");
