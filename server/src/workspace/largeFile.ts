/** What checks and counts of large files have in common: from which size on, and what becomes of what cannot be done in parts. */
import { ConversionError, type Format } from "../convert";
import { WindowError } from "../language";
import { conversionErrors } from "./conversionProblems";
import { FileError } from "./files";
import { LARGE_BYTES, mostCounted, sizeOf, tooLarge } from "./sizeLimits";
import { SourceProblem } from "./streamFile";
import { type CheckResult, hasErrors, type Problem, type TaskSource } from "./tasks";

/** Sizes, for tests: bytes of a file that is not large, of one that is read whole at most, and that are read at once. */
export interface Tuning {
	readonly largeFrom: number;
	readonly mostWhole: number;
	readonly partBytes: number;
	/** UTF-16 units of a window of TOON. */
	readonly windowLength: number;
}

export interface LargeFile {
	readonly file: string;
	readonly size: number;
	readonly from: Format;
	/** It can be read whole too. */
	readonly isWhole: boolean;
}

/** Undefined for what is not large. */
export function largeFile(source: TaskSource, from: Format, tuning?: Tuning): LargeFile | undefined {
	const size = "file" in source ? sizeOf(source.file) : undefined;
	if (size === undefined || size <= (tuning?.largeFrom ?? LARGE_BYTES) || !("file" in source)) return undefined;
	return { file: source.file, size, from, isWhole: size <= (tuning?.mostWhole ?? mostCounted(from)) };
}

/**
 * Runs work that goes part by part. Undefined where the file is to be read whole instead: it can be, and the parts do not
 * tell all, or there are mistakes, of which the whole tells with what stands far from them.
 * @param done what is done, for messages: "counted"
 */
export function overLarge<R extends CheckResult>(
	{ size, from, isWhole }: LargeFile,
	work: () => R | undefined,
	done: string,
): R | { readonly problems: readonly Problem[] } | undefined {
	try {
		const result = work();
		if (result !== undefined && !(isWhole && hasErrors(result.problems))) return result;
		return isWhole ? undefined : { problems: [tooLarge(size, mostCounted(from), `${from} is ${done} like this`)] };
	} catch (error) {
		if (error instanceof SourceProblem) return { problems: [error.problem] };
		if (error instanceof FileError) return { problems: [{ severity: "error", message: error.message }] };
		if (!(error instanceof ConversionError) && !(error instanceof WindowError)) throw error;
		return isWhole ? undefined : { problems: problemsOf(error) };
	}
}

function problemsOf(error: ConversionError | WindowError): readonly Problem[] {
	if (error instanceof ConversionError) return conversionErrors(error);
	const at = { line: error.line, character: 0 };
	return [{ severity: "error", message: error.message, range: { start: at, end: at } }];
}
