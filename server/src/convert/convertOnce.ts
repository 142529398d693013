/** One conversion, from any format to any other: checks what is asked for, and puts the converters together. Pure. */
import { type Diagnostic, ToonDocument } from "../language";
import { FORMATS, type Format, titleOf } from "./formats";
import { readerOf, writerOf } from "./registry";
import { tooLong } from "./toon/bytes";
import {
	type Cancellation,
	type Conversion,
	ConversionError,
	type ConvertOptions,
	checkCancelled,
	NEVER_CANCELLED,
} from "./types";

/** What a conversion is made of: a text, or a TOON document that is parsed already. */
export type ConvertSource = { readonly text: string } | { readonly document: ToonDocument };

export type ConvertRequest = ConvertSource & {
	/** Format of the text; default `toon`. */
	readonly from?: Format;
	readonly to: Format;
	readonly options?: ConvertOptions;
};

/**
 * @throws ConversionError when the input is not valid, or the target cannot carry it
 * @throws ConversionCancelled
 */
export function convertOnce(request: ConvertRequest, cancellation: Cancellation = NEVER_CANCELLED): Conversion {
	const { from = "toon", to, options = {} } = request;
	checkFormats(from, to);
	checkOptions(options);
	checkCancelled(cancellation);
	const input = "document" in request ? request.document : request.text;
	return guarded(() => compose(input, from, to, options, cancellation));
}

/** Parsers of other formats recurse; what is too deep for them, or too long for a string, is a fault of the input. */
function guarded(convert: () => Conversion): Conversion {
	try {
		return convert();
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		if (error.message.includes("call stack")) {
			throw new ConversionError("The values are nested too deeply to be converted. Split the document.");
		}
		if (/string length|array length|allocation failed/i.test(error.message)) throw tooLong();
		throw error;
	}
}

/** Reads into TOON where the source is something else, and writes from TOON where the target is. */
function compose(
	input: string | ToonDocument,
	from: Format,
	to: Format,
	options: ConvertOptions,
	cancellation: Cancellation,
): Conversion {
	if (from === "toon") return writerOf(to).convert(validDocument(input, options), written(to, options), cancellation);
	const reader = readerOf(from);
	if (reader === undefined) throw new ConversionError(`${titleOf(from)} is only written: convert from another format.`);
	if (typeof input !== "string") throw new ConversionError(`A TOON document cannot be read as ${from}.`);
	const read = reader.convert(withoutMark(input), to === "toon" ? options : readOptions(options), cancellation);
	if (to === "toon") return read;
	checkCancelled(cancellation);
	const { text, warnings } = unplaced(() => writerOf(to).convert(new ToonDocument(read.text), options, cancellation));
	return { text, warnings: [...read.warnings, ...warnings.map(({ line: _, ...rest }) => rest)] };
}

/** What concerns the source, where the TOON is only on its way to another format. */
const readOptions = ({ csv, markdown }: ConvertOptions): ConvertOptions => ({
	...(csv !== undefined && { csv }),
	...(markdown !== undefined && { markdown }),
});

/** Lines of the TOON in between are no lines of the source: an error says what is wrong, and no place. */
function unplaced(write: () => Conversion): Conversion {
	try {
		return write();
	} catch (error) {
		throw error instanceof ConversionError ? new ConversionError(error.message) : error;
	}
}

/** Options of a writer for TOON that was read: an indentation that was the source's is the result's only in TOON. */
function written(to: Format, { indentSize, ...options }: ConvertOptions): ConvertOptions {
	return to === "toon" && indentSize !== undefined ? { ...options, indentSize } : options;
}

/** @throws ConversionError with the diagnostics of a document that has errors */
function validDocument(input: string | ToonDocument, options: ConvertOptions): ToonDocument {
	const document = documentOf(input, options);
	if (document.hasErrors) {
		throw invalidToon(document.diagnostics().items.filter(({ severity }) => severity === "error"));
	}
	return document;
}

/** A document that is given was parsed already; what is asked for otherwise goes before. */
function documentOf(input: string | ToonDocument, options: ConvertOptions): ToonDocument {
	if (typeof input === "string") {
		const { strict = true, indentSize } = options;
		return new ToonDocument(withoutMark(input), { strict, indentSize });
	}
	const { strict = input.options.strict, indentSize = input.options.indentSize } = options;
	if (strict === input.options.strict && indentSize === input.options.indentSize) return input;
	return new ToonDocument(withoutMark(input.getText()), { strict, indentSize: options.indentSize });
}

function invalidToon(errors: readonly Diagnostic[]): ConversionError {
	const [{ range, message }] = errors as [Diagnostic];
	const more =
		errors.length === 1
			? ""
			: ` There ${errors.length === 2 ? "is 1 more error" : `are ${errors.length - 1} more errors`}.`;
	return new ConversionError(`${message}${more}`, range.start, errors);
}

function checkFormats(...names: readonly Format[]): void {
	for (const name of names) {
		if (FORMATS.includes(name)) continue;
		throw new ConversionError(`There is no format ${JSON.stringify(name)}: choose one of ${FORMATS.join(", ")}.`);
	}
}

function checkOptions({ indentSize, delimiter }: ConvertOptions): void {
	if (indentSize !== undefined && !(Number.isInteger(indentSize) && indentSize >= 1 && indentSize <= 16)) {
		throw new ConversionError(`indentSize is ${JSON.stringify(indentSize)}: choose a whole number from 1 to 16.`);
	}
	if (delimiter !== undefined && !["comma", "tab", "pipe"].includes(delimiter)) {
		throw new ConversionError(`delimiter is ${JSON.stringify(delimiter)}: choose comma, tab or pipe.`);
	}
}

const withoutMark = (text: string): string => (text.startsWith("\uFEFF") ? text.slice(1) : text);
