/** Tokens of a document as YAML, where that is what TOON is compared with: converted once for each state of a document. */
import { type Cancellation, NEVER_CANCELLED } from "../convert";
import { type ConversionService, conversionOptions } from "./conversionService";
import type { ModelCounter } from "./counting";
import type { OpenDocument } from "./documents";
import type { ConfiguredDocument } from "./workspace";

export class YamlBaseline {
	readonly #conversions: Pick<ConversionService, "convert">;
	/** The last count of each document, and the state that it was counted at. */
	readonly #counted = new WeakMap<OpenDocument, { readonly state: string; readonly tokens: number }>();

	constructor(conversions: Pick<ConversionService, "convert">) {
		this.#conversions = conversions;
	}

	/** What is known of the document as it stands. */
	known(document: OpenDocument, counter: ModelCounter): number | undefined {
		const counted = this.#counted.get(document);
		return counted?.state === stateOf(document, counter) ? counted.tokens : undefined;
	}

	/** Counts a document without errors, if that is not done. @throws ConversionError, ConversionCancelled */
	async count(
		{ document, settings }: ConfiguredDocument,
		counter: ModelCounter,
		cancellation: Cancellation = NEVER_CANCELLED,
	): Promise<void> {
		if (this.known(document, counter) !== undefined) return;
		const state = stateOf(document, counter);
		const options = conversionOptions(settings, "toon", "");
		const { text } = await this.#conversions.convert({ document: document.toon, to: "yaml", options }, cancellation);
		this.#counted.set(document, { state, tokens: counter.count(text) });
	}
}

/** Names a state of a document in an encoding. */
const stateOf = (document: OpenDocument, { counter }: ModelCounter): string =>
	`${document.revision} ${counter.encoding}`;
