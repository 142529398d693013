/** Conversions that were made before, by source text and what was asked of it: a bound on bytes, shared by all who ask. */
import { LRUCache } from "lru-cache";
import type { Conversion, ConvertRequest } from "../convert";

export interface CacheFigures {
	readonly hits: number;
	readonly misses: number;
	/** Bytes held. */
	readonly size: number;
}

/** All that a conversion depends on. */
export interface ConversionKey {
	readonly text: string;
	readonly question: string;
}

/** The key of a request as it stands now: a document may change while it is converted. */
export function keyOf(request: ConvertRequest): ConversionKey {
	const { from = "toon", to, options = {} } = request;
	const [text, parsing] =
		"document" in request ? [request.document.getText(), request.document.options] : [request.text, null];
	return { text, question: JSON.stringify([from, to, options, parsing]) };
}

/** What was made of one source text, by what was asked. */
type Made = Map<string, Conversion>;

/** Bytes of texts, sources and targets. */
const DEFAULT_BYTES = 32 * 2 ** 20;
/** UTF-16. */
const BYTES_PER_UNIT = 2;
/** What a conversion costs beside its text, in code units, roughly. */
const ENTRY_UNITS = 100;

export class ConversionCache {
	/** By source text: V8 compares equal strings faster than any hash of them is made. */
	readonly #made: LRUCache<string, Made>;
	#hits = 0;
	#misses = 0;

	constructor(maxBytes = DEFAULT_BYTES) {
		this.#made = new LRUCache({ maxSize: maxBytes, sizeCalculation: bytesOf });
	}

	get figures(): CacheFigures {
		return { hits: this.#hits, misses: this.#misses, size: this.#made.calculatedSize };
	}

	/** The conversion if it was made before. */
	known({ text, question }: ConversionKey): Conversion | undefined {
		const conversion = this.#made.get(text)?.get(question);
		if (conversion === undefined) this.#misses++;
		else this.#hits++;
		return conversion;
	}

	remember({ text, question }: ConversionKey, conversion: Conversion): void {
		const made: Made = this.#made.get(text) ?? new Map();
		made.set(question, conversion);
		this.#made.set(text, made);
	}

	/** Lets go of all that was made of a text. */
	forget(text: string): void {
		this.#made.delete(text);
	}
}

function bytesOf(made: Made, source: string): number {
	let units = source.length;
	for (const { text, lineMap } of made.values()) units += text.length + 2 * (lineMap?.length ?? 0) + ENTRY_UNITS;
	return BYTES_PER_UNIT * units;
}
