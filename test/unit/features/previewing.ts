/** The server's preview in tests: a document that is typed into, and its blocks told in a few words. */
import assert from "node:assert/strict";
import { type MarkdownOptions, NEVER_CANCELLED } from "../../../server/src/convert/types";
import { Preview } from "../../../server/src/features/preview";
import type {
	PreviewBlock,
	PreviewText,
	PreviewUpdate,
	TickAnswer,
	TickQuestion,
} from "../../../server/src/features/preview/types";
import { ToonDocument } from "../../../server/src/language";

/** A view: what it has been sent, put together as the page does. */
export class View {
	readonly toon: ToonDocument;
	readonly preview: Preview;
	blocks: PreviewBlock[] = [];
	/** The update that came last. */
	last: PreviewUpdate | undefined;
	readonly #source: { toon: ToonDocument; revision: number };
	readonly #settings: { title: string; markdown: MarkdownOptions };

	constructor(text: string, markdown: MarkdownOptions = {}) {
		this.toon = new ToonDocument(text);
		this.#source = { toon: this.toon, revision: 0 };
		this.#settings = { title: "test.toon", markdown };
		this.preview = new Preview(this.#source, () => Promise.resolve());
	}

	get revision(): number {
		return this.last?.revision ?? Number.NaN;
	}

	/** Replaces columns `from` to `to` of a line. */
	edit(line: number, from: number, to: number, text: string): void {
		this.toon.update([{ range: { start: { line, character: from }, end: { line, character: to } }, text }]);
		this.#source.revision++;
	}

	replace(text: string): void {
		this.toon.update([{ text }]);
		this.#source.revision++;
	}

	tick(question: TickQuestion): Promise<TickAnswer | null> {
		return this.preview.tick(this.#settings, question, NEVER_CANCELLED);
	}

	/** Asks for what changed, until all of it is here; returns how many blocks were sent. */
	async update(): Promise<number> {
		const update = await this.preview.update(this.#settings, this.last?.revision, NEVER_CANCELLED);
		assert.ok(update, "the update is not abandoned");
		const { start, remove, blocks, shift } = update.splice;
		const removed = remove ?? this.blocks.length;
		const later = this.blocks.slice(start + removed).map((block) => ({ ...block, line: block.line + shift }));
		this.blocks = [...this.blocks.slice(0, start), ...blocks, ...later];
		this.last = update;
		return update.more ? blocks.length + (await this.update()) : blocks.length;
	}
}

/** The view of a text, complete. */
export async function viewOf(text: string, markdown: MarkdownOptions = {}): Promise<View> {
	const view = new View(text, markdown);
	await view.update();
	return view;
}

export const textOf = (text: PreviewText | undefined): string =>
	text === undefined ? "" : typeof text === "string" ? text : text.text;

/** What a reader sees, a line each: `h2 orders`, `p id: 1`, `li0 red`, `table id|total`, `row 1|99`, `task x Write`. */
export function told(blocks: readonly PreviewBlock[]): string[] {
	return blocks.flatMap((block) => {
		if (block.kind === "heading") return [`h${block.level} ${block.text}`];
		if (block.kind === "table") {
			if (block.tasks) {
				const { title } = block.tasks;
				return block.head.map(({ cells, done }) => `task ${done ? "x" : "_"} ${textOf(cells[title])}`);
			}
			const labels = block.columns.map(({ label, numeric }) => (numeric ? `${label}>` : label));
			return [`table ${labels.join("|")}`, ...block.head.map(({ cells }) => `row ${cells.map(textOf).join("|")}`)];
		}
		return block.items.map(({ depth, key, text }) => {
			const tag = block.kind === "fields" ? "p" : `li${depth}`;
			return `${tag} ${key === undefined ? "" : `${key}: `}${textOf(text)}`.trimEnd();
		});
	});
}
