/** Scopes (the root, objects, items, arrays, tables) as integer handles with their properties in columns. 0 is no scope. */
import { Columns } from "./columns";
import { IN_ARRAY, UNDECIDED } from "./kinds";

export class ScopeColumns extends Columns {
	kind = this.uint8("kind");
	/** See kinds.ts. */
	flags = this.uint8("flags");
	parent = this.int32("parent");
	/** The line that opened it. */
	opener = this.int32("opener");
	/** A line at this depth or less closes it. */
	openDepth = this.int32("openDepth");
	/** Depth of its content lines, or UNDECIDED. */
	contentDepth = this.int32("contentDepth");
	/** The irregular indentation of its content, which is reported with the first line only; -1 where it is regular. */
	indentation = this.int32("indentation");
	delimiter = this.uint8("delimiter");
	/** Leaf fields: the cells that a row must have. */
	leaves = this.int32("leaves");
	/** N of the bracket segment; a double since it may be any number of digits; -1 where it is written wrongly. */
	declared = this.float64("declared");
	/** Rows, entry rows or list items that were read. */
	count = this.int32("count");
	/** Broken lines that were perhaps meant as rows or items: the count is not reported when they explain it. */
	doubtful = this.int32("doubtful");
	/** Lines that were meant as its rows or items, but do not stand below it: with any, the header is wrong. */
	shallow = this.int32("shallow");
	/** Rows with a wrong number of cells: they may be less than a row, or more (as many more as `surplusRows` says). */
	wrongRows = this.int32("wrongRows");
	surplusRows = this.int32("surplusRows");
	/** Entry rows whose key stands before in the same table. */
	repeated = this.int32("repeated");
	/** Sum of hashes that shows whether all content is alike: of the widths of rows, or of the keys of a list's items. */
	contentHash = this.int32("contentHash");
	/** Of the items of a list: their primitive fields, and all else. */
	plainFields = this.int32("plainFields");
	otherContent = this.int32("otherContent");
	/** Marks of one reparse: see parse/reparse.ts. */
	mark = this.uint8("mark");
	twin = this.int32("twin");

	#next = 1;
	readonly #free: number[] = [];

	constructor(capacity: number) {
		super(capacity);
	}

	/** Opens a scope: see the columns of these names. */
	add(kind: number, parent: number, opener: number, openDepth: number, contentDepth: number, flags = 0): number {
		const reused = this.#free.pop();
		const scope = reused ?? this.#next++;
		if (reused === undefined) this.reserve(scope);
		else this.clear(scope);
		this.kind[scope] = kind;
		this.flags[scope] = flags | (this.flags[parent]! & IN_ARRAY);
		this.parent[scope] = parent;
		this.opener[scope] = opener;
		this.openDepth[scope] = openDepth;
		this.contentDepth[scope] = contentDepth;
		this.indentation[scope] = -1;
		return scope;
	}

	free(scope: number): void {
		this.#free.push(scope);
	}

	/** One more than the highest handle. */
	get end(): number {
		return this.#next;
	}

	/** Where the next content line of the scope is expected. */
	expectedDepth(scope: number): number {
		const depth = this.contentDepth[scope]!;
		return depth === UNDECIDED ? this.openDepth[scope]! + 1 : depth;
	}
}
