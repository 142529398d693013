/** Conversions of files that are too large to be read whole: part by part, or refused in words. */
import { closeSync, openSync, readSync, statSync, writeSync } from "node:fs";
import { URI } from "vscode-uri";
import { ConversionError, type StreamConversion, streamOf } from "../convert";
import { ContentHash } from "./contentHash";
import { conversionErrors, warningOf } from "./conversionProblems";
import { fileError } from "./fileErrors";
import { FileError } from "./files";
import { generatedRecords } from "./generated";
import { writeInParts } from "./nodeFiles";
import { LARGE_BYTES, mostWhole, sizeOf, tooLarge } from "./sizeLimits";
import { type ReportBytes, SourceProblem, streamFile } from "./streamFile";
import { CONFLICT_ADVICE, type ConvertTask, type Problem, type TaskOutput, type TextResult } from "./tasks";

const records = generatedRecords();

/** The result for a large file; undefined where the file is to be read whole. */
export async function convertLarge(task: ConvertTask, report?: ReportBytes): Promise<TextResult | undefined> {
	const { source, from, to, strict, indentSize, output, weigh } = task;
	const size = "file" in source ? sizeOf(source.file) : undefined;
	if (size === undefined || size <= LARGE_BYTES || !("file" in source)) return undefined;
	const most = mostWhole(from, to);
	const options = { ...task.options, strict, ...(indentSize !== "auto" && { indentSize }) };
	const stream = strict && weigh?.onlyIfSmaller !== true ? streamOf(from, to, options) : undefined;
	const isWhole = size <= most;
	if (stream === undefined) {
		return isWhole ? undefined : { problems: [tooLarge(size, most, `${from} is converted to ${to}`)] };
	}
	try {
		const work = { file: source.file, stream, report };
		const result = output === undefined ? print(work) : await write(work, output);
		return { ...result, problems: [...stream.warnings.list().map(warningOf), ...result.problems] };
	} catch (error) {
		// The whole may be what its parts are not: more than a table, an object of JSON.
		if (error instanceof ConversionError) return isWhole ? undefined : { problems: conversionErrors(error) };
		if (error instanceof SourceProblem) return { problems: [error.problem] };
		if (error instanceof FileError) return { problems: [{ severity: "error", message: error.message }] };
		throw error;
	}
}

interface Work {
	readonly file: string;
	readonly stream: StreamConversion;
	readonly report: ReportBytes | undefined;
}

/** To standard output; what goes wrong later has been printed in part. */
function print({ file, stream, report }: Work): TextResult {
	const sink = (bytes: Uint8Array): void => {
		for (let at = 0; at < bytes.length; ) at += writeSome(bytes.subarray(at));
	};
	streamFile(file, stream, sink, { report });
	return { problems: [], outcome: "written" };
}

/** Pipes that are full are tried again. */
function writeSome(bytes: Uint8Array): number {
	try {
		return writeSync(1, bytes);
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "EAGAIN") {
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
			return 0;
		}
		throw fileError("write", error);
	}
}

/** What stops a write of what stands there already. */
class Unchanged extends Error {}

async function write({ file, stream, report }: Work, output: TaskOutput): Promise<TextResult> {
	const { target, root, overwrite, dryRun } = output;
	const uri = URI.file(target);
	const existing = statSync(target, { throwIfNoEntry: false })?.isFile() === true ? hashOf(target) : undefined;
	const isOurs = existing === undefined || (await records.isOurs(uri, { sha256: existing }));
	const hash = new ContentHash();
	const isConflict = !isOurs && !overwrite;
	if (dryRun || isConflict) {
		streamFile(file, stream, (bytes) => hash.update(bytes), { report });
		if (hash.digest() === existing) return { problems: [], outcome: "unchanged" };
		return isConflict ? { problems: [CONFLICT] } : { problems: [], outcome: "written" };
	}
	try {
		await writeInParts(target, [URI.file(root)], async (descriptor) => {
			const sink = (bytes: Uint8Array): void => {
				hash.update(bytes);
				for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
			};
			streamFile(file, stream, sink, { report });
			const sha256 = hash.digest();
			if (sha256 === existing) throw new Unchanged();
			await records.announce(uri, { sha256 }, isOurs && existing !== undefined ? { sha256: existing } : undefined);
		});
		return { problems: [], outcome: "written" };
	} catch (error) {
		if (error instanceof Unchanged) return { problems: [], outcome: "unchanged" };
		if (error instanceof ConversionError || error instanceof SourceProblem) throw error;
		return { problems: [{ severity: "error", message: fileError("write", error).message, of: "target" }] };
	}
}

const CONFLICT: Problem = {
	severity: "error",
	message: `not overwritten: TOON Workbench did not generate it, or it was edited since${CONFLICT_ADVICE}`,
	of: "target",
};

function hashOf(file: string): string {
	const hash = new ContentHash();
	const descriptor = openSync(file, "r");
	try {
		const buffer = new Uint8Array(1 << 20);
		for (let read = readSync(descriptor, buffer); read > 0; read = readSync(descriptor, buffer)) {
			hash.update(buffer.subarray(0, read));
		}
		return hash.digest();
	} finally {
		closeSync(descriptor);
	}
}
