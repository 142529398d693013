/** Markdown to TOON: headings, tables, lists and task lists become keys and values. */
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { OutlineReader, type Section, sectionsOf, type Value } from "./markdown/outline";
import { TextReader } from "./markdown/text";
import { readMarker } from "./marker";
import { ToonBuilder } from "./toonBuilder";
import { type Conversion, ConversionError, type Converter, type ConvertOptions } from "./types";

export const markdownToToon: Converter<"markdown"> = {
	name: "Markdown to TOON",
	from: "markdown",
	to: "toon",
	convert,
};

function convert(text: string, options: ConvertOptions): Conversion {
	const builder = new ToonBuilder(options);
	const reader = new TextReader(text);
	const root = withoutTitle(sectionsOf(parse(text), reader), readMarker(text)?.source);
	tell(new OutlineReader(reader, builder.warnings).section(root), builder);
	return builder.toToon();
}

/** Lists, quotes and emphasis within each other, as nobody writes them: the parser takes the square of their number. */
const tooDeep = /^(?:[ \t>]|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])){200}|[*_~]{1000}/m;

function parse(text: string): ReturnType<typeof fromMarkdown>["children"] {
	const deep = tooDeep.exec(text);
	if (deep !== null) {
		const line = text.slice(0, deep.index).split("\n").length - 1;
		throw new ConversionError("Lists, quotes or emphasis are nested too deeply to be read. Flatten them.", { line });
	}
	return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }).children;
}

/** The title of a generated document is the name of its file, and no key. */
function withoutTitle(root: Section, source: string | undefined): Section {
	const [title] = root.sections;
	if (source === undefined || title?.depth !== 1 || title.key !== source) return root;
	return { ...title, sections: [...title.sections, ...root.sections.slice(1)] };
}

const number = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;

/** Values are nested no deeper than headings and lists, whose levels are bounded. */
function tell(value: Value, builder: ToonBuilder): void {
	if (value.kind === "literal") builder.literal(value.value);
	else if (value.kind === "text") {
		if (number.test(value.text) && value.text !== "-0") builder.number(value.text, value.line);
		else builder.string(value.text, value.line);
	} else if (value.kind === "array") {
		builder.beginArray(value.line);
		for (const item of value.items) tell(item, builder);
		builder.end();
	} else {
		builder.beginObject(value.line);
		for (const [key, member] of value.members) {
			builder.key(key, value.line);
			tell(member, builder);
		}
		builder.end();
	}
}
