/** Counters by the model that the settings name: tables are loaded on first use, counts kept across documents. */
import {
	CountCache,
	Counters,
	encodingForModel,
	encodingLabel,
	type ModelEncoding,
	type RankSource,
	type TokenCounter,
} from "../tokens";

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

/** Gives counters by model or encoding name. */
export class Counting {
	readonly #counters: Counters;
	readonly #cache = new CountCache(CACHE_BYTES);

	constructor(ranks: RankSource) {
		this.#counters = new Counters(ranks);
	}

	get cache(): CountCache {
		return this.#cache;
	}

	/** @throws when the rank table of the encoding cannot be read */
	async forModel(name: string): Promise<ModelCounter> {
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
