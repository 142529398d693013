/** Where the places of a TOON document are in its file: the same ones, or those of a fence. */
import type { Position, Range } from "../../language";
import { type FencePlace, type MarkdownLine, type MarkdownText, prefixBelow, withoutTabs } from "../../markdown";
import { type MappedEdit, mapPlaces } from "./mapPlaces";

/** Turns places of a document into those of its file and back. Whatever data they stand in is copied. */
export interface Places {
	/** Line of the file that line 0 of the document stands in. */
	readonly firstLine: number;
	/** Names the mapping: two answers with equal places and equal names are the same. */
	readonly name: string;
	/** Whether the document has something in a range of the file, ends included. */
	touches(range: Range): boolean;
	/** An answer about the document as one about the file. */
	out<T>(answer: T): T;
	/** A question about the file as one about the document; what lies before or behind it becomes its start or end. */
	into<T>(question: T): T;
}

/** Of a document that is the whole file. */
export const wholeFile: Places = {
	firstLine: 0,
	name: "",
	touches: () => true,
	out: (answer) => answer,
	into: (question) => question,
};

/** Of the content of a fence. The place of the fence is told anew whenever lines move. */
export class FencePlaces implements Places {
	readonly #markdown: Pick<MarkdownText, "lines">;
	fence: FencePlace;
	/** Grows when lines of the fence may begin elsewhere. */
	revision = 0;

	constructor(markdown: Pick<MarkdownText, "lines">, fence: FencePlace) {
		this.#markdown = markdown;
		this.fence = fence;
	}

	get firstLine(): number {
		return this.fence.first;
	}

	get name(): string {
		return `${this.fence.first}.${this.revision}`;
	}

	touches({ start, end }: Range): boolean {
		const { first, end: behind } = this.fence;
		return start.line < behind && end.line >= first;
	}

	out<T>(answer: T): T {
		return mapPlaces(answer, {
			position: (position) => this.#toFile(position),
			edit: (range, newText, adjusts) => this.#editOfFile(range, adjusts ? this.#indented(range, newText) : newText),
		});
	}

	into<T>(question: T): T {
		const position = (place: Position): Position => this.#toDocument(place);
		return mapPlaces(question, {
			position,
			edit: ({ start, end }, newText) => ({ range: { start: position(start), end: position(end) }, newText }),
		});
	}

	/** The line of the file for one of the document; undefined where the fence is empty. */
	#line(number: number): MarkdownLine | undefined {
		const { first, end } = this.fence;
		return first + number < end ? this.#markdown.lines[first + number] : undefined;
	}

	get #opening(): MarkdownLine {
		return this.#markdown.lines[this.fence.opening]!;
	}

	/** Places behind the content are its end. */
	#clamped(position: Position): Position {
		const { first, end } = this.fence;
		if (first + position.line < end) return position;
		return { line: Math.max(0, end - first - 1), character: Number.POSITIVE_INFINITY };
	}

	#toFile(position: Position): Position {
		const { line, character } = this.#clamped(position);
		const known = this.#line(line);
		if (known === undefined) return { line: this.fence.opening, character: this.#opening.text.length };
		const { text, start, virtual } = known;
		return {
			line: this.fence.first + line,
			character: Math.min(start + Math.max(0, character - virtual), text.length),
		};
	}

	#toDocument({ line, character }: Position): Position {
		const { first, end } = this.fence;
		if (line < first || first === end) return { line: 0, character: 0 };
		const last = Math.min(line, end - 1);
		const { text, start, virtual } = this.#markdown.lines[last]!;
		const at = line === last ? Math.min(character, text.length) : text.length;
		return { line: last - first, character: at < start ? 0 : virtual + at - start };
	}

	/** Lines that come in get what the lines of the fence begin with, and lines that lack it get it. */
	#editOfFile(range: Range, newText: string): MappedEdit {
		const start = this.#clamped(range.start);
		const end = this.#clamped(range.end);
		const first = this.#line(start.line);
		const last = this.#line(end.line);
		const place = { start: this.#toFile(start), end: this.#toFile(end) };
		const prefix = this.#prefix(first);
		if (first === undefined || last === undefined) {
			if (newText === "") return { range: place, newText };
			return { range: place, newText: (this.#opening.end || "\n") + prefix + prefixed(newText, prefix, true) };
		}

		// The rest of a tab that is gone with it.
		const spaces = " ".repeat(Math.max(0, last.virtual - end.character));
		const rest = spaces + last.text.slice(place.end.character);
		const text = prefixed(newText, prefix, rest !== "") + spaces;
		if (!isPrefixWanting(first, start, prefix, newText + rest)) return { range: place, newText: text };
		const own = " ".repeat(first.virtual) + first.text.slice(first.start);
		const line = { line: place.start.line, character: 0 };
		return { range: { start: line, end: place.end }, newText: prefix + own.slice(0, start.character) + text };
	}

	/** Lines behind the first one as far in as the line where they come in. */
	#indented({ start }: Range, newText: string): string {
		const line = this.#line(start.line);
		const indentation = line === undefined ? "" : /^[ \t]*/.exec(line.text.slice(line.start))![0];
		return newText.replaceAll("\n", `\n${indentation}`);
	}

	/** What the lines of the fence begin with: as the line `like` writes it, if that is all of it, since there may be tabs. */
	#prefix(like: MarkdownLine | undefined): string {
		const full = prefixBelow(this.#opening);
		if (like === undefined || like.virtual > 0) return full;
		const own = like.text.slice(0, like.start);
		return withoutTabs(own) === full ? own : full;
	}
}

/** Whether what begins the line in the file would take a part of what is written there, or lacks something. */
function isPrefixWanting(line: MarkdownLine, { character }: Position, prefix: string, written: string): boolean {
	const { text, start, virtual } = line;
	if (character < virtual) return true;
	if (text.slice(0, start) === prefix || written === "") return false;
	const isBlank = text.slice(start).trim() === "";
	return isBlank || (character === 0 && /^[ \t]/.test(written));
}

/** Lines behind the first one with what they begin with in the file. @param goesOn whether text follows on the last one */
export function prefixed(newText: string, prefix: string, goesOn: boolean): string {
	const [first = "", ...lines] = newText.split("\n");
	return [
		first,
		...lines.map((line, index) => {
			const isBlank = line.trim() === "" && !(goesOn && index === lines.length - 1);
			return isBlank ? prefix.trimEnd() + (line.endsWith("\r") ? "\r" : "") : prefix + line;
		}),
	].join("\n");
}
