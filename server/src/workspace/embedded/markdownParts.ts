/** The data in the fences of a Markdown text that is not edited: read out, and written back into their places. */
import { FORMATS, type Format } from "../../convert";
import type { Range } from "../../language";
import { contentOf, languageOf, MarkdownText } from "../../markdown";
import { FencePlaces } from "./places";

/** Other names for formats, as info strings use them. */
const ALIASES: Readonly<Record<string, Format>> = { yml: "yaml", ndjson: "jsonl", json5: "jsonc", md: "markdown" };

/** The format that a fence with this info string holds data of; undefined for any other language. */
export function formatOfInfo(info: string): Format | undefined {
	const language = languageOf(info);
	return ALIASES[language] ?? FORMATS.find((each) => each === language);
}

/** A fence with data. */
export interface MarkdownPart {
	readonly format: Format;
	/** Without the line end before the closing mark. */
	readonly text: string;
	readonly places: FencePlaces;
}

export class MarkdownParts {
	readonly #markdown: MarkdownText;
	/** In the order of the text. */
	readonly all: readonly MarkdownPart[];

	constructor(text: string) {
		const markdown = new MarkdownText(text);
		const { lines, fences } = markdown;
		this.#markdown = markdown;
		this.all = fences.flatMap((place): MarkdownPart[] => {
			const format = formatOfInfo(lines[place.opening]!.info);
			if (format === undefined) return [];
			const text = contentOf(lines.slice(place.first, place.end), true);
			return [{ format, text, places: new FencePlaces(markdown, place) }];
		});
	}

	get toon(): readonly MarkdownPart[] {
		return this.all.filter(({ format }) => format === "toon");
	}

	/** The text with new content in some fences. What a part has in common with its new text stays as it is. */
	with(written: ReadonlyMap<MarkdownPart, string>): string {
		const pieces: string[] = [];
		const { lines } = this.#markdown;
		let next = { line: 0, character: 0 };
		const copy = (to: { readonly line: number; readonly character: number }): void => {
			for (; next.line < to.line; next = { line: next.line + 1, character: 0 }) {
				const { text, end } = lines[next.line]!;
				pieces.push(text.slice(next.character), end);
			}
			pieces.push(lines[to.line]!.text.slice(next.character, to.character));
		};
		for (const part of this.all) {
			const edit = differenceOf(part.text, written.get(part) ?? part.text);
			if (edit === undefined) continue;
			const { range, newText } = part.places.out(edit);
			copy(range.start);
			pieces.push(newText);
			next = { ...range.end };
		}
		copy({ line: lines.length - 1, character: Number.POSITIVE_INFINITY });
		return pieces.join("");
	}
}

/** The edit of whole lines that makes one text of another; undefined where they are equal. Line ends are the first one's. */
function differenceOf(before: string, after: string): { readonly range: Range; readonly newText: string } | undefined {
	const end = /\r\n|\n/.exec(before)?.[0] ?? "\n";
	const old = before.split(/\r\n|\n/);
	const lines = after.split(/\r\n|\n/);
	// A document of its own may end its last line; in a fence the closing mark stands there.
	if (lines.length > 1 && lines.at(-1) === "" && old.at(-1) !== "") lines.pop();
	const most = Math.min(old.length, lines.length);
	let head = 0;
	while (head < most && old[head] === lines[head]) head++;
	let tail = 0;
	while (tail < most - head && old[old.length - 1 - tail] === lines[lines.length - 1 - tail]) tail++;
	if (head === old.length && head === lines.length) return undefined;
	// At least one line on both sides, so that there is one to begin and to end with.
	if (head + tail === most) {
		if (head > 0) head--;
		else if (tail > 0) tail--;
	}
	const last = old.length - 1 - tail;
	const range = { start: { line: head, character: 0 }, end: { line: last, character: old[last]!.length } };
	return { range, newText: lines.slice(head, lines.length - tail).join(end) };
}
