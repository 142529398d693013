/** One state of the preview: the blocks of a document, and what is needed to answer for their rows. */

import { DEFAULT_STATUS_WORDS, type MarkdownOptions, type TaskStates, taskStates } from "../../convert";
import type { ToonDocument } from "../../language";
import { BlockBuilder } from "./blockBuilder";
import { type Outline, outlineOf } from "./changes";
import { Digest } from "./hash";
import { Sealer } from "./sealer";
import type { Slices } from "./slices";
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
	/** The same in the order in which they were finished. */
	readonly sealed: readonly PreviewBlock[];
	/** The tables among the blocks, by index. */
	readonly tables: ReadonlyMap<number, TableRows>;
	readonly states: TaskStates | undefined;
	readonly outline: Outline;
	/** Names this state: equal blocks at equal lines have an equal revision. */
	readonly revision: number;
}

/**
 * @param before an earlier state of the same document, whose blocks are used again
 * @throws Abandoned
 */
export async function buildModel(
	document: ToonDocument,
	settings: PreviewSettings,
	before: Model | undefined,
	slices: Slices,
): Promise<Model> {
	const { taskLists = "auto", statusWords = DEFAULT_STATUS_WORDS } = settings.markdown;
	const states = taskLists === "auto" ? taskStates(statusWords) : undefined;
	const sealer = new Sealer(before?.sealed);
	const builder = new BlockBuilder(settings.title, states, sealer);
	await walkInSlices(document, builder, slices);
	const { blocks } = builder;
	const tables = new Map<number, TableRows>();
	const digest = new Digest();
	for (let index = 0; index < blocks.length; index++) {
		const block = blocks[index]!;
		const content = block.kind === "table" ? sealer.contents.get(block) : undefined;
		if (content !== undefined) tables.set(index, new TableRows(document, content, block.line));
		digest.number(block.id).number(block.anchor).number(block.line);
		if (index % 1024 === 0 && slices.isOver) await slices.next();
	}
	const revision = digest.value;
	return { blocks, sealed: sealer.sealed, tables, states, outline: outlineOf(blocks), revision };
}
