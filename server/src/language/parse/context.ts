/** What the functions that read a line share: the line at work, the open scopes, and how to read. */
import { Judge } from "../recovery/judge";
import type { AsciiWindow } from "../text/asciiWindow";
import { CellScanner } from "../text/cellScanner";
import { COMMENT_MARKS, hasCommentMark } from "../text/commentLike";
import { HeaderScan } from "../text/headerScan";
import { Watch } from "../text/watch";
import { LineAtWork } from "../tree/lineAtWork";
import { LOOKALIKE_CODES } from "../tree/lookalikes";
import type { TreeOptions } from "../tree/options";
import type { Scopes } from "../tree/scopes";
import type { DiagnosticCode, StyleCode } from "../types";

export class ParseContext {
	readonly scopes: Scopes;
	readonly work: LineAtWork;
	readonly judge: Judge;
	readonly cells: CellScanner;
	/** Filled anew for each header. */
	readonly header = new HeaderScan();
	/** Where `parsePlainKey` stopped, and whether the key had a space before that. */
	stop = 0;
	keyHasSpace = false;
	/** Whether the line at work may look like something else: what reads it sees a byte that says so. */
	isSuspect = false;
	/** Whether the text may have marks of comments, and where it has them while all of it is parsed. */
	readonly watchesComments: boolean;
	readonly #marks = new Watch(COMMENT_MARKS);
	/** Set while a whole text is parsed, which it makes faster. */
	readonly window: AsciiWindow | undefined;

	readonly strict: boolean;
	readonly indentSize: number;
	readonly reportsTrailingSpace: boolean;
	readonly reportsNeedlessQuotes: boolean;
	readonly reportsLegacyEmptyArray: boolean;
	/** Whether anything is reported that looks like something else. */
	readonly reportsLookalikes: boolean;

	readonly #styles: TreeOptions["styles"];

	constructor(scopes: Scopes, options: TreeOptions, window: AsciiWindow | undefined) {
		const { strict, indentSize, styles } = options;
		this.scopes = scopes;
		this.work = new LineAtWork(scopes);
		this.judge = new Judge(scopes, this.work);
		this.window = window;
		this.strict = strict;
		this.indentSize = indentSize;
		this.reportsTrailingSpace = styles.has("trailing-space");
		this.reportsNeedlessQuotes = styles.has("needless-quotes");
		this.reportsLegacyEmptyArray = styles.has("legacy-empty-array");
		this.reportsLookalikes = LOOKALIKE_CODES.some((code) => styles.has(code));
		this.watchesComments = window === undefined || hasCommentMark(window.text);
		this.#styles = styles;
		this.cells = new CellScanner(this.work, this.reportsNeedlessQuotes, styles.has("non-canonical-number"));
	}

	/** Whether the mark of a comment stands in a part of a line. */
	hasCommentMark(start: number, end: number): boolean {
		if (this.window !== undefined) return this.#marks.isIn(this.window.text, start, end);
		return hasCommentMark(this.work.text.slice(start, end));
	}

	/** Whether a matter of style is reported. */
	reports(code: DiagnosticCode): boolean {
		return this.#styles.has(code as StyleCode);
	}
}
