/** Fences of Markdown turned into fences of another format, tables into fences and back: as code actions that say what it saves. */
import type { CodeAction, TextEdit } from "vscode-languageserver-types";
import { type Cancellation, ConversionError, type Format, NEVER_CANCELLED, titleOf } from "../convert";
import type { Position, Range } from "../language";
import { contentOf, type FencePlace, languageOf, type MarkdownText, prefixBelow } from "../markdown";
import { tokenCount } from "../savings";
import { type ConversionService, conversionOptions } from "./conversionService";
import { formatOfInfo } from "./embedded/markdownParts";
import { FencePlaces, prefixed } from "./embedded/places";
import type { FenceResult } from "./fenceTypes";
import type { Settings } from "./settings";
import { addressOf, type ConfiguredFile, type Workspace } from "./workspace";

export const FENCE_KIND = "refactor.rewrite.fence";

/** UTF-16 units of a fence up to which it is converted before somebody has chosen, since the title says what that saves. */
const LONGEST_TRIED = 20_000;

/** What a TOON fence becomes. */
const TARGETS: readonly Format[] = ["json", "yaml", "csv", "markdown"];

/** What becomes a TOON fence. */
const SOURCES: ReadonlySet<Format> = new Set(["json", "jsonc", "jsonl", "yaml", "csv", "tsv"]);

/** What stands in `data` of an action whose edits are still to come. */
export interface FenceActionData {
	readonly uri: string;
	readonly version: number;
	/** A place in the fence or table. */
	readonly at: Position;
	readonly fenceTo: Format;
}

export interface FenceServices {
	readonly workspace: Pick<Workspace, "file">;
	readonly conversions: Pick<ConversionService, "answer">;
}

/** A fence or a table that can be converted. */
interface Source {
	readonly format: Format;
	readonly text: string;
	/** All of its lines. */
	readonly range: Range;
	readonly fence: FencePlace | undefined;
}

export class FenceConversions {
	readonly #services: FenceServices;

	constructor(services: FenceServices) {
		this.#services = services;
	}

	/** The fence with data at a place; null where there is none. */
	async fenceAt(uri: string, { line }: Position): Promise<FenceResult | null> {
		const configured = await this.#services.workspace.file(uri);
		const source = configured && sourceAt(configured, line);
		if (source?.fence === undefined) return null;
		const { format, text, range, fence } = source;
		const document = configured?.file.documents.find(
			({ places }) => format === "toon" && places.firstLine === fence.first,
		);
		return { format, text, range, line: fence.first, ...(document && { address: addressOf(document) }) };
	}

	/** What is offered at a place. @param resolves whether the editor asks for the edits of what was chosen */
	async actions(uri: string, { start }: Range, resolves: boolean, cancellation: Cancellation): Promise<CodeAction[]> {
		const configured = await this.#services.workspace.file(uri);
		const source = configured && sourceAt(configured, start.line);
		if (configured === undefined || source === undefined) return [];
		const targets = source.format === "toon" ? TARGETS : (["toon"] as const);
		const offered = targets.map((to): Promise<CodeAction | undefined> => {
			if (source.text.length <= LONGEST_TRIED) return this.#action(configured, source, to, cancellation);
			const data: FenceActionData = { uri, version: configured.file.version, at: start, fenceTo: to };
			const action = { title: titleFor(source, to), kind: FENCE_KIND, data };
			return Promise.resolve(resolves ? action : undefined);
		});
		return (await Promise.all(offered)).filter((action) => action !== undefined);
	}

	/** The edits of an action that was chosen; undefined where the file has changed. @throws ConversionError */
	async edits({ uri, version, at, fenceTo }: FenceActionData): Promise<CodeAction["edit"] | undefined> {
		const configured = await this.#services.workspace.file(uri);
		const source = configured?.file.version === version ? sourceAt(configured, at.line) : undefined;
		if (configured === undefined || source === undefined) return undefined;
		const { text } = await this.#converted(configured.settings, source, fenceTo, NEVER_CANCELLED);
		return { changes: { [uri]: editsFor(configured.file.markdown!, source, fenceTo, text) } };
	}

	async #action(
		{ file, settings }: ConfiguredFile,
		source: Source,
		to: Format,
		cancellation: Cancellation,
	): Promise<CodeAction | undefined> {
		const { version } = file;
		try {
			const { text, tokens } = await this.#converted(settings, source, to, cancellation);
			if (file.version !== version) return undefined;
			const edits = editsFor(file.markdown!, source, to, text);
			const title = `${titleFor(source, to)} (${gainOf(tokens.before, tokens.after)})`;
			return { title, kind: FENCE_KIND, edit: { changes: { [file.uri]: edits } } };
		} catch (error) {
			// What is no value, or has no such form, is not offered.
			if (error instanceof ConversionError) return undefined;
			throw error;
		}
	}

	/** @throws ConversionError where it is no value, or has no such form */
	async #converted(
		settings: Settings,
		{ text, format }: Source,
		to: Format,
		cancellation: Cancellation,
	): Promise<{ readonly text: string; readonly tokens: { readonly before: number; readonly after: number } }> {
		const options = conversionOptions(settings, format, "", { pretty: true });
		const request = { text, from: format, to, options };
		const { text: written, ...result } = await this.#services.conversions.answer(request, settings.model, cancellation);
		const after = to === "markdown" ? tableIn(written) : written;
		if (after === undefined) throw new ConversionError("The value is not one table.");
		return { text: after, tokens: { before: result.tokensBefore, after: result.tokensAfter } };
	}
}

const titleFor = ({ fence, format }: Source, to: Format): string => {
	if (fence === undefined) return "Convert Table to TOON Fence";
	if (to === "markdown") return "Convert Fence to Markdown Table";
	return `Convert ${format === "toon" ? "Fence" : `${titleOf(format)} Fence`} to ${titleOf(to)}`;
};

/** `saves 26 tokens, 58 %`, `costs 3 tokens more`. */
function gainOf(before: number, after: number): string {
	const count = Math.abs(before - after);
	const tokens = tokenCount(count);
	if (count === 0) return "as many tokens";
	return before > after ? `saves ${tokens}, ${Math.round((count / before) * 100)} %` : `costs ${tokens} more`;
}

/** The fence or the table that a line belongs to. */
function sourceAt({ file: { markdown }, settings }: ConfiguredFile, line: number): Source | undefined {
	if (markdown === undefined || !settings.markdownFences) return undefined;
	const fence = markdown.fences[markdown.fenceAt(line)];
	if (fence === undefined) return tableAt(markdown, line);
	const { opening, first, end, isClosed } = fence;
	const format = formatOfInfo(markdown.lines[opening]!.info);
	if (format === undefined || !(format === "toon" || SOURCES.has(format))) return undefined;
	const last = isClosed ? end : end - 1;
	const range = {
		start: { line: opening, character: markdown.lines[opening]!.start },
		end: { line: last, character: markdown.lines[last]!.text.length },
	};
	return { format, text: contentOf(markdown.lines.slice(first, end), true), range, fence };
}

const DELIMITER_ROW = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/** The table of a line: lines with bars of one paragraph, the second of which is the delimiter row (GFM §4.10). */
function tableAt({ lines }: MarkdownText, line: number): Source | undefined {
	const isRow = (number: number): boolean => {
		const known = lines[number];
		return known?.after.leaf.kind === "paragraph" && known.text.slice(known.start).includes("|");
	};
	if (!isRow(line)) return undefined;
	let first = line;
	while (first > 0 && isRow(first - 1) && lines[first - 1]!.after.name === lines[line]!.after.name) first--;
	let end = line + 1;
	while (isRow(end) && lines[end]!.after.name === lines[line]!.after.name) end++;
	const rows = lines.slice(first, end).map(({ text, start }) => text.slice(start));
	if (!DELIMITER_ROW.test(rows[1] ?? "")) return undefined;
	const range = {
		start: { line: first, character: lines[first]!.start },
		end: { line: end - 1, character: lines[end - 1]!.text.length },
	};
	return { format: "markdown", text: `${rows.join("\n")}\n`, range, fence: undefined };
}

/** The lines of the table, if Markdown holds one and, beside a heading and remarks, nothing else. */
function tableIn(markdown: string): string | undefined {
	const lines = markdown.split("\n").filter((line) => line !== "" && !/^(?:#|<!--)/.test(line));
	const isTable = lines.length > 1 && lines.every((line) => line.startsWith("|"));
	const tables = lines.filter((line) => DELIMITER_ROW.test(line)).length;
	return isTable && tables === 1 ? lines.join("\n") : undefined;
}

/** @param text what the fence or the table is to hold */
function editsFor(markdown: MarkdownText, source: Source, to: Format, text: string): TextEdit[] {
	const content = text.replace(/\r?\n$/, "");
	const end = markdown.lines[source.range.start.line]!.end || "\n";
	const edits = (): TextEdit[] => {
		if (source.fence === undefined) return [wholeFence(markdown, source.range, content)];
		if (to === "markdown") return [tableInstead(markdown, source.range, content)];
		return fenceInstead(markdown, source.fence, to, content);
	};
	return edits().map(({ range, newText }) => ({ range, newText: newText.replaceAll(/\r?\n/g, end) }));
}

/** A mark that nothing in the content closes. */
function markFor(content: string, mark = "```"): string {
	const runs = content.matchAll(new RegExp(`^ {0,3}(\\${mark[0]}{3,})[ \\t]*$`, "gm"));
	const longest = Math.max(mark.length - 1, ...[...runs].map(([, run = ""]) => run.length));
	return mark.charAt(0).repeat(longest + 1);
}

function wholeFence({ lines }: MarkdownText, range: Range, content: string): TextEdit {
	const mark = markFor(content);
	return { range, newText: prefixed(`${mark}toon\n${content}\n${mark}`, prefixBelow(lines[range.start.line]!), true) };
}

/** With blank lines around it, since a line beside it would be a row of it. */
function tableInstead({ lines }: MarkdownText, range: Range, table: string): TextEdit {
	const isText = (line: number): boolean => lines[line]?.after.leaf.kind === "paragraph";
	const before = isText(range.start.line - 1) ? "\n" : "";
	const after = isText(range.end.line + 1) ? "\n" : "";
	const prefix = prefixBelow(lines[range.start.line]!);
	return { range, newText: prefixed(`${before}${table}${after}`, prefix, after === "") };
}

/** The language in the info string, the content, and longer marks where the content needs them. */
function fenceInstead(markdown: MarkdownText, fence: FencePlace, to: Format, content: string): TextEdit[] {
	const { lines } = markdown;
	const { opening, first, end, isClosed } = fence;
	const { text, start, info } = lines[opening]!;
	const old = /^(?:`+|~+)/.exec(text.slice(start))![0];
	const mark = markFor(content, old);
	const infoAt = text.indexOf(info, start + old.length);
	const places = new FencePlaces(markdown, fence);
	const count = Math.max(1, end - first);
	const all = { start: { line: 0, character: 0 }, end: { line: count - 1, character: Number.MAX_SAFE_INTEGER } };
	const edits: TextEdit[] = [
		{
			range: onLine(opening, start, infoAt + info.length),
			newText: mark + text.slice(start + old.length, infoAt) + renamed(info, to),
		},
		places.out({ range: all, newText: content }),
	];
	if (isClosed && mark !== old) {
		const closing = lines[end]!;
		edits.push({ range: onLine(end, closing.start, closing.text.length), newText: mark });
	}
	return edits;
}

/** The info string with another language, attributes as they are. */
function renamed(info: string, to: Format): string {
	const at = info.toLowerCase().indexOf(languageOf(info));
	return info.slice(0, at) + to + info.slice(at + languageOf(info).length);
}

const onLine = (line: number, start: number, end: number): Range => ({
	start: { line, character: start },
	end: { line, character: end },
});
