/** Conversions over the connection: texts on request; files after a save, on command, or in bulk. */
import type { Connection } from "vscode-languageserver";
import { URI, Utils } from "vscode-uri";
import {
	type Cancellation,
	ConversionError,
	type Conversions,
	type ConvertAnswer,
	type ConvertOptions,
	type ConvertRequest,
	createConversions,
	extensionOf,
	type Format,
	formatOf,
	neverCancelled,
} from "../convert";
import { parse } from "../language";
import { ConversionJobs, type Converted, type JobRequest } from "../workspace/conversionJobs";
import type { Counting } from "../workspace/counting";
import type { OpenDocument } from "../workspace/documents";
import type { Files } from "../workspace/files";
import type { GeneratedRecords } from "../workspace/generated";
import type { Stopwatch } from "../workspace/metrics";
import { writeOutput } from "../workspace/outputs";
import type { WorkPool } from "../workspace/pool";
import { folderOf } from "../workspace/saveRules";
import type { Settings, SettingsStore } from "../workspace/settings";
import type { Problem, TextResult } from "../workspace/tasks";
import { decodeText } from "../workspace/text";
import * as protocol from "./protocol";
import { onNotification, onRequest, tell } from "./requests";

/** Conversions of files under way at the same time. */
const concurrency = 2;
/** UTF-16 code units of a source from which a conversion goes to the pool: shorter ones take a few milliseconds. */
const heavy = 200_000;
/** The same for answers to requests, which are remembered only if they were made in place. */
const heavyAnswer = 1_000_000;

export interface ConversionDependencies {
	readonly connection: Connection;
	readonly settings: SettingsStore;
	readonly counting: Counting;
	readonly metrics: Stopwatch<"convert">;
	/** The file system of a uri, with the folders that may be written to. */
	readonly filesOf: (uri: URI, roots: readonly URI[]) => Files;
	readonly records: GeneratedRecords;
	readonly document: (uri: string) => OpenDocument | undefined;
	readonly workspaceFolders: () => readonly URI[];
	readonly isTrusted: () => boolean;
	/** Threads for heavy work, where there are any. */
	readonly pool: Pick<WorkPool, "run"> | undefined;
}

/** Options of a conversion as the settings want them, under those that were asked for. */
export function conversionOptions(settings: Settings, source: string, asked: ConvertOptions = {}): ConvertOptions {
	return {
		delimiter: settings.delimiter,
		strict: settings.strict,
		escapeFormulas: settings.escapeFormulas,
		source,
		markdown: {
			taskLists: settings.taskLists,
			comments: settings.comments,
			...(settings.statusWords !== null && { statusWords: settings.statusWords }),
		},
		...asked,
	};
}

export class ConversionService {
	readonly #dependencies: ConversionDependencies;
	readonly #jobs: ConversionJobs;
	/** Conversions of files, whose tokens nobody counts. */
	readonly #files = createConversions({ count: () => 0, cacheBytes: 16 * 2 ** 20 });
	/** One cache of answers for each encoding that counts them. */
	readonly #conversions = new Map<string, Conversions>();

	constructor(dependencies: ConversionDependencies) {
		this.#dependencies = dependencies;
		const { settings, workspaceFolders, isTrusted } = dependencies;
		this.#jobs = new ConversionJobs(
			{
				convert: (request, given, cancellation) => this.#convertFile(request, given, cancellation),
				write: (request, text) => this.#write(request, text),
				settings: (uri) => settings.of(uri),
				workspaceFolders,
				isTrusted,
			},
			concurrency,
		);
		this.#listen();
	}

	/** Figures of the answers that are remembered, for `toon/metrics`. */
	get cache(): protocol.CacheMetrics {
		const all = [...this.#conversions.values()].map(({ cache }) => cache);
		const sum = (pick: (cache: protocol.CacheMetrics) => number): number =>
			all.reduce((total, each) => total + pick(each), 0);
		return { hits: sum(({ hits }) => hits), misses: sum(({ misses }) => misses), size: sum(({ size }) => size) };
	}

	/** A file was saved: runs convert-on-save and tells the client what became of it. */
	async saved(uri: string): Promise<void> {
		for (const result of await this.#jobs.saved(URI.parse(uri))) {
			tell(this.#dependencies.connection, protocol.fileConverted, result);
		}
	}

	/** @throws ConversionError, ConversionCancelled */
	async convert(request: ConvertRequest, model: string, cancellation: Cancellation): Promise<ConvertAnswer> {
		return (await this.#for(model)).convert(request, cancellation);
	}

	/** An open document as YAML. @throws ConversionError, ConversionCancelled */
	async yamlOf(
		document: OpenDocument,
		settings: Settings,
		cancellation: Cancellation = neverCancelled,
	): Promise<string> {
		const options = conversionOptions(settings, "");
		const request = { text: document.toon.getText(), from: "toon", to: "yaml", options } as const;
		const converted = await this.#convertContent(request, settings, cancellation);
		if ("problem" in converted) throw new ConversionError(converted.problem);
		return converted.text;
	}

	#listen(): void {
		const { connection, settings } = this.#dependencies;
		onRequest(connection, protocol.convert, (params, token) => this.#convertText(params, token), {
			strings: ["to"],
			optionalStrings: ["uri", "text", "from"],
		});
		const file = { strings: ["uri", "to"], optionalStrings: ["target"] };
		onRequest(
			connection,
			protocol.convertFile,
			(params, token) => this.#jobs.run(fileRequest(params), "person", token),
			file,
		);
		onRequest(
			connection,
			protocol.convertFiles,
			({ uris, to }, token) => Promise.all(uris.map((uri) => this.#jobs.run(fileRequest({ uri, to }), "bulk", token))),
			{ strings: ["to"] },
		);
		onRequest(
			connection,
			protocol.conversionText,
			async (params, token) => {
				const converted = await this.#convertFile(fileRequest(params), await settings.of(params.uri), token);
				if ("problem" in converted) throw new ConversionError(converted.problem);
				return { text: converted.text };
			},
			file,
		);
		onNotification(connection, protocol.fileSaved, ({ uri }) => this.saved(uri));
	}

	async #for(model: string): Promise<Conversions> {
		const { counting, metrics } = this.#dependencies;
		const { count, model: known } = await counting.forModel(model);
		let conversions = this.#conversions.get(known.encoding);
		if (conversions === undefined) {
			const observe = ({ milliseconds }: { readonly milliseconds: number }) => metrics.record("convert", milliseconds);
			conversions = createConversions({ count, observe });
			this.#conversions.set(known.encoding, conversions);
		}
		return conversions;
	}

	async #convertText(params: protocol.ConvertParams, token: Cancellation): Promise<protocol.ConvertResult> {
		const uri = "uri" in params ? (params.uri ?? "") : "";
		const settings = await this.#dependencies.settings.of(uri);
		const { to } = params;
		const source = Utils.basename(URI.parse(uri));
		const options = conversionOptions(settings, source, params.options);
		if ("text" in params && params.text !== undefined) {
			const { text, from = to === "toon" ? "json" : "toon" } = params;
			return this.#convertLive({ text, from, to, options }, text, settings, token);
		}
		if (uri === "") throw new ConversionError('toon/convert needs a "uri" of an open document, or a "text".');
		const document = this.#dependencies.document(uri);
		if (document === undefined) throw new ConversionError(`${uri} is not open. Open it, or send its text.`);
		document.configure(settings);
		const request = { document: document.toon, from: "toon", to, options } as const;
		return this.#convertLive(request, document.toon.getText(), settings, token);
	}

	/** In place, where the answer is remembered; in a thread if it is so long that the editor would have to wait. */
	async #convertLive(
		request: ConvertRequest & { readonly from: Format; readonly options: ConvertOptions },
		text: string,
		settings: Settings,
		token: Cancellation,
	): Promise<protocol.ConvertResult> {
		const { pool, counting } = this.#dependencies;
		if (pool === undefined || text.length <= heavyAnswer)
			return plain(await this.convert(request, settings.model, token));
		const { from, to, options } = request;
		const converted = await this.#convertContent({ text, from, to, options }, settings, token);
		if ("problem" in converted) throw new ConversionError(converted.problem);
		const { count } = await counting.forModel(settings.model);
		const warnings = converted.warnings.map((message) => ({ message }));
		return { text: converted.text, from, to, tokensBefore: count(text), tokensAfter: count(converted.text), warnings };
	}

	/** Reads a file as it is on disk and converts it. */
	async #convertFile(request: JobRequest, settings: Settings, cancellation: Cancellation): Promise<Converted> {
		const { source, to } = request;
		const from = formatOf(source.path);
		const name = Utils.basename(source);
		if (from === undefined || from === "html") {
			return { kind: "invalid", problem: `${name} is of no format that can be converted.` };
		}
		const bytes = await this.#dependencies.filesOf(source, []).read(source);
		if (bytes === undefined) return { kind: "failed", problem: `${name} does not exist any more.` };
		const read = decodeText(bytes);
		if ("problem" in read) return { kind: "invalid", problem: read.problem.message };
		const options = conversionOptions(settings, name);
		return this.#convertContent({ text: read.text, from, to, options }, settings, cancellation);
	}

	/** In a thread of the pool if it is long, else in place. Nobody asks for token counts of files. */
	async #convertContent(
		{ text, from, to, options }: Required<ConvertRequest> & { readonly text: string },
		{ strict, indentSize }: Settings,
		cancellation: Cancellation,
	): Promise<Converted> {
		const { pool } = this.#dependencies;
		if (pool !== undefined && text.length > heavy) {
			const task = {
				kind: "convert",
				source: { text },
				from,
				to,
				options,
				strict,
				indentSize,
				output: undefined,
			} as const;
			const [{ text: converted, problems }] = (await pool.run([task])) as [TextResult];
			if (converted !== undefined) return { text: converted, warnings: problems.map(({ message }) => message) };
			return { kind: "invalid", problem: problems.map(inWords)[0] ?? "It cannot be converted." };
		}
		try {
			const input = from === "toon" ? { document: parse(text, { strict, indentSize }) } : { text };
			const answer = this.#files.convert({ ...input, from, to, options }, cancellation);
			return { text: answer.text, warnings: answer.warnings.map(({ message }) => message) };
		} catch (error) {
			if (error instanceof ConversionError) return { kind: "invalid", problem: error.message };
			throw error;
		}
	}

	async #write(request: JobRequest, text: string) {
		const { filesOf, records, workspaceFolders } = this.#dependencies;
		const { target, to, overwrite } = request;
		const name = Utils.basename(target);
		// A file outside every workspace folder may be converted on command, within its own folder.
		const folder = folderOf(request.source, workspaceFolders()) ?? Utils.dirname(request.source);
		if (folderOf(target, [folder]) === undefined) {
			const message = `${name} lies outside the workspace folder, where nothing is written.`;
			return { outcome: "failed", message } as const;
		}
		const output = { target, text, format: to, ...(overwrite && { overwrite }) };
		const result = await writeOutput(output, { files: filesOf(target, [folder]), records });
		if (!("message" in result)) return result;
		const message = result.outcome === "conflict" ? `${name} was ${result.message}.` : `${name}: ${result.message}.`;
		return { ...result, message };
	}
}

function fileRequest({ uri, to, target, overwrite }: protocol.ConvertFileParams): JobRequest {
	const source = URI.parse(uri);
	const beside = (): URI => {
		const base = Utils.basename(source);
		const name = base.slice(0, base.length - Utils.extname(source).length);
		return Utils.joinPath(Utils.dirname(source), `${name}${extensionOf(to)}`);
	};
	return { source, to, target: target === undefined ? beside() : URI.parse(target), ...(overwrite && { overwrite }) };
}

function inWords({ message, range }: Problem): string {
	if (range === undefined) return message;
	return `Line ${range.start.line + 1}, column ${range.start.character + 1}: ${message}`;
}

/** What goes over the wire: the line map stays here. */
function plain({ text, from, to, tokensBefore, tokensAfter, warnings }: ConvertAnswer): protocol.ConvertResult {
	return { text, from, to, tokensBefore, tokensAfter, warnings };
}
