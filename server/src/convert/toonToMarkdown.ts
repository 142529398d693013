/** TOON to Markdown: a document that a person likes to read, the same bytes every time. */
import type { ToonDocument } from "../language";
import { warnOfNul } from "./lost";
import { MarkdownBuilder } from "./markdown/builder";
import { createEscaper, print } from "./markdown/nodes";
import { withMarker } from "./marker";
import type { Cancellation, Conversion, Converter, ConvertOptions } from "./types";
import { Warnings } from "./warnings";

export const toonToMarkdown: Converter<"toon"> = { name: "TOON to Markdown", from: "toon", to: "markdown", convert };

function convert(document: ToonDocument, options: ConvertOptions, cancellation: Cancellation): Conversion {
	const warnings = new Warnings();
	warnOfNul(document, "Markdown", warnings);
	const escaper = createEscaper();
	const builder = new MarkdownBuilder(options, escaper, cancellation);
	document.walk(builder);
	const { text, lineMap } = print(builder.finish(), escaper);
	// The marker and the empty line after it belong to the top of the source.
	const map = new Int32Array(lineMap.length + 2);
	map.set(lineMap, 2);
	return { text: withMarker(`\n${text}`, options.source), warnings: warnings.list(), lineMap: map };
}
