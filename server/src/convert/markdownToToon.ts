/** Markdown to TOON: headings, tables, lists and task lists become keys and values. */
import type { Scalar } from "../language";
import { readFrontMatter } from "./markdown/frontMatter";
import { OutlineReader, type Section, sectionsOf, type Value } from "./markdown/outline";
import { BlockScanner } from "./markdown/scan";
import { readMarker } from "./marker";
import { ToonBuilder } from "./toonBuilder";
import { type Cancellation, type Conversion, ConversionError, type Converter, type ConvertOptions } from "./types";

export const markdownToToon: Converter<"markdown"> = {
	name: "Markdown to TOON",
	from: "markdown",
	to: "toon",
	convert,
};

function convert(text: string, options: ConvertOptions, cancellation: Cancellation): Conversion {
	const builder = new ToonBuilder(options);
	const front = readFrontMatter(text, builder.warnings, cancellation);
	const rest = front?.rest ?? text;
	checkDepth(rest);
	const root = withoutTitle(sectionsOf(new BlockScanner(rest, builder.warnings).blocks()), readMarker(text)?.source);
	const before = options.markdown?.frontMatter === "drop" || front === undefined ? [] : front.members;
	tell(new OutlineReader(builder.warnings).section(root, before.length === 0 ? undefined : before), builder);
	return builder.toToon();
}

/** Lists and quotes within each other, as nobody writes them: the parser takes the square of their number. */
const TOO_DEEP = /^(?:[ \t>]|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])){200}|[*_~]{1000}/m;

function checkDepth(text: string): void {
	const deep = TOO_DEEP.exec(text);
	if (deep === null) return;
	const line = text.slice(0, deep.index).split("\n").length - 1;
	throw new ConversionError("Lists, quotes or emphasis are nested too deeply to be read. Flatten them.", { line });
}

/** The title of a generated document is the name of its file, and no key. */
function withoutTitle(root: Section, source: string | undefined): Section {
	const [title] = root.sections;
	if (source === undefined || title?.depth !== 1 || title.key !== source) return root;
	return { ...title, sections: [...title.sections, ...root.sections.slice(1)] };
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;

/** Values are nested no deeper than headings and lists, whose levels are bounded. */
function tell(value: Value, builder: ToonBuilder): void {
	if (value.kind === "literal") builder.literal(value.value);
	else if (value.kind === "text") tellText(value.text, value.line, builder);
	else if (value.kind === "scalar") tellScalar(value.scalar, value.line, builder);
	else if (value.kind === "table") tellTable(value, builder);
	else if (value.kind === "array") {
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

function tellText(text: string, line: number, builder: ToonBuilder): void {
	if (NUMBER.test(text) && text !== "-0") builder.number(text, line);
	else builder.string(text, line);
}

function tellScalar({ value, text }: Scalar, line: number, builder: ToonBuilder): void {
	if (typeof value === "string") builder.string(value, line);
	else if (typeof value === "number") builder.number(text, line);
	else builder.literal(value);
}

function tellTable({ names, rows, line }: Extract<Value, { kind: "table" }>, builder: ToonBuilder): void {
	builder.beginArray(line);
	// The header, and the rule below it.
	for (const [index, cells] of rows.entries()) {
		const at = line + 2 + index;
		builder.beginObject(at);
		for (const [column, name] of names.entries()) {
			builder.key(name, at);
			const text = cells[column]!;
			if (text === "null") builder.literal(null);
			else if (text === "true" || text === "false") builder.literal(text === "true");
			else tellText(text, at, builder);
		}
		builder.end();
	}
	builder.end();
}
