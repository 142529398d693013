/** Token counts over the connection: on request, and told after each edit. */
import type { CancellationToken, Connection } from "vscode-languageserver";
import { ConversionError } from "../convert";
import { type Meter, saved } from "../savings";
import type { TokenCounter } from "../tokens";
import type { Counting, ModelCounter } from "../workspace/counting";
import type { OpenDocument } from "../workspace/documents";
import type { Stopwatch } from "../workspace/metrics";
import type { Settings, SettingsStore } from "../workspace/settings";
import type { ConversionService } from "./conversionService";
import * as protocol from "./protocol";
import { onRequest, tell } from "./requests";

/** Milliseconds of counting before other requests get their turn. */
const slice = 15;
/** Milliseconds after an edit before its counts are told, so that a burst of edits is told once. */
const tellDelay = 20;
/** Milliseconds without an edit before the document is written as YAML, where that is the baseline. */
const yamlDelay = 500;

export interface TokenDependencies {
	readonly connection: Connection;
	readonly settings: SettingsStore;
	readonly counting: Counting;
	readonly conversions: ConversionService;
	readonly metrics: Stopwatch<"tokens">;
	readonly document: (uri: string) => OpenDocument | undefined;
}

/** A document whose counts are exact as it stands. */
export interface SettledDocument {
	readonly document: OpenDocument;
	readonly meter: Meter;
	readonly counter: TokenCounter;
	readonly label: string;
}

export class TokenService {
	readonly #dependencies: TokenDependencies;
	/** Documents whose counts are about to be told. */
	readonly #timers = new Map<string, NodeJS.Timeout>();
	/** Tokens of documents as YAML, for the revision they were counted at. */
	readonly #yaml = new WeakMap<OpenDocument, { readonly key: string; readonly tokens: number }>();

	constructor(dependencies: TokenDependencies) {
		this.#dependencies = dependencies;
		const { connection } = dependencies;
		onRequest(connection, protocol.tokens, (params, token) => this.#answer(params, token), {
			strings: ["uri"],
			optionalStrings: ["encoding"],
		});
		onRequest(connection, protocol.countText, (params, token) => this.#countText(params, token), {
			strings: ["text", "from", "uri"],
		});
	}

	/** Tells the counts of a document soon; a newer change replaces a waiting one. */
	changed(document: OpenDocument): void {
		this.closed(document.uri);
		const timer = setTimeout(() => void this.#tell(document).catch(() => {}), tellDelay);
		this.#timers.set(document.uri, timer);
	}

	closed(uri: string): void {
		clearTimeout(this.#timers.get(uri));
		this.#timers.delete(uri);
	}

	/** A meter whose counts are exact for the document as it stands; undefined when it was closed meanwhile. */
	async settled(document: OpenDocument, counter: ModelCounter): Promise<Meter | undefined> {
		const meter = document.meter(counter.counter);
		while (!this.#step(meter)) {
			await new Promise((resolve) => setImmediate(resolve));
			if (this.#dependencies.document(document.uri) !== document) return undefined;
		}
		return meter;
	}

	/** The open document with settled counts for the model of its settings; undefined where there is none. */
	async settledFor(uri: string): Promise<SettledDocument | undefined> {
		const { settings: store, counting, document: documentOf } = this.#dependencies;
		const document = documentOf(uri);
		if (document === undefined) return undefined;
		const settings = await store.of(uri);
		const counter = await counting.forModel(settings.model);
		const meter = await this.settled(document, counter);
		return meter && { document, meter, counter: counter.counter, label: counter.label };
	}

	async #answer(params: protocol.TokensParams, token: CancellationToken): Promise<protocol.TokensResult> {
		const { settings: store, counting, document: documentOf } = this.#dependencies;
		const document = documentOf(params.uri);
		if (document === undefined) throw new ConversionError(`${params.uri} is not open. Open it to count its tokens.`);
		const settings = await store.of(params.uri);
		const counter = await counting.forModel(params.encoding ?? settings.model);
		document.configure(settings);
		const meter = await this.settled(document, counter);
		if (meter === undefined) throw new ConversionError(`${params.uri} was closed.`);
		if (params.range === undefined) return this.#result(document, meter, counter, settings, token);
		return {
			version: document.version,
			encoding: counter.label,
			toon: meter.rangeTokens(params.range),
			json: null,
			jsonCompact: null,
			exact: counter.model.kind !== "estimate",
			savings: null,
			...(counter.notice !== undefined && { notice: counter.notice }),
		};
	}

	/** Tells what is known at once, and again when all is counted. */
	async #tell(document: OpenDocument): Promise<void> {
		this.#timers.delete(document.uri);
		const { connection, settings: store, counting } = this.#dependencies;
		const { uri, revision } = document;
		const settings = await store.of(uri);
		const counter = await counting.forModel(settings.model);
		const meter = document.meter(counter.counter);
		if (!this.#step(meter)) {
			const partial = this.#counts(document, meter, counter, settings, undefined);
			tell(connection, protocol.tokensChanged, { uri, ...partial });
			if ((await this.settled(document, counter)) === undefined) return;
		}
		// Of a burst of edits only the last is told; its own timer does so.
		if (document.revision !== revision) return;
		const known = this.#counts(document, meter, counter, settings, this.#yamlTokens(document, counter));
		tell(connection, protocol.tokensChanged, { uri, ...known });
		if (settings.baseline !== "yaml" || known.savings !== null || document.toon.hasErrors) return;
		await new Promise((resolve) => setTimeout(resolve, yamlDelay));
		if (document.revision !== revision || this.#dependencies.document(uri) !== document) return;
		const full = await this.#result(document, meter, counter, settings, undefined);
		if (document.revision === revision) tell(connection, protocol.tokensChanged, { uri, ...full });
	}

	#step(meter: Meter): boolean {
		return this.#dependencies.metrics.time("tokens", () => meter.step(slice));
	}

	async #result(
		document: OpenDocument,
		meter: Meter,
		counter: ModelCounter,
		settings: Settings,
		token: CancellationToken | undefined,
	): Promise<protocol.TokensResult> {
		if (settings.baseline === "yaml" && !document.toon.hasErrors) {
			const key = yamlKey(document, counter);
			if (this.#yaml.get(document)?.key !== key) {
				const text = await this.#dependencies.conversions.yamlOf(document, settings, token);
				this.#yaml.set(document, { key, tokens: counter.count(text) });
			}
		}
		return this.#counts(document, meter, counter, settings, this.#yamlTokens(document, counter));
	}

	#yamlTokens(document: OpenDocument, counter: ModelCounter): number | undefined {
		const known = this.#yaml.get(document);
		return known?.key === yamlKey(document, counter) ? known.tokens : undefined;
	}

	#counts(
		document: OpenDocument,
		meter: Meter,
		counter: ModelCounter,
		{ baseline }: Settings,
		yaml: number | undefined,
	): protocol.TokensResult {
		const { toon, exact, ...counted } = meter.counts;
		// What is not counted to its end would be a number that means nothing.
		const { json, jsonCompact } = exact ? counted : { json: null, jsonCompact: null };
		const baselineTokens = baseline === "json" ? json : baseline === "yaml" ? (yaml ?? null) : jsonCompact;
		return {
			version: document.version,
			encoding: counter.label,
			toon,
			json,
			jsonCompact,
			exact: exact && counter.model.kind !== "estimate",
			savings: baselineTokens === null ? null : { baseline, baselineTokens, ...saved(toon, baselineTokens) },
			...(counter.notice !== undefined && { notice: counter.notice }),
		};
	}

	async #countText(params: protocol.CountTextParams, token: CancellationToken): Promise<protocol.CountTextResult> {
		const { settings: store, counting, conversions } = this.#dependencies;
		const { text, from, uri } = params;
		const settings = await store.of(uri);
		const { count, label, model } = await counting.forModel(settings.model);
		const exact = model.kind !== "estimate";
		try {
			const options = { delimiter: settings.delimiter };
			const { tokensBefore, tokensAfter } = await conversions.convert(
				{ text, from, to: "toon", options },
				settings.model,
				token,
			);
			return { encoding: label, tokens: tokensBefore, exact, asToon: tokensAfter };
		} catch (error) {
			if (error instanceof ConversionError) return { encoding: label, tokens: count(text), exact, asToon: null };
			throw error;
		}
	}
}

/** Names a state of a document in an encoding. */
const yamlKey = (document: OpenDocument, { counter }: ModelCounter): string =>
	`${document.revision} ${counter.encoding}`;
