/** What stands once around every converter: validation, composing, counting, caching and timing. */
import { LRUCache } from "lru-cache";
import { type Diagnostic, ToonDocument } from "../language";
import { readerOf, writerOf } from "./registry";
import {
	type Cancellation,
	type Conversion,
	ConversionError,
	type ConversionWarning,
	type ConvertOptions,
	checkCancelled,
	type Format,
	formats,
} from "./types";

/** What a conversion is made of: a text, or a TOON document that is parsed already. */
export type ConvertSource = { readonly text: string } | { readonly document: ToonDocument };

export type ConvertRequest = ConvertSource & {
	/** Format of the text; default `toon`. */
	readonly from?: Format;
	readonly to: Format;
	readonly options?: ConvertOptions;
};

/** The answer to `toon/convert`. */
export interface ConvertAnswer {
	readonly text: string;
	readonly from: Format;
	readonly to: Format;
	/** Of the input, and of `text`. */
	readonly tokensBefore: number;
	readonly tokensAfter: number;
	readonly warnings: readonly ConversionWarning[];
	/** For each line of `text` its line in the source, where the converter knows. */
	readonly lineMap?: Int32Array;
}

export interface ConversionsConfig {
	/** Tokens of a text. */
	readonly count: (text: string) => number;
	/** Is told of each conversion that was not answered from the cache. */
	readonly observe?: (conversion: {
		readonly from: Format;
		readonly to: Format;
		readonly milliseconds: number;
	}) => void;
	/** Most bytes of texts, source and target, to keep; default 64 MiB. */
	readonly cacheBytes?: number;
}

export interface CacheFigures {
	readonly hits: number;
	readonly misses: number;
	/** Bytes held. */
	readonly size: number;
}

/** Converts, and remembers what it converted. */
export interface Conversions {
	/**
	 * @throws ConversionError when the input is not valid, or the target cannot carry it
	 * @throws ConversionCancelled
	 */
	convert(request: ConvertRequest, cancellation: Cancellation): ConvertAnswer;
	readonly cache: CacheFigures;
}

/** Answers for one source text by what was asked of it. */
type Answers = Map<string, ConvertAnswer>;

export function createConversions(config: ConversionsConfig): Conversions {
	return new ConversionService(config);
}

class ConversionService implements Conversions {
	readonly #config: ConversionsConfig;
	/** By source text: V8 compares equal strings faster than any hash of them is made. */
	readonly #answers: LRUCache<string, Answers>;
	#hits = 0;
	#misses = 0;

	constructor(config: ConversionsConfig) {
		this.#config = config;
		this.#answers = new LRUCache({ maxSize: config.cacheBytes ?? 64 * 2 ** 20, sizeCalculation: bytesOf });
	}

	get cache(): CacheFigures {
		return { hits: this.#hits, misses: this.#misses, size: this.#answers.calculatedSize };
	}

	convert(request: ConvertRequest, cancellation: Cancellation): ConvertAnswer {
		const { to, from = "toon", options = {} } = request;
		checkFormats(from, to);
		checkOptions(options);
		checkCancelled(cancellation);
		const source = "document" in request ? request.document.getText() : request.text;
		const parsing = "document" in request ? request.document.options : undefined;
		const key = JSON.stringify([from, to, options, parsing]);
		const answers: Answers = this.#answers.get(source) ?? new Map();
		const known = answers.get(key);
		if (known !== undefined) {
			this.#hits++;
			return known;
		}
		this.#misses++;
		const start = performance.now();
		const document = "document" in request ? request.document : undefined;
		const conversion = guarded(() => compose(document ?? source, from, to, options, cancellation));
		const answer: ConvertAnswer = {
			...conversion,
			from,
			to,
			tokensBefore: this.#config.count(source),
			tokensAfter: this.#config.count(conversion.text),
		};
		this.#config.observe?.({ from, to, milliseconds: performance.now() - start });
		answers.set(key, answer);
		this.#answers.set(source, answers);
		return answer;
	}
}

/** Parsers of other formats recurse; what is too deep for them is a fault of the input, not of ours. */
function guarded(convert: () => Conversion): Conversion {
	try {
		return convert();
	} catch (error) {
		if (!(error instanceof RangeError && error.message.includes("call stack"))) throw error;
		throw new ConversionError("The values are nested too deeply to be converted. Split the document.");
	}
}

/** Reads into TOON where the source is something else, and writes from TOON where the target is. */
function compose(
	input: string | ToonDocument,
	from: Format,
	to: Format,
	options: ConvertOptions,
	cancellation: Cancellation,
): Conversion {
	if (from === "toon") return writerOf(to).convert(validDocument(input, options), options, cancellation);
	const reader = readerOf(from);
	if (reader === undefined) throw new ConversionError("HTML is only written: convert from another format.");
	if (typeof input !== "string") throw new ConversionError(`A TOON document cannot be read as ${from}.`);
	const read = reader.convert(withoutMark(input), to === "toon" ? options : readOptions(options), cancellation);
	if (to === "toon") return read;
	checkCancelled(cancellation);
	const { lineMap: _ofToon, ...written } = writerOf(to).convert(new ToonDocument(read.text), options, cancellation);
	return { text: written.text, warnings: [...read.warnings, ...written.warnings.map(({ line: _, ...rest }) => rest)] };
}

/** What concerns the source, where the TOON is only on its way to another format. */
const readOptions = ({ csv }: ConvertOptions): ConvertOptions => (csv === undefined ? {} : { csv });

/** @throws ConversionError with the diagnostics of a document that has errors */
function validDocument(input: string | ToonDocument, options: ConvertOptions): ToonDocument {
	const document =
		typeof input === "string" ? new ToonDocument(withoutMark(input), { strict: options.strict ?? true }) : input;
	if (document.hasErrors)
		throw invalidToon(document.diagnostics().items.filter(({ severity }) => severity === "error"));
	return document;
}

function invalidToon(errors: readonly Diagnostic[]): ConversionError {
	const [{ range, message }] = errors as [Diagnostic];
	const { line, character } = range.start;
	const more =
		errors.length === 1
			? ""
			: ` There ${errors.length === 2 ? "is 1 more error" : `are ${errors.length - 1} more errors`}.`;
	const where = `Line ${line + 1}, column ${character + 1}`;
	return new ConversionError(`${where}: ${message}${more}`, { line, character }, errors);
}

function checkFormats(...names: readonly Format[]): void {
	for (const name of names) {
		if (formats.includes(name)) continue;
		throw new ConversionError(`There is no format ${JSON.stringify(name)}: choose one of ${formats.join(", ")}.`);
	}
}

function checkOptions({ indentSize, delimiter }: ConvertOptions): void {
	if (indentSize !== undefined && !(Number.isInteger(indentSize) && indentSize >= 1 && indentSize <= 16)) {
		throw new ConversionError(`indentSize is ${JSON.stringify(indentSize)}: choose a whole number from 1 to 16.`);
	}
	if (delimiter !== undefined && !["comma", "tab", "pipe"].includes(delimiter)) {
		throw new ConversionError(`delimiter is ${JSON.stringify(delimiter)}: choose comma, tab or pipe.`);
	}
}

const withoutMark = (text: string): string => (text.startsWith("\uFEFF") ? text.slice(1) : text);

/** UTF-16: two bytes a unit. */
function bytesOf(answers: Answers, source: string): number {
	let units = source.length;
	for (const { text, lineMap } of answers.values()) units += text.length + 2 * (lineMap?.length ?? 0) + 100;
	return 2 * units;
}
