/**
 * Lines and scopes as integer handles, their properties in typed-array columns.
 *
 * An object per line would triple the time of a parse (the garbage collector's part) and the memory. Handle 0 is no
 * line and no scope. A handle stands for the same text as long as it lives; an edited line gets a new one.
 */
import { EOL_MASK, EOL_SHIFT, UNDECIDED } from "./kinds";

type Column = Int32Array | Uint8Array | Uint16Array | Float64Array;

const grown = <T extends Column>(column: T, capacity: number): T => {
	const wider = new (column.constructor as new (length: number) => T)(capacity);
	wider.set(column);
	return wider;
};

export class LineColumns {
	/** Where the line starts in the original text, or -1 for a line of an edit, whose text stands in `own`. */
	start: Int32Array;
	/** UTF-16 code units, line end left out. */
	length: Int32Array;
	kind: Uint8Array;
	flags: Uint16Array;
	/** Levels of indentation. */
	depth: Int32Array;
	/** Cells of a row, entry row or inline array. */
	cells: Int32Array;
	/** Hash of the key; 0 where there is none. */
	keyHash: Int32Array;
	/** The scope whose content the line is; 0 for blank lines and comments. */
	scope: Int32Array;
	/** The innermost scope that is open after the line: the whole state of the parser. */
	top: Int32Array;
	/** Id of the chunk that holds the line. */
	chunk: Int32Array;
	/** Diagnostics of severity error on the line, and findings of style in its text. */
	errors: Uint8Array;
	styles: Uint8Array;

	/** Texts of lines that are not in the original text. */
	readonly own = new Map<number, string>();
	#capacity: number;
	#next = 1;
	#free: number[] = [];

	constructor(
		readonly base: string,
		capacity: number,
	) {
		this.#capacity = capacity;
		this.start = new Int32Array(capacity);
		this.length = new Int32Array(capacity);
		this.kind = new Uint8Array(capacity);
		this.flags = new Uint16Array(capacity);
		this.depth = new Int32Array(capacity);
		this.cells = new Int32Array(capacity);
		this.keyHash = new Int32Array(capacity);
		this.scope = new Int32Array(capacity);
		this.top = new Int32Array(capacity);
		this.chunk = new Int32Array(capacity);
		this.errors = new Uint8Array(capacity);
		this.styles = new Uint8Array(capacity);
	}

	/** A line of the original text. */
	addOriginal(start: number, length: number, eol: number): number {
		const line = this.#next++;
		if (line >= this.#capacity) this.#grow();
		this.start[line] = start;
		this.length[line] = length;
		this.flags[line] = eol << EOL_SHIFT;
		return line;
	}

	/** A line that an edit made. */
	addOwn(text: string, eol: number, flags: number): number {
		const reused = this.#free.pop();
		const line = reused ?? this.#next++;
		if (line >= this.#capacity) this.#grow();
		this.start[line] = -1;
		this.own.set(line, text);
		this.length[line] = text.length;
		this.flags[line] = (eol << EOL_SHIFT) | flags;
		this.errors[line] = 0;
		this.styles[line] = 0;
		return line;
	}

	/** Gives the handle back; the line must be out of the order. */
	free(line: number): void {
		if (this.start[line]! < 0) this.own.delete(line);
		this.scope[line] = 0;
		this.top[line] = 0;
		this.flags[line] = 0;
		this.#free.push(line);
	}

	textOf(line: number): string {
		const start = this.start[line]!;
		return start < 0 ? this.own.get(line)! : this.base.slice(start, start + this.length[line]!);
	}

	eolOf(line: number): number {
		return (this.flags[line]! & EOL_MASK) >> EOL_SHIFT;
	}

	/** How many handles were ever made: per-line caches of others can be arrays of this length. */
	get capacity(): number {
		return this.#next;
	}

	#grow(): void {
		const capacity = Math.ceil(this.#capacity * 1.5) + 1024;
		this.#capacity = capacity;
		this.start = grown(this.start, capacity);
		this.length = grown(this.length, capacity);
		this.kind = grown(this.kind, capacity);
		this.flags = grown(this.flags, capacity);
		this.depth = grown(this.depth, capacity);
		this.cells = grown(this.cells, capacity);
		this.keyHash = grown(this.keyHash, capacity);
		this.scope = grown(this.scope, capacity);
		this.top = grown(this.top, capacity);
		this.chunk = grown(this.chunk, capacity);
		this.errors = grown(this.errors, capacity);
		this.styles = grown(this.styles, capacity);
	}
}

export class ScopeColumns {
	kind: Uint8Array;
	parent: Int32Array;
	/** The line that opened it. */
	opener: Int32Array;
	/** A line at this depth or less closes it. */
	openDepth: Int32Array;
	/** Depth of its content lines, or UNDECIDED. */
	contentDepth: Int32Array;
	/** The irregular indentation of its content, which is reported with the first line only; -1 where it is regular. */
	indentation: Int32Array;
	delimiter: Uint8Array;
	/** Leaf fields: the cells that a row must have. */
	leaves: Int32Array;
	/** 1 where recovery compared a line with `leaves`: with another number, it may decide otherwise. */
	widthAsked: Uint8Array;
	/** N of the bracket segment; a double since it may be any number of digits. */
	declared: Float64Array;
	/** Rows, entry rows or list items that were read. */
	count: Int32Array;
	/** Broken lines that were perhaps meant as rows or items: the count is not reported when they explain it. */
	maybe: Int32Array;
	/**
	 * Lines that were meant as its rows or items, but do not stand below it: with any, the header is wrong. Of the shifted
	 * scope that these lines are in: 1 if they are such, 0 if the header stands wrong, and not they.
	 */
	shallow: Int32Array;
	/** 1 for the content of an array or a keyed table, at any distance: blank lines are errors in it (§12). */
	inArray: Uint8Array;
	/** Rows with a wrong number of cells: they may be less than a row, or more (as many more as `extraRows` says). */
	oddRows: Int32Array;
	extraRows: Int32Array;
	/** Entry rows whose key stands before in the same table. */
	repeated: Int32Array;
	/** 1 for a table whose rows all have the same number of cells, and its header another number of fields. */
	misfit: Uint8Array;
	/** Sum of hashes that shows whether all content is alike: of the widths of rows, or of the keys of a list's items. */
	contentHash: Int32Array;
	/** Of the items of a list: their primitive fields, and all else. */
	plainFields: Int32Array;
	otherContent: Int32Array;
	/** Marks of one reparse: see there. */
	mark: Uint8Array;
	twin: Int32Array;

	#capacity: number;
	#next = 1;
	#free: number[] = [];

	constructor(capacity: number) {
		this.#capacity = capacity;
		this.kind = new Uint8Array(capacity);
		this.parent = new Int32Array(capacity);
		this.opener = new Int32Array(capacity);
		this.openDepth = new Int32Array(capacity);
		this.contentDepth = new Int32Array(capacity);
		this.indentation = new Int32Array(capacity);
		this.delimiter = new Uint8Array(capacity);
		this.leaves = new Int32Array(capacity);
		this.widthAsked = new Uint8Array(capacity);
		this.declared = new Float64Array(capacity);
		this.count = new Int32Array(capacity);
		this.maybe = new Int32Array(capacity);
		this.shallow = new Int32Array(capacity);
		this.inArray = new Uint8Array(capacity);
		this.oddRows = new Int32Array(capacity);
		this.extraRows = new Int32Array(capacity);
		this.repeated = new Int32Array(capacity);
		this.misfit = new Uint8Array(capacity);
		this.contentHash = new Int32Array(capacity);
		this.plainFields = new Int32Array(capacity);
		this.otherContent = new Int32Array(capacity);
		this.mark = new Uint8Array(capacity);
		this.twin = new Int32Array(capacity);
	}

	add(kind: number, parent: number, opener: number, openDepth: number, contentDepth: number, isArray: boolean): number {
		const reused = this.#free.pop();
		const scope = reused ?? this.#next++;
		if (scope >= this.#capacity) this.#grow();
		this.kind[scope] = kind;
		this.parent[scope] = parent;
		this.opener[scope] = opener;
		this.openDepth[scope] = openDepth;
		this.contentDepth[scope] = contentDepth;
		this.inArray[scope] = isArray || this.inArray[parent] === 1 ? 1 : 0;
		this.indentation[scope] = -1;
		if (reused === undefined) return scope;
		this.delimiter[scope] = 0;
		this.leaves[scope] = 0;
		this.widthAsked[scope] = 0;
		this.declared[scope] = 0;
		this.count[scope] = 0;
		this.maybe[scope] = 0;
		this.shallow[scope] = 0;
		this.oddRows[scope] = 0;
		this.extraRows[scope] = 0;
		this.repeated[scope] = 0;
		this.misfit[scope] = 0;
		this.contentHash[scope] = 0;
		this.plainFields[scope] = 0;
		this.otherContent[scope] = 0;
		this.mark[scope] = 0;
		this.twin[scope] = 0;
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

	#grow(): void {
		const capacity = this.#capacity * 2;
		this.#capacity = capacity;
		this.kind = grown(this.kind, capacity);
		this.parent = grown(this.parent, capacity);
		this.opener = grown(this.opener, capacity);
		this.openDepth = grown(this.openDepth, capacity);
		this.contentDepth = grown(this.contentDepth, capacity);
		this.indentation = grown(this.indentation, capacity);
		this.delimiter = grown(this.delimiter, capacity);
		this.leaves = grown(this.leaves, capacity);
		this.widthAsked = grown(this.widthAsked, capacity);
		this.declared = grown(this.declared, capacity);
		this.count = grown(this.count, capacity);
		this.maybe = grown(this.maybe, capacity);
		this.shallow = grown(this.shallow, capacity);
		this.inArray = grown(this.inArray, capacity);
		this.oddRows = grown(this.oddRows, capacity);
		this.extraRows = grown(this.extraRows, capacity);
		this.repeated = grown(this.repeated, capacity);
		this.misfit = grown(this.misfit, capacity);
		this.contentHash = grown(this.contentHash, capacity);
		this.plainFields = grown(this.plainFields, capacity);
		this.otherContent = grown(this.otherContent, capacity);
		this.mark = grown(this.mark, capacity);
		this.twin = grown(this.twin, capacity);
	}
}
