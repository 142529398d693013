/** The library: `import { parse, decode, diagnose, countTokens, convert } from "toon-workbench"`. Importing does nothing. */
import { ConversionError, type ConversionWarning, type ConvertOptions, convertOnce, type Format } from "./convert";
import { type Diagnostic, type JsonValue, type ParseOptions, parse, type ToonDocument } from "./language";
import { packagedRanks } from "./libRanks";
import { type Repair, type Repaired, type RepairOptions, repair, type Truncated, type Unsure } from "./repair";
import { Counters, DEFAULT_ENCODING, type Encoding, encodingForModel, type RankSource } from "./tokens";

export type {
	ConversionWarning,
	ConvertOptions,
	Diagnostic,
	Encoding,
	Format,
	JsonValue,
	ParseOptions,
	RankSource,
	Repair,
	Repaired,
	RepairOptions,
	ToonDocument,
	Truncated,
	Unsure,
};
export { ConversionError, parse, repair };

/** A document with errors has no value; they are in `diagnostics`. */
export class ToonError extends Error {
	override readonly name = "ToonError";
	readonly diagnostics: readonly Diagnostic[];

	constructor(diagnostics: readonly Diagnostic[]) {
		const [first] = diagnostics;
		const place = first === undefined ? "" : `line ${first.range.start.line + 1}: ${first.message}`;
		super(diagnostics.length > 1 ? `${place} (and ${diagnostics.length - 1} more)` : place);
		this.diagnostics = diagnostics;
	}
}

/**
 * The value of a TOON text.
 * @throws ToonError when the text has errors
 */
export function decode(text: string, options: ParseOptions = {}): JsonValue {
	const document = parse(text, options);
	const value = document.decode();
	if (value === undefined) throw new ToonError(diagnosticsOf(document).filter(({ severity }) => severity === "error"));
	return value;
}

/** Everything that is wrong with a TOON text, and remarks on its style, in order. Positions count from 0, in UTF-16. */
export const diagnose = (text: string, options: ParseOptions = {}): Diagnostic[] => diagnosticsOf(parse(text, options));

/** Plain objects, which may be sent elsewhere. */
const diagnosticsOf = (document: ToonDocument): Diagnostic[] =>
	document.diagnostics().items.map(({ code, severity, range, message, related, fixes }) => ({
		code,
		severity,
		range,
		message,
		related,
		fixes,
	}));

export interface CountOptions {
	/** An encoding (`o200k_base`, the default; `cl100k_base`, `p50k_base`, `r50k_base`) or a model that is counted by one. */
	readonly encoding?: string;
	/** Where rank tables come from. Default: the files of this package, read or fetched on first use. */
	readonly ranks?: RankSource;
}

/**
 * Tokens of any text, exactly as the encoding counts them.
 * @throws RangeError when nothing is known under the name, or its tokenizer is not public
 */
export async function countTokens(
	text: string,
	{ encoding = DEFAULT_ENCODING, ranks = packagedRanks }: CountOptions = {},
): Promise<number> {
	const model = encodingForModel(encoding);
	if (model.kind !== "exact") throw new RangeError(model.message);
	let counters = countersOf.get(ranks);
	if (counters === undefined) {
		counters = new Counters(ranks);
		countersOf.set(ranks, counters);
	}
	return (await counters.get(model.encoding)).count(text);
}

/** Tables take a while to load, so they are kept as long as their source is. */
const countersOf = /* @__PURE__ */ new WeakMap<RankSource, Counters>();

/**
 * Converts a text from one format (TOON by default) to another.
 * @throws ConversionError when the text is not valid, or the target cannot carry it
 */
export function convert(
	text: string,
	{ from = "toon", to, ...options }: ConvertOptions & { readonly from?: Format; readonly to: Format },
): { readonly text: string; readonly warnings: readonly ConversionWarning[] } {
	const { text: converted, warnings } = convertOnce({ text, from, to, options });
	return { text: converted, warnings };
}
