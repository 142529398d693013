/** An open Markdown file: its text, and a TOON document for each of its ```toon fences, kept as it is edited. */
import type { ContentChange, Position } from "../../language";
import {
	contentOf,
	type FenceChange,
	type FencePlace,
	languageOf,
	type MarkdownLine,
	MarkdownText,
} from "../../markdown";
import { LiveCount, type TokenCounter } from "../../tokens";
import { OpenDocument, type OpenFile, type ParseSettings } from "../documents";
import { FencePlaces } from "./places";

/** A TOON fence with its document. */
interface ToonFence {
	readonly document: OpenDocument;
	readonly places: FencePlaces;
}

export class MarkdownFile implements OpenFile {
	readonly uri: string;
	readonly markdown: MarkdownText;
	readonly #newId: () => number;
	#version: number;
	#settings: ParseSettings | undefined;
	/** One for each fence; undefined for those of other languages. */
	readonly #toon: (ToonFence | undefined)[];
	#documents: readonly OpenDocument[] = [];
	readonly #touched = new Set<OpenDocument>();
	readonly #counts = new Map<string, LiveCount>();

	/** @param newId names the documents of fences */
	constructor(newId: () => number, uri: string, version: number, text: string) {
		this.uri = uri;
		this.#version = version;
		this.#newId = newId;
		this.markdown = new MarkdownText(text);
		this.#toon = this.markdown.fences.map((place) => (this.#isToon(place) ? this.#open(place) : undefined));
		this.#list();
	}

	get version(): number {
		return this.#version;
	}

	/** None where the settings want none. */
	get documents(): readonly OpenDocument[] {
		return this.#isOff ? [] : this.#documents;
	}

	get touched(): readonly OpenDocument[] {
		return this.#isOff ? [] : [...this.#touched];
	}

	update(changes: readonly ContentChange[], version: number): void {
		this.#version = version;
		this.#touched.clear();
		for (const change of changes) {
			const done = this.markdown.update(change);
			for (const count of this.#counts.values()) {
				count.replaced(done.first, done.removedLines.length, done.end - done.first);
			}
			this.#follow(done, change.range?.start);
		}
	}

	configure(settings: ParseSettings): void {
		if (settings === this.#settings) return;
		this.#settings = settings;
		for (const document of this.#documents) document.configure(settings);
	}

	/** The tokens of all of the text, made when they are first asked for. */
	count(counter: TokenCounter): LiveCount {
		let count = this.#counts.get(counter.encoding);
		if (count === undefined) {
			const { markdown } = this;
			count = new LiveCount(counter, {
				get lineCount() {
					return markdown.lines.length;
				},
				lineContent: (line) => markdown.lines[line]!.text,
				lineEnd: (line) => markdown.lines[line]!.end,
			});
			this.#counts.set(counter.encoding, count);
		}
		return count;
	}

	get #isOff(): boolean {
		return this.#settings?.markdownFences === false;
	}

	#isToon({ opening }: FencePlace): boolean {
		return languageOf(this.markdown.lines[opening]!.info) === "toon";
	}

	#open(place: FencePlace): ToonFence {
		const places = new FencePlaces(this.markdown, place);
		const text = contentOf(this.markdown.lines.slice(place.first, place.end), true);
		const document = new OpenDocument(this.#newId(), this, text, places);
		if (this.#settings !== undefined) document.configure(this.#settings);
		return { document, places };
	}

	#list(): void {
		this.#documents = this.#toon.flatMap((each) => each?.document ?? []);
	}

	/** Gives each fence that is still there its new place, and its document the new text. */
	#follow(change: FenceChange, at: Position | undefined): void {
		const { index, removed, inserted } = change;
		const places = this.markdown.fences;
		const old = this.#toon
			.slice(index, index + removed.length)
			.flatMap((fence, number) => (fence === undefined ? [] : [{ fence, was: removed[number]! }]));
		const hadToon = old.length > 0;
		const now = places.slice(index, index + inserted).map((place): ToonFence | undefined => {
			if (!this.#isToon(place)) return undefined;
			const known = old.shift();
			if (known === undefined) return this.#open(place);
			this.#refill(known.fence, known.was, place, change, at);
			return known.fence;
		});
		this.#toon.splice(index, removed.length, ...now);
		for (let number = index + inserted; number < places.length; number++) {
			const fence = this.#toon[number];
			if (fence !== undefined) fence.places.fence = places[number]!;
		}
		if (hadToon || now.some((fence) => fence !== undefined)) this.#list();
	}

	/** Lines of the content that were read anew give way to what they are now. */
	#refill(fence: ToonFence, was: FencePlace, place: FencePlace, change: FenceChange, at: Position | undefined): void {
		const { document, places } = fence;
		const { lines } = this.markdown;
		const { first, removedLines, end } = change;
		const oldEnd = first + removedLines.length;
		const lineBefore = (line: number): MarkdownLine =>
			line < first ? lines[line]! : line < oldEnd ? removedLines[line - first]! : lines[line - oldEnd + end]!;

		// What stands before and behind the lines that were read anew is as it was, if it belonged to the fence.
		const head = was.opening === place.opening ? Math.max(0, first - place.first) : 0;
		const hasTail = was.end > oldEnd && place.end > end && was.end - oldEnd === place.end - end;
		const oldTo = (hasTail ? Math.max(oldEnd, was.first) : was.end) - was.first;
		const newTo = (hasTail ? Math.max(end, place.first) : place.end) - place.first;
		// The last line has no end, and gets one where a line comes in behind it.
		const from = Math.max(0, Math.min(head, oldTo, newTo) - (hasTail ? 0 : 1));
		const oldLines = Array.from({ length: oldTo - from }, (_, number) => lineBefore(was.first + from + number));
		const newLines = lines.slice(place.first + from, place.first + newTo);

		places.fence = place;
		places.revision++;
		const own = at === undefined ? undefined : places.into(at);
		const isToEnd = !hasTail;
		const edit = replacement(document, { from, oldLines, newLines, isToEnd }, own);
		if (edit === undefined) return;
		if (!this.#touched.has(document)) document.beginUpdate();
		this.#touched.add(document);
		document.apply(edit);
	}
}

interface LineReplacement {
	/** The first line of the document that gives way. */
	readonly from: number;
	readonly oldLines: readonly MarkdownLine[];
	readonly newLines: readonly MarkdownLine[];
	/** Whether nothing of the document stands behind them. */
	readonly isToEnd: boolean;
}

/**
 * The smallest change that replaces lines of a document; undefined where nothing changes.
 *
 * @param at where the change of the file begins: of several places where it might be, that is meant
 */
function replacement(
	document: OpenDocument,
	{ from, oldLines, newLines, isToEnd }: LineReplacement,
	at: Position | undefined,
): ContentChange | undefined {
	const start = document.toon.offsetAt({ line: from, character: 0 });
	const before = contentOf(oldLines, isToEnd);
	const after = contentOf(newLines, isToEnd);
	if (before === after) return undefined;
	const most = Math.min(before.length, after.length);
	const wanted = at === undefined ? most : Math.max(0, document.toon.offsetAt(at) - start);
	let head = 0;
	while (head < most && head < wanted && before.charCodeAt(head) === after.charCodeAt(head)) head++;
	// A line end is one thing.
	if (before[head - 1] === "\r") head--;
	let tail = 0;
	while (
		tail < most - head &&
		before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
	) {
		tail++;
	}
	const isCut = before[before.length - tail - 1] === "\r" || after[after.length - tail - 1] === "\r";
	if (isCut && before[before.length - tail] === "\n") tail--;
	const range = {
		start: document.toon.positionAt(start + head),
		end: document.toon.positionAt(start + before.length - tail),
	};
	return { range, text: after.slice(head, after.length - tail) };
}
