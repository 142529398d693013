/** Every conversion that the server makes: remembered, timed, in a thread where it is long, its tokens counted. */
import {
	type Cancellation,
	type Conversion,
	ConversionError,
	type ConvertOptions,
	type ConvertRequest,
	checkCancelled,
	convertOnce,
	type Format,
	NEVER_CANCELLED,
} from "../convert";
import { type CacheFigures, ConversionCache, type ConversionKey, keyOf } from "./conversionCache";
import type { ConvertResult } from "./conversionTypes";
import type { Counting } from "./counting";
import type { Stopwatch } from "./metrics";
import type { WorkPool } from "./pool";
import type { Settings } from "./settings";
import type { ConvertTextResult, ConvertTextTask, CountTextsTask } from "./tasks";
import { tooLarge } from "./threadMemory";

/** UTF-16 code units of a source from which a conversion goes to the pool: shorter ones take a few milliseconds. */
const HEAVY = 100_000;
/** The same where YAML is read, which its library takes ten times as long for. */
const HEAVY_YAML = 5_000;

const isHeavy = (text: string, from: Format): boolean => text.length > (from === "yaml" ? HEAVY_YAML : HEAVY);

export interface ConversionServices {
	readonly counting: Counting;
	readonly metrics: Stopwatch<"convert">;
	/** Threads for heavy work, where there are any. */
	readonly pool?: Pick<WorkPool, "run"> | undefined;
}

/** Options of a conversion as the settings want them, under those that were asked for. */
export function conversionOptions(
	settings: Settings,
	from: Format,
	source: string,
	asked: ConvertOptions = {},
): ConvertOptions {
	return {
		delimiter: settings.delimiter,
		strict: settings.strict,
		...(from === "toon" && settings.indentSize !== "auto" && { indentSize: settings.indentSize }),
		escapeFormulas: settings.escapeFormulas,
		source,
		markdown: {
			taskLists: settings.taskLists,
			comments: settings.comments,
			...(settings.statusWords !== null && { statusWords: settings.statusWords }),
		},
		...asked,
		csv: { delimiter: settings.csvDelimiter, ...asked.csv },
	};
}

export class ConversionService {
	readonly #services: ConversionServices;
	readonly #cache: ConversionCache;

	constructor(services: ConversionServices, cache = new ConversionCache()) {
		this.#services = services;
		this.#cache = cache;
	}

	/** Figures of what is remembered, for `toon/metrics`. */
	get cache(): CacheFigures {
		return this.#cache.figures;
	}

	/** @throws ConversionError, ConversionCancelled */
	async convert(request: ConvertRequest, cancellation: Cancellation = NEVER_CANCELLED): Promise<Conversion> {
		return (await this.#convert(request, keyOf(request), cancellation)).conversion;
	}

	/** A conversion of what stands in a file then, and so need not be remembered. @throws ConversionError, ConversionCancelled */
	async convertFile(request: ConvertRequest, cancellation: Cancellation): Promise<Conversion> {
		const key = keyOf(request);
		return this.#cache.known(key) ?? (await this.#timed(request, key.text, cancellation)).conversion;
	}

	/** Lets go of what was made of a text: its document was closed. */
	forget(text: string): void {
		this.#cache.forget(text);
	}

	/** A conversion with the tokens of both texts. @throws ConversionError, ConversionCancelled */
	async answer(request: ConvertRequest, model: string, cancellation: Cancellation): Promise<ConvertResult> {
		const key = keyOf(request);
		const { counter } = await this.#services.counting.forModel(model);
		const { conversion, tokens } = await this.#convert(request, key, cancellation, counter.encoding);
		const { text, warnings } = conversion;
		const [tokensBefore, tokensAfter] = tokens ?? (await this.#count([key.text, text], model));
		const { from = "toon", to } = request;
		return { text, from, to, tokensBefore, tokensAfter, warnings };
	}

	/** Tokens of both texts; long ones in a thread, since counting them takes as long as converting. */
	async #count(texts: readonly [string, string], model: string): Promise<readonly [number, number]> {
		const { counting, pool } = this.#services;
		const { count, counter } = await counting.forModel(model);
		if (pool === undefined || texts[0].length + texts[1].length <= HEAVY) return [count(texts[0]), count(texts[1])];
		const task: CountTextsTask = { kind: "countTexts", texts, encoding: counter.encoding };
		const [[before = 0, after = 0]] = (await pool.run([task])) as [readonly number[]];
		return [before, after];
	}

	async #convert(
		request: ConvertRequest,
		key: ConversionKey,
		cancellation: Cancellation,
		encoding?: string,
	): Promise<Made> {
		const known = this.#cache.known(key);
		if (known !== undefined) return { conversion: known };
		const made = await this.#timed(request, key.text, cancellation, encoding);
		this.#cache.remember(key, made.conversion);
		return made;
	}

	async #timed(request: ConvertRequest, text: string, cancellation: Cancellation, encoding?: string): Promise<Made> {
		const start = performance.now();
		const made = await this.#make(request, text, cancellation, encoding);
		this.#services.metrics.record("convert", performance.now() - start);
		return made;
	}

	/**
	 * Here, or in a thread if it is so long that the editor would have to wait. The thread counts in the same go, since
	 * sending long texts there takes this thread, too.
	 */
	async #make(request: ConvertRequest, text: string, cancellation: Cancellation, encoding?: string): Promise<Made> {
		const { pool } = this.#services;
		if (pool === undefined || !isHeavy(text, request.from ?? "toon")) {
			return { conversion: convertOnce(request, cancellation) };
		}
		const task: ConvertTextTask = { kind: "convertText", request: { ...withoutDocument(request), text }, encoding };
		const [result] = (await pool.run([task]).catch(tooLarge)) as [ConvertTextResult];
		checkCancelled(cancellation);
		if ("conversion" in result) return result;
		throw new ConversionError(result.message, result.place);
	}
}

/** A conversion, with the tokens of both texts where they were counted along. */
interface Made {
	readonly conversion: Conversion;
	readonly tokens?: readonly [before: number, after: number];
}

/** A request as a thread can be sent it: a document by the options that it was parsed with. */
function withoutDocument(request: ConvertRequest): Omit<ConvertRequest, "document" | "text"> {
	if (!("document" in request)) return request;
	const { document, options, ...rest } = request;
	return { ...rest, options: { strict: document.options.strict, ...options } };
}
