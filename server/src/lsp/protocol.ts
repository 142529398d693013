/**
 * The requests and notifications beyond LSP that client and server exchange. The only file of the server that the
 * client imports: types, names and the table of formats, nothing else that runs.
 */
import type { Position, Range, TextEdit } from "vscode-languageserver-types";
import type { ConvertOptions, Format, Place } from "../convert";
import type {
	PreviewMatches,
	PreviewRows,
	PreviewUpdate,
	RowsQuestion,
	SearchQuestion,
	TickAnswer,
	TickQuestion,
} from "../features/preview/types";
import type { ConvertResult, FileConversion } from "../workspace/conversionTypes";
import type { FenceResult } from "../workspace/fenceTypes";
import type { OperationFigures } from "../workspace/metrics";
import type { MetricsFigures } from "../workspace/metricsTypes";
import type {
	CompareQuestion,
	CompareResult,
	CostliestQuestion,
	CostliestResult,
	HeatQuestion,
	HeatResult,
	Measured,
	MeasureQuestion,
	MeasureResult,
	OptimizeAnswer,
	OptimizeQuestion,
	SavingsExportQuestion,
	SavingsQuestion,
	SavingsReport,
} from "../workspace/savingsTypes";
import type { CountTextResult, TokensQuestion, TokensResult } from "../workspace/tokenTypes";

/** A method name with the types that travel with it. */
export interface Method<Params, Result> {
	readonly method: string;
	/** Never set: carries the types. */
	readonly types?: (params: Params) => Result;
}

const method = <Params, Result = void>(name: string): Method<Params, Result> => ({ method: name });

export {
	extensionOf,
	type Format as FormatName,
	formatOf,
	isFormat,
	isReadable,
	isTable,
	TARGET_FORMATS,
	type TargetFormat,
	targetsOf,
	titleOf,
} from "../convert/formats";

// What tells whether there is work at all, before the client and the server are started.
export { isMarkdown, MARKDOWN_LANGUAGES } from "../workspace/embedded/names";
export { compileGlob } from "../workspace/globs";

/** The data of an error that answers a request: where in the source it is, if that is known. */
export interface ErrorData {
	readonly place?: Place;
}

// ---- Conversion -----------------------------------------------------------------------------------------------------

export type * from "../workspace/conversionTypes";

/** A document that is open (`uri`), or a text of the format `from` (if absent: `json` where `to` is `toon`, else `toon`). */
export type ConvertParams = ({ readonly uri: string } | { readonly text: string; readonly from?: Format }) & {
	readonly to: Format;
	readonly options?: Pick<ConvertOptions, "indentSize" | "delimiter" | "strict" | "pretty" | "source">;
};

export const convert = method<ConvertParams, ConvertResult>("toon/convert");

export interface ConvertFileParams {
	readonly uri: string;
	readonly to: Format;
	/** Target; default: beside the source, with the extension of the format. */
	readonly target?: string;
	/** Replace a target that is not ours or was edited. */
	readonly overwrite?: boolean;
}

/** Converts one file on disk (or the open document of that uri) to a file beside it. */
export const convertFile = method<ConvertFileParams, FileConversion>("toon/convertFile");

export interface ConvertFilesParams {
	readonly uris: readonly string[];
	readonly to: Format;
}

/** Converts many files in the background. The client shows progress, by asking for some at a time. */
export const convertFiles = method<ConvertFilesParams, readonly FileConversion[]>("toon/convertFiles");

/** A file that the server does not synchronise (JSON, YAML) was saved: rules of convert-on-save may want it. */
export const fileSaved = method<{ readonly uri: string }>("toon/fileSaved");

/** Server to client: convert-on-save has dealt with a file. */
export const fileConverted = method<FileConversion>("toon/fileConverted");

/** The text that the target of a conflict would get, for Compare. */
export const conversionText = method<ConvertFileParams, { readonly text: string }>("toon/conversionText");

// ---- Tokens ---------------------------------------------------------------------------------------------------------

export type * from "../workspace/tokenTypes";

/** `encoding`: an encoding or a model; default: the setting `toon.tokens.model`. */
export type TokensParams = TokensQuestion;

export const tokens = method<TokensParams, TokensResult>("toon/tokens");

/** Server to client, after an edit. */
export const tokensChanged = method<TokensResult & { readonly uri: string }>("toon/tokensChanged");

/** Counts any text (a selection of JSON), and what it would cost as TOON. */
export interface CountTextParams {
	readonly text: string;
	readonly from: Format;
	/** Whose settings apply. */
	readonly uri: string;
}

export const countText = method<CountTextParams, CountTextResult>("toon/countText");

/** How counts and savings are said. */
export {
	BASELINE_NAMES,
	type Baseline,
	comparedWith,
	difference,
	grouped,
	type Mark,
	tokenCount,
} from "../savings/words";

// ---- Savings --------------------------------------------------------------------------------------------------------

export type * from "../workspace/savingsTypes";

/** The same value in each form that a prompt may carry. */
export const compare = method<CompareQuestion, CompareResult>("toon/compare");

/** The document with fewer tokens for the same value; nothing is changed. */
export const optimize = method<OptimizeQuestion, OptimizeAnswer>("toon/optimize");

/** What each cell, key and value of some lines costs, and where each token starts. */
export const heat = method<HeatQuestion, HeatResult>("toon/heat");

/** The most expensive columns, rows and keys. */
export const costliest = method<CostliestQuestion, CostliestResult>("toon/costliest");

export type { Measured, MeasureQuestion, MeasureResult };

/** What the data files of the workspace cost, and would cost as TOON. While it works, `measuring` tells how far it is. */
export const measure = method<MeasureQuestion, MeasureResult>("toon/measure");
export const measuring = method<{ readonly files: number }>("toon/measuring");

/** What TOON saved, from the ledger of this machine. */
export const savingsReport = method<SavingsQuestion, SavingsReport>("toon/savingsReport");

/** The same as a text to keep. */
export const savingsExport = method<SavingsExportQuestion, { readonly text: string }>("toon/savingsExport");

/** Deletes the ledger. */
export const forgetSavings = method<null, null>("toon/forgetSavings");

// ---- Preview --------------------------------------------------------------------------------------------------------

export type * from "../features/preview/types";

export interface PreviewParams {
	readonly uri: string;
	/** Revision that the view shows: only what changed since is sent, where the server still knows it. */
	readonly base?: number;
}

/**
 * `version`: of the file that this shows. `firstLine`: the line of the file from which the lines count, more than 0 for a
 * fence of Markdown, whose `address` is the `uri` of these requests.
 */
export type PreviewResult = PreviewUpdate & { readonly version: number; readonly firstLine: number };

/** The document as blocks, or what changed in them; null when the document is not open. */
export const preview = method<PreviewParams, PreviewResult | null>("toon/preview");

export type PreviewRowsParams = RowsQuestion & { readonly uri: string };

/** Some rows of a table in the order asked for; null when the document has gone on to another revision. */
export const previewRows = method<PreviewRowsParams, PreviewRows | null>("toon/previewRows");

export type PreviewSearchParams = SearchQuestion & { readonly uri: string };

/** Where a text occurs in the view; null when the document has gone on to another revision. */
export const previewSearch = method<PreviewSearchParams, PreviewMatches | null>("toon/previewSearch");

export type PreviewTickParams = TickQuestion & { readonly uri: string };

export type PreviewTickResult = TickAnswer & { readonly version: number };

/** What marks a task as done or open, for the version of the document that it fits; null when that is not open. */
export const previewTick = method<PreviewTickParams, PreviewTickResult | null>("toon/previewTick");

// ---- Editing --------------------------------------------------------------------------------------------------------

/** Server to client, after an edit: headers whose count was right before it and is not any more. */
export const countsChanged = method<{
	readonly uri: string;
	/** The version of the document that the edits fit. */
	readonly version: number;
	readonly edits: readonly TextEdit[];
}>("toon/countsChanged");

/** Server to client, with each outline: how many symbols it was cut off at; null where it has all. */
export const outlined = method<{ readonly uri: string; readonly limit: number | null }>("toon/outlined");

export interface PlaceParams {
	readonly uri: string;
	readonly position: Position;
}

export type * from "../workspace/fenceTypes";

/** The fence with data that a position of a Markdown file is in, its marks included; null where there is none. */
export const fence = method<PlaceParams, FenceResult | null>("toon/fence");

/** The place of a position in the value; null in comments and blank lines. */
export const path = method<PlaceParams & { readonly style: "pointer" | "javascript" | "jq" }, string | null>(
	"toon/path",
);

/** A row, entry row or item by its number (from 1), key or first cell; null where there is none, absent without a table. */
export const row = method<PlaceParams & { readonly row: string }, Range | null | undefined>("toon/row");

export interface InlaysParams {
	readonly uri: string;
	readonly range: Range;
	/** Line whose cells get the names of their columns. */
	readonly namesOn?: number;
	/** Spaces that align the columns. */
	readonly align?: boolean;
}

export interface InlayResult {
	readonly position: Position;
	readonly label: string;
	readonly kind: "name" | "space";
}

export const inlays = method<InlaysParams, readonly InlayResult[]>("toon/inlays");

export interface PasteParams {
	readonly uri: string;
	readonly range: Range;
	readonly text: string;
}

export interface PasteResult {
	readonly title: string;
	/** Takes the place of the range. */
	readonly text: string;
	/** Edits elsewhere that belong to it. */
	readonly edits: readonly TextEdit[];
}

/** Text of another format as TOON, as it fits the place; null where the text stays as it is. */
export const paste = method<PasteParams, PasteResult | null>("toon/paste");

/** The selected fields, items or rows in another format; without a selection the block at the cursor. */
export const convertSelection = method<
	{ readonly uri: string; readonly range: Range; readonly to: Format; readonly pretty?: boolean },
	{ readonly text: string; readonly warnings: readonly string[] }
>("toon/convertSelection");

/**
 * What takes the place of a selection in a document of any language. `from`: if absent, found by its looks. `before`: what
 * stands in front of it on its first line.
 */
export const replaceSelection = method<
	{ readonly text: string; readonly to: "toon" | "json"; readonly from?: Format; readonly before?: string },
	{ readonly text: string; readonly from: Format; readonly to: Format }
>("toon/replaceSelection");

// ---- Metrics --------------------------------------------------------------------------------------------------------

export type { MetricsFigures, OperationFigures };

export const metrics = method<null, MetricsFigures>("toon/metrics");

/** Answered at once by a server that is well: with the id of its process, so that one that is not can be ended. */
export const ping = method<null, PingAnswer>("toon/ping");

export interface PingAnswer {
	/** Absent where the server is no process of its own. */
	readonly pid?: number;
}

// ---- Files of other schemes, and trust ------------------------------------------------------------------------------

/** Server to client: read or write a file that Node cannot reach (virtual workspaces). Contents are base64. */
export const readFile = method<{ readonly uri: string }, { readonly content: string } | null>("toon/readFile");
export const writeFile = method<{ readonly uri: string; readonly content: string }, void>("toon/writeFile");

/** Client to server: the person has trusted the workspace. Until then nothing is written. */
export const trusted = method<{ readonly trusted: boolean }>("toon/trusted");

/** What the client passes when it starts the server. Other clients may pass nothing. */
export interface InitializationOptions {
	/** Whether files may be written; absent means yes (other editors have no notion of trust). */
	readonly trusted?: boolean;
	/** Whether the client takes over `toon/countsChanged`; others get the counts while typing (on-type formatting). */
	readonly takesCounts?: boolean;
}

// ---- Agents ---------------------------------------------------------------------------------------------------------

export interface ToolParams {
	/** As docs/agents.md names it: `toon_encode` … */
	readonly name: string;
	readonly arguments: unknown;
}

export interface ToolAnswer {
	readonly text: string;
	readonly notes: readonly string[];
	readonly structured: Readonly<Record<string, unknown>>;
}

/** Calls a tool for agents, over the files of the workspace. What is wrong is an error with a message for the model. */
export const tool = method<ToolParams, ToolAnswer>("toon/tool");

/** One line for each value of a text of any format: what is compared where documents are compared by value. */
export const valueLines = method<{ readonly text: string; readonly from: Format }, { readonly text: string }>(
	"toon/valueLines",
);
