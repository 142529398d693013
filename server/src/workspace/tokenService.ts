/** Token counts of open documents: on request, and told after each edit. */
import { URI } from "vscode-uri";
import { type Cancellation, ConversionError, type Format } from "../convert";
import { type Meter, saved } from "../savings";
import { contextOf, type LiveCount, type TokenCounter } from "../tokens";
import { budgetOf } from "./budgets";
import type { ConversionService } from "./conversionService";
import type { Counting, ModelCounter } from "./counting";
import type { OpenDocument, OpenFile } from "./documents";
import { wholeFile } from "./embedded/places";
import type { Stopwatch } from "./metrics";
import type { CountTextResult, TokensQuestion, TokensResult } from "./tokenTypes";
import type { ConfiguredDocument, ConfiguredFile, Workspace } from "./workspace";
import { YamlBaseline } from "./yamlBaseline";

/** Milliseconds of counting before other requests get their turn. */
const SLICE = 15;
/** Milliseconds after an edit before its counts are told, so that a burst of edits is told once. */
const TELL_DELAY = 20;
/** Milliseconds without an edit before the document is written as YAML, where that is the baseline. */
const YAML_DELAY = 500;

export interface TokenServices {
	readonly workspace: Pick<Workspace, "document" | "file" | "fileNow" | "isOpen" | "settingsOf" | "folders">;
	readonly counting: Counting;
	readonly conversions: Pick<ConversionService, "convert" | "answer">;
	readonly metrics: Stopwatch<"tokens">;
	/** Is told the counts of a document after each edit: what is known at once, and again when all is counted. */
	readonly tell: (counts: TokensResult & { readonly uri: string }) => void;
}

/** A document whose counts are exact as it stands. */
export interface SettledDocument extends ConfiguredDocument {
	readonly meter: Meter;
	readonly counter: TokenCounter;
	readonly label: string;
}

export class TokenService {
	readonly #services: TokenServices;
	readonly #yaml: YamlBaseline;
	/** Files around documents whose tokens somebody wants to know. */
	readonly #asked = new WeakSet<OpenFile>();
	/** Documents whose counts are about to be told. */
	readonly #timers = new Map<string, NodeJS.Timeout>();

	constructor(services: TokenServices) {
		this.#services = services;
		this.#yaml = new YamlBaseline(services.conversions);
	}

	/** Tells the counts of a file soon; a newer change replaces a waiting one. */
	changed({ uri }: Pick<OpenFile, "uri">): void {
		this.closed(uri);
		const timer = setTimeout(() => {
			this.#timers.delete(uri);
			void this.#tell(uri).catch(() => {});
		}, TELL_DELAY);
		this.#timers.set(uri, timer);
	}

	closed(uri: string): void {
		clearTimeout(this.#timers.get(uri));
		this.#timers.delete(uri);
	}

	/** The document with settled counts for the model of its settings; undefined when it was closed meanwhile. */
	async settled(configured: ConfiguredDocument): Promise<SettledDocument | undefined> {
		const counter = await this.#services.counting.forModel(configured.settings.model);
		const meter = await this.#settle(configured.document, counter);
		return meter && { ...configured, meter, counter: counter.counter, label: counter.label };
	}

	/** @throws ConversionError where the document is not open */
	async answer(question: TokensQuestion, cancellation: Cancellation): Promise<TokensResult> {
		const { uri, encoding, range } = question;
		const { workspace, counting } = this.#services;
		const around = await workspace.file(uri);
		if (around?.file.count !== undefined) return this.#answerAround(around, question, cancellation);
		const configured = await workspace.document(uri);
		if (configured === undefined) throw new ConversionError(`${uri} is not open. Open it to count its tokens.`);
		const { document, settings } = configured;
		const counter = await counting.forModel(encoding ?? settings.model);
		const meter = await this.#settle(document, counter);
		if (meter === undefined) throw new ConversionError(`${uri} was closed.`);
		if (range === undefined) return this.#full(configured, meter, counter, cancellation);
		return textOnly(meter.rangeTokens(range), document.version, counter);
	}

	/** Of a file that holds documents: the one at the position beside all of it, a stretch of it, or all of it. */
	async #answerAround(
		{ file, settings }: ConfiguredFile,
		{ encoding, position, range }: TokensQuestion,
		cancellation: Cancellation,
	): Promise<TokensResult> {
		this.#asked.add(file);
		const counter = await this.#services.counting.forModel(encoding ?? settings.model);
		const count = await this.#settleAround(file, counter);
		if (count === undefined) throw new ConversionError(`${file.uri} was closed.`);
		if (range !== undefined) {
			const { start, end } = range;
			const tokens = count.range(start.line, start.character, end.line, end.character);
			return textOnly(tokens, file.version, counter);
		}
		const at = position && { start: position, end: position };
		const document = at && file.documents.find(({ places }) => places.touches(at));
		const meter = document && (await this.#settle(document, counter));
		if (document === undefined || meter === undefined) return this.#fileCounts({ file, settings }, count, counter);
		const counts = await this.#full({ document, settings }, meter, counter, cancellation);
		return { ...counts, file: count.total };
	}

	/** The count of all of a file; undefined when it was closed meanwhile. */
	async #settleAround(file: OpenFile, counter: ModelCounter): Promise<LiveCount | undefined> {
		const count = file.count?.(counter.counter);
		while (count !== undefined && !this.#services.metrics.time("tokens", () => count.step(SLICE))) {
			await new Promise((resolve) => setImmediate(resolve));
			if (this.#services.workspace.fileNow(file.uri) !== file) return undefined;
		}
		return count;
	}

	#fileCounts({ file, settings }: ConfiguredFile, count: LiveCount, counter: ModelCounter): TokensResult {
		const context = contextOf(counter.model.name);
		const budget = budgetOf(URI.parse(file.uri), settings.budgets, this.#services.workspace.folders);
		return {
			...textOnly(count.total, file.version, counter),
			...(context !== undefined && { context }),
			...(budget !== undefined && { budget }),
		};
	}

	/** Tokens of any text, and of the same value as TOON. */
	async countText(text: string, from: Format, uri: string, cancellation: Cancellation): Promise<CountTextResult> {
		const { workspace, counting, conversions } = this.#services;
		const { model: name, delimiter } = await workspace.settingsOf(uri);
		const { count, label, model } = await counting.forModel(name);
		const exact = model.kind === "exact";
		try {
			const request = { text, from, to: "toon", options: { delimiter } } as const;
			const { tokensBefore, tokensAfter } = await conversions.answer(request, name, cancellation);
			return { encoding: label, tokens: tokensBefore, exact, asToon: tokensAfter };
		} catch (error) {
			if (error instanceof ConversionError) return { encoding: label, tokens: count(text), exact, asToon: null };
			throw error;
		}
	}

	/** A meter whose counts are exact for the document as it stands; undefined when it was closed meanwhile. */
	async #settle(document: OpenDocument, counter: ModelCounter): Promise<Meter | undefined> {
		const meter = document.meter(counter.counter);
		while (!this.#step(meter)) {
			await new Promise((resolve) => setImmediate(resolve));
			if (!this.#services.workspace.isOpen(document)) return undefined;
		}
		return meter;
	}

	/** Tells what is known at once, and again when all is counted. */
	async #tell(uri: string): Promise<void> {
		const { workspace, counting, tell } = this.#services;
		const around = await workspace.file(uri);
		if (around?.file.count !== undefined) return this.#tellAround(around);
		const configured = await workspace.document(uri);
		if (configured === undefined) return;
		const { document, settings } = configured;
		const { revision } = document;
		const counter = await counting.forModel(settings.model);
		const meter = document.meter(counter.counter);
		if (!this.#step(meter)) {
			tell({ uri, ...this.#counts(configured, meter, counter) });
			if ((await this.#settle(document, counter)) === undefined) return;
		}
		// Of a burst of edits only the last is told; its own timer does so.
		if (document.revision !== revision) return;
		const known = this.#counts(configured, meter, counter);
		tell({ uri, ...known });
		if (settings.baseline !== "yaml" || known.savings !== null || document.toon.hasErrors) return;
		await new Promise((resolve) => setTimeout(resolve, YAML_DELAY));
		if (document.revision !== revision || !workspace.isOpen(document)) return;
		const full = await this.#full(configured, meter, counter, undefined);
		if (document.revision === revision) tell({ uri, ...full });
	}

	/** Of a file that holds documents only those are told that somebody has asked for. */
	async #tellAround(around: ConfiguredFile): Promise<void> {
		const { file, settings } = around;
		if (!this.#asked.has(file)) return;
		const { version } = file;
		const counter = await this.#services.counting.forModel(settings.model);
		const count = await this.#settleAround(file, counter);
		if (count === undefined || file.version !== version) return;
		this.#services.tell({ uri: file.uri, ...this.#fileCounts(around, count, counter) });
	}

	#step(meter: Meter): boolean {
		return this.#services.metrics.time("tokens", () => meter.step(SLICE));
	}

	/** With YAML where that is the baseline, which takes longest. */
	async #full(
		configured: ConfiguredDocument,
		meter: Meter,
		counter: ModelCounter,
		cancellation: Cancellation | undefined,
	): Promise<TokensResult> {
		const { document, settings } = configured;
		if (settings.baseline === "yaml" && !document.toon.hasErrors) {
			await this.#yaml.count(configured, counter, cancellation);
		}
		return this.#counts(configured, meter, counter);
	}

	#counts({ document, settings }: ConfiguredDocument, meter: Meter, counter: ModelCounter): TokensResult {
		const { baseline, budgets } = settings;
		const context = contextOf(counter.model.name);
		// Budgets are those of whole files.
		const isFile = document.places === wholeFile;
		const budget = isFile ? budgetOf(URI.parse(document.uri), budgets, this.#services.workspace.folders) : undefined;
		const { toon, exact, ...counted } = meter.counts;
		// What is not counted to its end would be a number that means nothing.
		const { json, jsonCompact } = exact ? counted : { json: null, jsonCompact: null };
		const yaml = exact ? (this.#yaml.known(document, counter) ?? null) : null;
		const baselineTokens = { json, "json-compact": jsonCompact, yaml }[baseline];
		return {
			version: document.version,
			encoding: counter.label,
			toon,
			json,
			jsonCompact,
			exact: exact && counter.model.kind === "exact",
			savings: baselineTokens === null ? null : { baseline, baselineTokens, ...saved(toon, baselineTokens) },
			...(context !== undefined && { context }),
			...(budget !== undefined && { budget }),
			...(counter.notice !== undefined && { notice: counter.notice }),
		};
	}
}

/** Tokens of a text that has no value to compare with. */
const textOnly = (tokens: number, version: number, counter: ModelCounter): TokensResult => ({
	version,
	encoding: counter.label,
	toon: tokens,
	json: null,
	jsonCompact: null,
	exact: counter.model.kind === "exact",
	savings: null,
	...(counter.notice !== undefined && { notice: counter.notice }),
});
