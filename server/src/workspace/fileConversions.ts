/** Conversions of files, from the bytes on disk to the bytes on disk: after a save, on command, or in bulk. */
import { type URI, Utils } from "vscode-uri";
import {
	type Cancellation,
	type Conversion,
	ConversionError,
	extensionOf,
	type Format,
	formatOf,
	NEVER_CANCELLED,
	withPlace,
} from "../convert";
import { type ConversionService, conversionOptions } from "./conversionService";
import type { ConversionOutcome, FileConversion } from "./conversionTypes";
import type { Files } from "./files";
import type { GeneratedRecords } from "./generated";
import { type GivesWay, JobQueue, type Priority } from "./jobQueue";
import { type OutputResult, writeOutput } from "./outputs";
import { folderOf, isInReservedFolder, planConversions, relativePath } from "./saveRules";
import { decodeText } from "./text";
import type { Workspace } from "./workspace";

/** Conversions under way at the same time. */
const CONCURRENCY = 2;

/** Bytes of a file that the language server converts: larger ones are read part by part, which the command line does. */
const LARGEST = 200e6;

export interface FileRequest {
	readonly source: URI;
	readonly target: URI;
	readonly to: Format;
	/** Replace a target that is not ours or was edited. */
	readonly overwrite?: boolean;
}

/** What conversions of files need of the world. */
export interface FileConversionServices {
	readonly workspace: Pick<Workspace, "settingsOf" | "folders" | "isTrusted">;
	readonly conversions: Pick<ConversionService, "convertFile">;
	/** The file system of a uri, with the folders that may be written to. */
	readonly filesOf: (uri: URI, roots: readonly URI[]) => Files;
	readonly records: GeneratedRecords;
	/** Is told of each conversion that has TOON on one side, with that text. */
	readonly onConverted?: (conversion: {
		readonly source: URI;
		readonly target: URI;
		readonly from: Format;
		readonly toon: string;
	}) => void;
}

/** A source that cannot be read. */
class SourceError extends Error {}

export class FileConversions {
	readonly #services: FileConversionServices;
	readonly #queue: JobQueue;

	/** @param concurrency Conversions under way at most, from 1. */
	constructor(services: FileConversionServices, concurrency = CONCURRENCY) {
		this.#services = services;
		this.#queue = new JobQueue(concurrency);
	}

	/** Runs the rules of convert-on-save for a file that was saved; one result for each rule that applies. */
	async saved(source: URI): Promise<readonly FileConversion[]> {
		const { workspace } = this.#services;
		const settings = await workspace.settingsOf(source.toString());
		if (!settings.convertOnSave || !workspace.isTrusted) return [];
		const planned = planConversions(source, settings.saveRules, workspace.folders);
		return Promise.all(
			planned.map(async (plan): Promise<FileConversion> => {
				if ("problem" in plan) return result(plan, "failed", { message: plan.problem });
				return this.run(plan, "save");
			}),
		);
	}

	/** Converts one file. Resolves when it is written, or when it is known why not; never rejects. */
	run(request: FileRequest, priority: Priority, cancellation: Cancellation = NEVER_CANCELLED): Promise<FileConversion> {
		const job = { source: request.source.toString(), target: request.target.toString(), priority, cancellation };
		return this.#queue.run(job, (givesWay) => this.#convert(request, givesWay, cancellation));
	}

	/** The text that the target would get. @throws ConversionError, ConversionCancelled */
	async textOf(request: FileRequest, cancellation: Cancellation): Promise<string> {
		try {
			return (await this.#read(request, cancellation)).text;
		} catch (error) {
			throw error instanceof SourceError ? new ConversionError(error.message) : error;
		}
	}

	async #convert(request: FileRequest, givesWay: GivesWay, cancellation: Cancellation): Promise<FileConversion> {
		if (givesWay()) return result(request, "superseded");
		if (!this.#services.workspace.isTrusted) {
			const message = "The workspace is not trusted, so nothing is written. Trust it to convert files.";
			return result(request, "failed", { message });
		}
		try {
			const refusal = await this.#refusalOf(request);
			if (refusal !== undefined) return result(request, "failed", { message: refusal });
			const { text, warnings, from, source } = await this.#read(request, cancellation);
			if (givesWay()) return result(request, "superseded");
			const { outcome, message } = await this.#write(request, text);
			const toon = from === "toon" ? source : request.to === "toon" ? text : undefined;
			if (toon !== undefined && (outcome === "written" || outcome === "unchanged")) {
				this.#services.onConverted?.({ source: request.source, target: request.target, from, toon });
			}
			return result(request, outcome, { warnings, ...(message !== undefined && { message }) });
		} catch (error) {
			return givesWay() ? result(request, "superseded") : failure(request, error);
		}
	}

	/** Why a target is none to write to, whatever it holds. */
	async #refusalOf({ source, target }: FileRequest): Promise<string | undefined> {
		const name = Utils.basename(target);
		const folder = this.#folderOf(source);
		const path = relativePath(folder, target);
		if (path === undefined) return `${name} lies outside the workspace folder, where nothing is written.`;
		if (isInReservedFolder(path)) return `${name} lies in .git or .vscode, where nothing is written.`;
		const { isSame } = this.#services.filesOf(source, [folder]);
		const isSource = source.toString() === target.toString() || (await isSame?.(source, target)) === true;
		return isSource ? `${name} is the file that is converted: choose another target.` : undefined;
	}

	/** A file outside every workspace folder may be converted on command, within its own folder. */
	#folderOf(source: URI): URI {
		return folderOf(source, this.#services.workspace.folders) ?? Utils.dirname(source);
	}

	/** Whether a target is where a person or a rule expects what is made of a source. */
	async #isExpected({ source, target, to }: FileRequest): Promise<boolean> {
		const { workspace } = this.#services;
		if (target.toString() === fileBeside(source, to).toString()) return true;
		const { saveRules } = await workspace.settingsOf(source.toString());
		return planConversions(source, saveRules, workspace.folders).some(
			(plan) => "target" in plan && plan.to === to && plan.target.toString() === target.toString(),
		);
	}

	/** Reads a file as it is on disk and converts it. */
	async #read({ source, to }: FileRequest, cancellation: Cancellation): Promise<ReadConversion> {
		const { workspace, conversions, filesOf } = this.#services;
		const name = Utils.basename(source);
		const from = formatOf(source.path);
		if (from === undefined || from === "html") {
			throw new ConversionError(`${name} is of no format that can be converted.`);
		}
		const bytes = await filesOf(source, []).read(source);
		if (bytes === undefined) throw new SourceError(`${name} does not exist any more.`);
		if (bytes.length > LARGEST) {
			const megabytes = (bytes.length / 1e6).toFixed(0);
			throw new ConversionError(
				`${name} has ${megabytes} MB; here files of up to ${LARGEST / 1e6} MB are converted. Use the command line: toon-workbench convert.`,
			);
		}
		const read = decodeText(bytes);
		if ("problem" in read) throw new ConversionError(read.problem.message, read.problem.range.start);
		const settings = await workspace.settingsOf(source.toString());
		const options = conversionOptions(settings, from, name);
		const conversion = await conversions.convertFile({ text: read.text, from, to, options }, cancellation);
		return { ...conversion, from, source: read.text };
	}

	async #write(request: FileRequest, text: string): Promise<OutputMessage> {
		const { source, target, to, overwrite } = request;
		const { filesOf, records } = this.#services;
		const name = Utils.basename(target);
		const isNew = !(await this.#isExpected(request));
		const output = { target, text, format: to, isNew, ...(overwrite && { overwrite }) };
		const written = await writeOutput(output, { files: filesOf(target, [this.#folderOf(source)]), records });
		if (!("message" in written)) return written;
		const { outcome, message } = written;
		return { outcome, message: outcome === "conflict" ? `${name} was ${message}.` : `${name}: ${message}.` };
	}
}

/** A conversion with what it was made from. */
type ReadConversion = Conversion & { readonly from: Format; readonly source: string };

interface OutputMessage {
	readonly outcome: OutputResult["outcome"];
	readonly message?: string;
}

/** The file beside a source that has the extension of a format. */
export function fileBeside(source: URI, to: Format): URI {
	const base = Utils.basename(source);
	const name = base.slice(0, base.length - Utils.extname(source).length);
	return Utils.joinPath(Utils.dirname(source), `${name}${extensionOf(to)}`);
}

function failure(request: FileRequest, error: unknown): FileConversion {
	if (error instanceof ConversionError) {
		const { message, place } = error;
		return result(request, "invalid", { message: withPlace(message, place), ...(place !== undefined && { place }) });
	}
	return result(request, "failed", { message: error instanceof Error ? error.message : String(error) });
}

function result(
	{ source, target, to }: Pick<FileRequest, "source" | "to"> & Partial<Pick<FileRequest, "target">>,
	outcome: ConversionOutcome,
	details: Partial<Pick<FileConversion, "message" | "place" | "warnings">> = {},
): FileConversion {
	const places = { source: source.toString(), ...(target !== undefined && { target: target.toString() }) };
	return { ...places, to, outcome, warnings: [], ...details };
}
