/** What the functions that read a line share: the line at work, the open scopes, and how to read. */
import { Judge } from "../recovery/judge";
import type { AsciiWindow } from "../text/asciiWindow";
import { CellScanner } from "../text/cellScanner";
import { HeaderScan } from "../text/headerScan";
import { LineAtWork } from "../tree/lineAtWork";
import type { TreeOptions } from "../tree/options";
import type { Scopes } from "../tree/scopes";

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
	/** Set while a whole text is parsed, which it makes faster. */
	readonly window: AsciiWindow | undefined;

	readonly strict: boolean;
	readonly indentSize: number;
	readonly reportsTrailingSpace: boolean;
	readonly reportsNeedlessQuotes: boolean;
	readonly reportsLegacyEmptyArray: boolean;

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
		this.cells = new CellScanner(this.work, this.reportsNeedlessQuotes, styles.has("non-canonical-number"));
	}
}
