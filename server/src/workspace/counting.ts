/** Counters by the model that the settings name: tables are loaded on first use, counts kept across documents. */
import {
	CountCache,
	Counters,
	DEFAULT_ENCODING,
	encodingForModel,
	encodingLabel,
	isTokenizerFile,
	type ModelEncoding,
	type RankSource,
	type TokenCounter,
} from "../tokens";
import { type NamedTokenizer, namedTokenizer } from "./tokenizers";

/** Bytes of counted texts that are remembered, over all documents. */
const CACHE_BYTES = 32 * 2 ** 20;

/** A counter for a model, and how far its numbers can be trusted. */
export interface ModelCounter {
	readonly counter: TokenCounter;
	readonly model: ModelEncoding;
	/** Encoding to show beside the number, `~` in front where it is an estimate. */
	readonly label: string;
	/** Why the number is not exact for the model, if so. */
	readonly notice: string | undefined;
	/** Tokens of a text, remembered by content. */
	count(text: string): number;
}

/** Reads the file of a tokenizer. Rejects with why it cannot be used. */
export type LoadTokenizer = (path: string) => Promise<TokenCounter>;

/** Gives counters by model or encoding name. */
export class Counting {
	readonly #counters: Counters;
	readonly #cache = new CountCache(CACHE_BYTES);

	readonly #load: LoadTokenizer | undefined;
	/** By path. */
	readonly #files = new Map<string, Promise<TokenCounter>>();

	/** @param load reads a tokenizer's file; absent where there are none */
	constructor(ranks: RankSource, load?: LoadTokenizer) {
		this.#counters = new Counters(ranks);
		this.#load = load;
	}

	get cache(): CountCache {
		return this.#cache;
	}

	/** @throws when the rank table of the encoding cannot be read */
	async forModel(name: string): Promise<ModelCounter> {
		const tokenizer = namedTokenizer(name);
		return tokenizer === undefined ? this.#ofEncoding(name) : this.#ofFile(tokenizer);
	}

	/** By the file; where that cannot be had, an estimate that says why. */
	async #ofFile({ name, path }: NamedTokenizer): Promise<ModelCounter> {
		try {
			const counter = await this.#loaded(path);
			return {
				counter,
				model: { kind: "exact", name, encoding: DEFAULT_ENCODING },
				label: name,
				notice: undefined,
				count: (text) => this.#cache.count(counter, text),
			};
		} catch (error) {
			const why = error instanceof Error ? error.message : String(error);
			const message = `The tokenizer of ${name} cannot be used (${why}): the count is an estimate, made with ${DEFAULT_ENCODING}.`;
			const model = { kind: "estimate", name, encoding: DEFAULT_ENCODING, message } as const;
			return { ...(await this.#ofEncoding(DEFAULT_ENCODING)), model, label: encodingLabel(model), notice: message };
		}
	}

	#loaded(path: string): Promise<TokenCounter> {
		if (path === "") throw new Error("it is neither below the workspace nor below the home folder");
		if (!isTokenizerFile(path)) throw new Error("its name does not end in .json");
		if (this.#load === undefined) throw new Error("there are no files here");
		let counter = this.#files.get(path);
		if (counter === undefined) {
			counter = this.#load(path);
			this.#files.set(path, counter);
			// Once it is mended, it is read again.
			counter.catch(() => this.#files.delete(path));
		}
		return counter;
	}

	async #ofEncoding(name: string): Promise<ModelCounter> {
		const model = encodingForModel(name);
		const counter = await this.#counters.get(model.encoding);
		return {
			counter,
			model,
			label: encodingLabel(model),
			notice: model.kind === "exact" ? undefined : model.message,
			count: (text) => this.#cache.count(counter, text),
		};
	}
}
