/** One state of the preview: the blocks of a document, and what is needed to answer for their rows. */

import { defaultStatusWords } from "../../convert/markdown/tasks";
import type { MarkdownOptions } from "../../convert/types";
import type { ToonDocument } from "../../language";
import { BlockBuilder } from "./blockBuilder";
import { type Outline, outlineOf } from "./changes";
import { seal } from "./drafts";
import { Digest } from "./hash";
import type { Slices } from "./slices";
import { type TaskStates, taskStates } from "./tableBuilder";
import { TableRows } from "./tableRows";
import type { PreviewBlock } from "./types";
import { walkInSlices } from "./walkInSlices";

/** What the preview is made by, beyond the document. */
export interface PreviewSettings {
	/** Heads the document: the name of its file. */
	readonly title: string;
	/** Those of the Markdown converter: which tables are lists of tasks. */
	readonly markdown: MarkdownOptions;
}

export interface Model {
	readonly blocks: readonly PreviewBlock[];
	/** The tables among the blocks, by index. */
	readonly tables: ReadonlyMap<number, TableRows>;
	readonly states: TaskStates;
	readonly outline: Outline;
	/** Names this state: equal blocks at equal lines have an equal revision. */
	readonly revision: number;
}

/** @throws Abandoned */
export async function buildModel(document: ToonDocument, settings: PreviewSettings, slices: Slices): Promise<Model> {
	const { taskLists = "auto", statusWords = defaultStatusWords } = settings.markdown;
	const states = taskLists === "auto" ? taskStates(statusWords) : undefined;
	const builder = new BlockBuilder(settings.title, states);
	await walkInSlices(document, builder, slices);
	const blocks: PreviewBlock[] = [];
	const tables = new Map<number, TableRows>();
	const digest = new Digest();
	for (const draft of builder.finish()) {
		const block = seal(draft);
		if (draft.kind === "table") tables.set(blocks.length, new TableRows(document, draft.content, draft.line));
		digest.number(block.id).number(block.anchor).number(block.line);
		blocks.push(block);
		if (blocks.length % 256 === 0 && slices.isOver) await slices.next();
	}
	return { blocks, tables, states, outline: outlineOf(blocks), revision: digest.value };
}
