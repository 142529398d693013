/** TOON to Markdown: a document that a person likes to read, the same bytes every time. */
import type { ToonDocument } from "../language";
import { warnOfControls } from "./lost";
import type { Block } from "./markdown/blocks";
import { MarkdownBuilder } from "./markdown/builder";
import { createEscaper } from "./markdown/nodes";
import { withMarker } from "./marker";
import { Pieces } from "./pieces";
import type { Cancellation, Conversion, Converter, ConvertOptions } from "./types";
import { Warnings } from "./warnings";

export const toonToMarkdown: Converter<"toon"> = { name: "TOON to Markdown", from: "toon", to: "markdown", convert };

function convert(document: ToonDocument, options: ConvertOptions, cancellation: Cancellation): Conversion {
	const warnings = new Warnings();
	warnOfControls(document, warnings);
	const escaper = createEscaper();
	const builder = new MarkdownBuilder(options, escaper, cancellation);
	document.walk(builder);
	const pieces = new Pieces();
	if (options.marker === false) {
		print(builder.finish(), pieces);
		return { text: pieces.text(), warnings: warnings.list(), lineMap: pieces.lineMap() };
	}
	// The empty line after the marker belongs to the top of the source, as the marker itself does.
	pieces.add("\n", 0, 1);
	print(builder.finish(), pieces);
	const lineMap = pieces.lineMap();
	const map = new Int32Array(lineMap.length + 1);
	map.set(lineMap, 1);
	return { text: withMarker(pieces.text(), options.source), warnings: warnings.list(), lineMap: map };
}

/** Blocks with an empty line between them, which belongs to the one before. */
function print(blocks: readonly Block[], pieces: Pieces): void {
	let last: number | undefined;
	for (const { lines, sources } of blocks) {
		if (last !== undefined) pieces.add("\n", last, 1);
		for (let i = 0; i < lines.length; i++) pieces.add(`${lines[i]}\n`, sources[i]!, 1);
		last = sources[sources.length - 1];
	}
}
