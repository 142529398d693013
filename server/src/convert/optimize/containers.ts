/** Finds what could be written as a table: lists and objects whose members have the same shape; and tables. */
import type { ArrayHeader, RowReader, TableHeader, ToonDocument, Visitor } from "../../language";
import { formatPath, type PathSegment } from "../paths";

/** A list, object or table with a key, or the root: what can be written in another form without touching its surroundings. */
export interface Container {
	readonly kind: "list" | "object" | "table";
	/** Place in the value: `orders[3].lines`. */
	readonly path: string;
	/** LSP line of its header or key; of a root object, which has neither, of its first content. */
	readonly line: number;
	readonly hasHeader: boolean;
	/** Last LSP line of its content. */
	readonly lastLine: number;
	/** First and last LSP line of each member. */
	readonly starts: readonly number[];
	readonly ends: readonly number[];
	/** Its members nest objects: as a table it has nested columns. */
	readonly isNested: boolean;
	/** Of a table. */
	readonly header: TableHeader | undefined;
	/** Candidates within it, in order. */
	readonly inner: readonly Container[];
}

/** The outermost lists and objects that could be tables, in order. Their keys stand in the same order in each member. */
export function tableCandidates(document: ToonDocument): readonly Container[] {
	const collector = new Collector(false);
	document.walk(collector);
	return collector.found;
}

/** The tables that have rows, in order. */
export function tablesOf(document: ToonDocument): readonly Container[] {
	const collector = new Collector(true);
	document.walk(collector);
	return collector.found;
}

/** What decides whether a value can be a row, or a group of columns; one object for each shape. */
interface Shape {
	readonly id: number;
	readonly isRow: boolean;
	readonly isNested: boolean;
}

const NOT_TABULAR: Shape = { id: -1, isRow: false, isNested: false };
const PRIMITIVE: Shape = { id: 0, isRow: false, isNested: false };

/** What is open while the document is visited. */
interface Frame {
	readonly kind: Container["kind"];
	readonly key: string | undefined;
	readonly line: number;
	readonly header: TableHeader | undefined;
	/** Whether a table could stand here: fields need a key, but for the root (§9.3). */
	readonly isPlace: boolean;
	readonly starts: number[];
	readonly ends: number[];
	/** Of an object: its keys with the shapes of their values; undefined once it can be no row. */
	shape: string | undefined;
	isNested: boolean;
	/** Shape of all members so far; undefined before the first. */
	common: Shape | undefined;
	readonly inner: Container[];
}

class Collector implements Visitor {
	readonly found: Container[] = [];
	readonly #wantsTables: boolean;
	readonly #frames: Frame[] = [];
	readonly #shapes = new Map<string, Shape>();
	#lastLine = 0;

	constructor(wantsTables: boolean) {
		this.#wantsTables = wantsTables;
	}

	beginObject(key: string | undefined, line: number): void {
		this.#begin("object", key, line);
	}

	endObject(): void {
		const frame = this.#frames.pop()!;
		const couldBe = frame.common?.isRow === true && frame.starts.length > 1;
		this.#end(frame, couldBe && !this.#wantsTables, this.#shapeOf(frame));
	}

	beginArray(key: string | undefined, _header: ArrayHeader, line: number): void {
		this.#begin("list", key, line);
	}

	endArray(): void {
		const frame = this.#frames.pop()!;
		this.#end(frame, frame.common?.isRow === true && !this.#wantsTables, NOT_TABULAR);
	}

	beginTable(key: string | undefined, header: TableHeader, line: number): void {
		this.#begin("table", key, line, header);
	}

	row({ line }: RowReader): void {
		this.#lastLine = line;
		if (!this.#wantsTables) return;
		const frame = this.#frames[this.#frames.length - 1]!;
		frame.starts.push(line);
		frame.ends.push(line);
	}

	endTable(): void {
		const frame = this.#frames.pop()!;
		this.#end(frame, this.#wantsTables && frame.starts.length > 0, NOT_TABULAR);
	}

	scalar(key: string | undefined, _scalar: unknown, line: number): void {
		this.#lastLine = line;
		this.#startMember(line);
		this.#endMember(key, PRIMITIVE);
	}

	#begin(kind: Frame["kind"], key: string | undefined, line: number, header?: TableHeader): void {
		const isRoot = this.#frames.length === 0;
		this.#lastLine = line;
		this.#startMember(line);
		this.#frames.push({
			kind,
			key,
			line,
			header,
			isPlace: isRoot || key !== undefined,
			starts: [],
			ends: [],
			shape: "",
			isNested: false,
			common: undefined,
			inner: [],
		});
	}

	#end(frame: Frame, isWanted: boolean, shape: Shape): void {
		const siblings = this.#frames[this.#frames.length - 1]?.inner ?? this.found;
		if (isWanted && frame.isPlace) siblings.push(this.#container(frame));
		else for (const each of frame.inner) siblings.push(each);
		this.#endMember(frame.key, shape);
	}

	#container({ kind, key, line, header, starts, ends, common, inner }: Frame): Container {
		const isRoot = this.#frames.length === 0;
		return {
			kind,
			path: formatPath(isRoot ? [] : [...this.#path(), key!]),
			line: isRoot && kind === "object" ? starts[0]! : line,
			hasHeader: !(isRoot && kind === "object"),
			lastLine: this.#lastLine,
			starts,
			ends,
			isNested: common?.isNested ?? false,
			header,
			inner,
		};
	}

	/** Keys and indices of what is open, without the root. */
	#path(): PathSegment[] {
		return this.#frames.slice(1).map(({ key }, below) => key ?? this.#frames[below]!.starts.length - 1);
	}

	#startMember(line: number): void {
		this.#frames[this.#frames.length - 1]?.starts.push(line);
	}

	#endMember(key: string | undefined, shape: Shape): void {
		const parent = this.#frames[this.#frames.length - 1];
		if (parent === undefined) return;
		parent.ends.push(this.#lastLine);
		parent.common = parent.common === undefined || parent.common === shape ? shape : NOT_TABULAR;
		if (parent.kind !== "object" || parent.shape === undefined) return;
		parent.isNested ||= shape.isRow;
		parent.shape = shape === NOT_TABULAR ? undefined : `${parent.shape}${shape.id}${JSON.stringify(key)}`;
	}

	/** An object without keys is no row, nor is one that holds an array. */
	#shapeOf({ shape, isNested }: Frame): Shape {
		if (shape === undefined || shape === "") return NOT_TABULAR;
		let known = this.#shapes.get(shape);
		if (known === undefined) {
			known = { id: this.#shapes.size + 1, isRow: true, isNested };
			this.#shapes.set(shape, known);
		}
		return known;
	}
}
