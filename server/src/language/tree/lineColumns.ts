/**
 * The lines of a document as integer handles with their properties in columns.
 *
 * Handle 0 is no line. A handle stands for the same text as long as it lives; an edited line gets a new one.
 */
import { Columns } from "./columns";
import { EOL_MASK, EOL_SHIFT, EOL_TEXT } from "./kinds";

export class LineColumns extends Columns {
	/** Where the line starts in the original text, or -1 for a line of an edit, whose text stands in `own`. */
	start = this.int32("start");
	/** UTF-16 code units, line end left out. */
	length = this.int32("length");
	/** See kinds.ts: the kind in the low four bits, ITEM, KEYLESS. */
	kind = this.uint8("kind");
	/** See kinds.ts. */
	flags = this.uint16("flags");
	/** Levels of indentation. */
	depth = this.int32("depth");
	/** Cells of a row, entry row or inline array. */
	cells = this.int32("cells");
	/** Hash of the key; 0 where there is none. */
	keyHash = this.int32("keyHash");
	/** The scope whose content the line is; 0 for blank lines and comments. */
	scope = this.int32("scope");
	/** The innermost scope that is open after the line. With `trace`, the whole state of the parser. */
	top = this.int32("top");
	/** All that later lines may know of the line: see trace.ts. */
	trace = this.int32("trace");
	/** Id of the chunk that holds the line. */
	chunk = this.int32("chunk");
	/** Diagnostics of severity error on the line. */
	errors = this.uint8("errors");
	/** Matters of style on the line. */
	styles = this.uint8("styles");

	/** Texts of lines that are not in the original text. */
	readonly own = new Map<number, string>();
	#next = 1;
	readonly #free: number[] = [];

	constructor(
		readonly base: string,
		capacity: number,
	) {
		super(capacity);
	}

	/** A line of the original text. */
	addOriginal(start: number, length: number, flags: number): number {
		const line = this.#next++;
		this.reserve(line);
		this.start[line] = start;
		this.length[line] = length;
		this.flags[line] = flags;
		return line;
	}

	/** A line that an edit made. */
	addOwn(text: string, flags: number): number {
		const line = this.#free.pop() ?? this.#next++;
		this.reserve(line);
		this.clear(line);
		this.start[line] = -1;
		this.own.set(line, text);
		this.length[line] = text.length;
		this.flags[line] = flags;
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

	/** EOL_NONE, EOL_LF, EOL_CRLF or EOL_CR. */
	eolOf(line: number): number {
		return (this.flags[line]! & EOL_MASK) >> EOL_SHIFT;
	}

	/** The line's end as written, empty behind the last line. */
	endOf(line: number): string {
		return EOL_TEXT[this.eolOf(line)]!;
	}

	/** How many handles were ever made: per-line caches of others can be arrays of this length. */
	get capacity(): number {
		return this.#next;
	}
}
