/** What every kind of block on the page can do; the page knows blocks by this alone. */
import type { PreviewBlock, PreviewRow, PreviewRows, PreviewRowsParams } from "../../../../server/src/lsp/protocol";

export type Block<Kind extends PreviewBlock["kind"]> = Extract<PreviewBlock, { kind: Kind }>;

/** A question to the server about the rows of one block; the page adds which block and which revision. */
export type ViewRowsQuestion = Omit<PreviewRowsParams, "uri" | "revision" | "block">;

/** What the blocks share: what is sought, what is selected, and the way to the server. */
export interface ViewContext {
	/** Marks the sought text. */
	readonly pattern: RegExp | null;
	/** Tables show only rows with this text. */
	readonly filter: string | undefined;
	/** Source line of the cursor in the editor. */
	readonly selectedLine: number | null;
	/** Rows of the table that `view` shows; null when the document has moved on (an update is coming). */
	rows(view: BlockView, question: ViewRowsQuestion): Promise<PreviewRows | null>;
	/** The order of a table has changed: places of matches are other ones now. */
	reordered(): void;
	/** Why tasks cannot be ticked; null where they can. */
	readonly fixed: string | null;
	/** Marks a task of a view as done, or as open again. */
	tick(view: BlockView, row: PreviewRow, done: boolean): void;
	/** Shows a list of tasks as a table, or as a list again. */
	switchForm(view: BlockView): void;
}

/** One block on the page. */
export interface BlockView {
	readonly element: HTMLElement;
	readonly block: PreviewBlock;
	/** Its rows are sorted, or some are left out: they don't scroll along with the source. */
	readonly reordered: boolean;
	/** Shows another content at the same place of the structure. False: it can't, make another view. */
	update(block: PreviewBlock): boolean;
	/** Only its lines moved. */
	moveTo(block: PreviewBlock): void;
	/** What is sought or selected changed: draw again. */
	redraw(): void;
	/** The page scrolled or was resized; called for blocks near the window only. */
	scrolled(): void;
	/** Distance of a source line of this block from the top of its element, in pixels. */
	offsetOf(line: number): number;
	/** The source line at a distance from the top of its element; a fraction where it is between two. */
	lineAt(offset: number): number;
	/** The source line of whatever was clicked. */
	lineOf(target: Element): number;
	/**
	 * Makes a match the current one and brings it to a height in the window, in pixels, or into sight. null: none is
	 * current any more.
	 */
	showPlace(place: number | null, height?: number): void;
}
