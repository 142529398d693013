/** The public types of the convert room: formats, converters, their options, and what goes wrong. */
import type { Diagnostic, ToonDocument } from "../language";
import type { Format } from "./formats";
import type { Place } from "./place";

export type { Format } from "./formats";

/** What a person may choose about a conversion; each converter reads what concerns it. */
export interface ConvertOptions {
	/**
	 * Spaces a level, 1 to 16. Where the source is TOON it is the source's (default: found in it), and the result's only
	 * if that is TOON, too; else it is the result's (default 2).
	 */
	readonly indentSize?: number;
	/** Delimiter of the arrays and tables of written TOON; default comma. */
	readonly delimiter?: DelimiterName;
	/** Strict mode of read TOON (§14); default true. */
	readonly strict?: boolean;
	/** Written JSON on many lines (default), or on one. */
	readonly pretty?: boolean;
	/** File name of the source, for the title and the marker of documents that are made for people. */
	readonly source?: string;
	/** Written Markdown begins with the marker that says what made it (default); not what is copied into another text. */
	readonly marker?: boolean;
	readonly markdown?: MarkdownOptions;
	readonly csv?: CsvOptions;
	/** Put `'` before CSV cells that a spreadsheet would run as a formula; changes the data, default false. */
	readonly escapeFormulas?: boolean;
}

export type DelimiterName = "comma" | "tab" | "pipe";

export type TsvQuotes = "auto" | "csv" | "text";

/** How CSV is read. */
export interface CsvOptions {
	/** One ASCII character; `auto` (default): found out. TSV has its tabs. */
	readonly delimiter?: string;
	/**
	 * Quotes around the cells of TSV: taken off where they are right, else text (`auto`, default); as in CSV, where wrong ones
	 * are refused (`csv`); always text (`text`).
	 */
	readonly tsvQuotes?: TsvQuotes;
	/** Keep every cell as text, also those that look like numbers, `true`, `null` or nothing. */
	readonly text?: boolean;
}

export interface MarkdownOptions {
	/** `auto` (default): a table with a title and a known status in every row becomes a task list. */
	readonly taskLists?: "auto" | "never";
	/** Words of a status column, in any case; default: `defaultStatusWords`. */
	readonly statusWords?: StatusWords;
	/** Comments of the source as HTML comments (default), or left out. */
	readonly comments?: "html" | "drop";
	/** YAML at the top of read Markdown: keys of the value (default), or left out. */
	readonly frontMatter?: "keys" | "drop";
}

export interface StatusWords {
	readonly done: readonly string[];
	readonly open: readonly string[];
}

/** Fits the cancellation tokens of VS Code and of LSP. */
export interface Cancellation {
	readonly isCancellationRequested: boolean;
}

/** For callers that never cancel. */
export const NEVER_CANCELLED: Cancellation = { isCancellationRequested: false };

/** Something that the target cannot carry, or that was read in one of several ways. */
export interface ConversionWarning {
	readonly message: string;
	/** Line of the source, zero-based. */
	readonly line?: number;
	/** Place in the value: `orders[3].total`. */
	readonly path?: string;
}

export interface Conversion {
	readonly text: string;
	readonly warnings: readonly ConversionWarning[];
	/** For each line of `text`, the line of the source that it stands for; both zero-based. */
	readonly lineMap?: Int32Array;
}

/** One direction between two formats. Pure: the same input gives the same bytes. */
export interface Converter<From extends Format = Format> {
	readonly name: string;
	readonly from: From;
	readonly to: Format;
	/**
	 * @param input TOON comes as its parsed document, everything else as text without a byte order mark.
	 * @throws ConversionError when the input is not valid, or the target cannot carry it.
	 * @throws ConversionCancelled
	 */
	convert(input: ConverterInput<From>, options: ConvertOptions, cancellation: Cancellation): Conversion;
}

export type ConverterInput<From extends Format> = From extends "toon" ? ToonDocument : string;

/** Why there is no conversion. The message says why, and what to do; where is in `place`, for whoever prints it to say. */
export class ConversionError extends Error {
	override readonly name = "ConversionError";
	/** In the source, where known. */
	readonly place: Place | undefined;
	/** The errors of a TOON document that is not valid. */
	readonly diagnostics: readonly Diagnostic[];

	constructor(message: string, place?: Place, diagnostics: readonly Diagnostic[] = []) {
		super(message);
		this.place = place;
		this.diagnostics = diagnostics;
	}
}

/** Nobody waits for the result any more. */
export class ConversionCancelled extends Error {
	override readonly name = "ConversionCancelled";

	constructor() {
		super("The conversion was cancelled.");
	}
}

/** @throws ConversionCancelled when `cancellation` asks for it. */
export function checkCancelled(cancellation: Cancellation): void {
	if (cancellation.isCancellationRequested) throw new ConversionCancelled();
}
