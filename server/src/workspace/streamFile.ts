/** Runs a conversion that goes part by part over a file. */
import { isUtf8 } from "node:buffer";
import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { ConversionError, type StreamConversion } from "../convert";
import { FileError } from "./files";

/** Bytes that are read at once, and those that one row or item may have. */
const PART_BYTES = 4 * 2 ** 20;
const MOST_BYTES = 256 * 2 ** 20;

/** Takes what was written, in order; the bytes are valid during the call only. */
export type Sink = (bytes: Uint8Array) => void;

/** @throws ConversionError, a FileError where the file changed meanwhile, or an error of the system */
export function streamFile(file: string, stream: StreamConversion, sink: Sink): void {
	const descriptor = openSync(file, "r");
	try {
		const before = fstatSync(descriptor, { bigint: true });
		for (let pass = 1; pass <= stream.passes; pass++) {
			const flush = (): void => {
				const { data, length } = stream.out;
				if (pass === stream.passes && length > 0) sink(data.subarray(0, length));
				stream.out.length = 0;
			};
			stream.begin(pass);
			readParts(descriptor, pass === 1, stream, flush);
			stream.end();
			flush();
		}
		const after = statSync(file, { bigint: true, throwIfNoEntry: false });
		if (after?.mtimeNs !== before.mtimeNs || after.size !== before.size || after.ino !== before.ino) {
			throw new FileError("not written: the source was changed meanwhile; run it again", "ECHANGED");
		}
	} finally {
		closeSync(descriptor);
	}
}

function readParts(descriptor: number, isFirstPass: boolean, stream: StreamConversion, flush: () => void): void {
	let buffer = new Uint8Array(2 * PART_BYTES);
	let length = 0;
	let position = 0;
	for (let isFinal = false; !isFinal; ) {
		const read = readSync(descriptor, buffer, length, buffer.length - length, position);
		isFinal = read === 0;
		position += read;
		length += read;
		if (position === read && hasMark(buffer)) {
			buffer.copyWithin(0, 3, length);
			length -= 3;
		}
		const taken = stream.push(buffer, length, isFinal);
		if (isFirstPass && !isUtf8(buffer.subarray(0, taken))) {
			throw new ConversionError("There are bytes that are no UTF-8. Save the file as UTF-8.");
		}
		flush();
		buffer.copyWithin(0, taken, length);
		length -= taken;
		if (length < buffer.length) continue;
		if (length >= MOST_BYTES) throw new ConversionError("A single row or item is larger than 256 MB. Split it.");
		const larger = new Uint8Array(2 * buffer.length);
		larger.set(buffer);
		buffer = larger;
	}
}

const hasMark = (data: Uint8Array): boolean => data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf;
