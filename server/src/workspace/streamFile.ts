/** Runs a conversion that goes part by part over a file. */
import { isUtf8 } from "node:buffer";
import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { ConversionError, type StreamConversion } from "../convert";
import { FileError } from "./files";
import type { Problem } from "./tasks";
import { decodeText } from "./text";

/** Bytes that are read at once, and those that one row or item may have. */
const PART_BYTES = 2 ** 20;
const MOST_BYTES = 256 * 2 ** 20;

/** Takes what was written, in order; the bytes are valid during the call only. */
export type Sink = (bytes: Uint8Array) => void;

/** Is told how many bytes of the file are done, all passes taken together. */
export type ReportBytes = (done: number, total: number) => void;

export interface StreamFileOptions {
	readonly report?: ReportBytes | undefined;
	/** Only look at the source: the first pass, which finds all that is wrong with it. */
	readonly lookOnly?: boolean;
	/** Bytes that are read at once. */
	readonly partBytes?: number | undefined;
}

/** The source is no text. */
export class SourceProblem extends Error {
	override readonly name = "SourceProblem";
	readonly problem: Problem;

	constructor(problem: Problem) {
		super(problem.message);
		this.problem = problem;
	}
}

/** @throws ConversionError, SourceProblem, a FileError where the file changed meanwhile, or an error of the system */
export function streamFile(
	file: string,
	stream: StreamConversion,
	sink: Sink,
	{ report, lookOnly = false, partBytes = PART_BYTES }: StreamFileOptions = {},
): void {
	const descriptor = openSync(file, "r");
	try {
		const before = fstatSync(descriptor, { bigint: true });
		const passes = lookOnly ? 1 : stream.passes;
		const size = Number(before.size);
		for (let pass = 1; pass <= passes; pass++) {
			const flush = (): void => {
				const { data, length } = stream.out;
				if (!lookOnly && pass === passes && length > 0) sink(data.subarray(0, length));
				stream.out.length = 0;
			};
			stream.begin(pass);
			const reached = (position: number): void => {
				flush();
				report?.(Math.round((position + (pass - 1) * size) / passes), size);
			};
			readParts(descriptor, { isFirstPass: pass === 1, partBytes }, stream, reached);
			stream.end();
			flush();
		}
		const after = statSync(file, { bigint: true, throwIfNoEntry: false });
		if (after?.mtimeNs !== before.mtimeNs || after.size !== before.size || after.ino !== before.ino) {
			throw new FileError("not done: the source was changed meanwhile; run it again", "ECHANGED");
		}
	} finally {
		closeSync(descriptor);
	}
}

interface Pass {
	readonly isFirstPass: boolean;
	readonly partBytes: number;
}

/** @param reached is called after each part, with the bytes that have been read */
function readParts(
	descriptor: number,
	{ isFirstPass, partBytes }: Pass,
	stream: StreamConversion,
	reached: (position: number) => void,
): void {
	let buffer = new Uint8Array(2 * partBytes);
	let length = 0;
	let position = 0;
	for (let isFinal = false; !isFinal; ) {
		const read = readSync(descriptor, buffer, length, Math.min(partBytes, buffer.length - length), position);
		isFinal = read === 0;
		position += read;
		length += read;
		if (position === read && hasMark(buffer)) {
			buffer.copyWithin(0, 3, length);
			length -= 3;
		}
		const taken = stream.push(buffer, length, isFinal);
		if (isFirstPass && !isUtf8(buffer.subarray(0, taken))) {
			throw new SourceProblem(notUtf8(descriptor, position - length, buffer.subarray(0, taken)));
		}
		reached(position);
		buffer.copyWithin(0, taken, length);
		length -= taken;
		if (length < buffer.length) continue;
		if (length >= MOST_BYTES)
			throw new ConversionError(
				"The file is too large to be read whole, and a single line or item of it has more than 256 MB. Split it.",
			);
		const larger = new Uint8Array(2 * buffer.length);
		larger.set(buffer);
		buffer = larger;
	}
}

/** The first bytes that are no text, at their place in the file. */
function notUtf8(descriptor: number, before: number, part: Uint8Array): Problem {
	const decoded = decodeText(part);
	if (!("problem" in decoded)) throw new Error("What is no UTF-8 was decoded");
	const { severity, code, message, range } = decoded.problem;
	const lines = lineFeedsBefore(descriptor, before);
	const at = ({ line, character }: typeof range.start) => ({ line: line + lines, character });
	return { severity, code, message, range: { start: at(range.start), end: at(range.end) } };
}

function lineFeedsBefore(descriptor: number, end: number): number {
	const buffer = Buffer.alloc(PART_BYTES);
	let count = 0;
	for (let position = 0; position < end; ) {
		const read = readSync(descriptor, buffer, 0, Math.min(buffer.length, end - position), position);
		if (read === 0) break;
		position += read;
		const part = buffer.subarray(0, read);
		for (let at = part.indexOf(0x0a); at >= 0; at = part.indexOf(0x0a, at + 1)) count++;
	}
	return count;
}

const hasMark = (data: Uint8Array): boolean => data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf;
