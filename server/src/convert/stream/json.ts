/** JSON arrays and JSON Lines to TOON, part by part: each item is read, looked at or written, and forgotten. */
import { jsonFault } from "../jsonFaults";
import { isBlank } from "../jsonlToToon";
import { JsonReader } from "../jsonReader";
import { notJson } from "../jsonToToon";
import { Bytes, decodeSpan } from "../toon/bytes";
import { ItemWriter } from "../toon/items";
import { ToonBuilder } from "../toonBuilder";
import { ConversionError, type ConvertOptions } from "../types";
import type { Warnings } from "../warnings";
import type { StreamConversion } from "./types";

const LINE_FEED = 0x0a;

abstract class ItemStream implements StreamConversion {
	readonly passes = 2;
	readonly out = new Bytes(1 << 16);
	/** Of the first pass; the second one finds the same. */
	#warnings: Warnings | undefined;
	protected builder!: ToonBuilder;
	protected items!: ItemWriter;
	protected line = 0;
	readonly #options: ConvertOptions;
	#first: ItemWriter | undefined;

	constructor(options: ConvertOptions) {
		this.#options = options;
	}

	get warnings(): Warnings {
		return this.#warnings ?? this.builder.warnings;
	}

	begin(pass: number): void {
		if (pass === 2) {
			this.#warnings = this.builder.warnings;
			this.#first = this.items;
		}
		this.builder = new ToonBuilder(this.#options);
		this.builder.beginArray(0);
		this.items = new ItemWriter(this.builder.tape, this.builder.style, this.out, this.#first);
		this.line = 0;
	}

	end(): void {
		this.items.end();
	}

	abstract push(data: Uint8Array, end: number, isFinal: boolean): number;
}

export class JsonlStream extends ItemStream {
	push(data: Uint8Array, end: number, isFinal: boolean): number {
		const reader = new JsonReader(data, this.builder, false, this.line);
		this.items.feed(data);
		for (let from = 0; from < end; ) {
			const found = data.indexOf(LINE_FEED, from);
			const isOpen = found < 0 || found >= end;
			if (isOpen && !isFinal) return from;
			const to = isOpen ? end : found;
			if (!isBlank(data, from, to)) {
				const start = this.items.next;
				if (reader.read(from, to).isFault) {
					throw jsonFault(decodeSpan(data, from, to), { comments: false }, this.line) ?? notJson(this.line);
				}
				this.items.add(start);
			}
			this.line++;
			from = to + 1;
		}
		return end;
	}
}

/** Before the bracket, before an item, behind one, and behind the end. */
type State = "start" | "first item" | "item" | "after item" | "end";

export class JsonArrayStream extends ItemStream {
	#state: State = "start";

	override begin(pass: number): void {
		super.begin(pass);
		this.#state = "start";
	}

	push(data: Uint8Array, end: number, isFinal: boolean): number {
		const reader = new JsonReader(data, this.builder, false, this.line);
		this.items.feed(data);
		let at = 0;
		let taken = 0;
		for (;;) {
			while (at < end && isSpace(data[at]!)) at++;
			if (at >= end) break;
			const code = data[at]!;
			if (this.#state === "start") {
				if (code !== 0x5b) throw noArray();
				this.#state = "first item";
				at++;
			} else if (this.#state === "end") throw this.#fault(reader, at);
			else if (code === 0x5d && (this.#state === "first item" || this.#state === "after item")) {
				this.#state = "end";
				at++;
			} else if (this.#state === "after item") {
				if (code !== 0x2c) throw this.#fault(reader, at);
				this.#state = "item";
				at++;
			} else {
				const after = this.#item(reader, data, at, end, isFinal);
				if (after < 0) break;
				at = after;
			}
			taken = at;
		}
		this.line = reader.lineAt(taken);
		return isFinal ? end : taken;
	}

	override end(): void {
		if (this.#state !== "end")
			throw new ConversionError("The array has no end: add ] behind the last item.", { line: this.line });
		super.end();
	}

	/** Returns where the item ends, -1 where that is in a part to come. */
	#item(reader: JsonReader, data: Uint8Array, from: number, end: number, isFinal: boolean): number {
		const to = endOfItem(data, from, end);
		if (to < 0) {
			if (isFinal) throw this.#fault(reader, from);
			return -1;
		}
		const start = this.items.next;
		if (reader.read(from, to).isFault) {
			const line = reader.lineAt(from);
			throw jsonFault(decodeSpan(data, from, to), { comments: false }, line) ?? notJson(line);
		}
		this.items.add(start);
		this.#state = "after item";
		return to;
	}

	#fault(reader: JsonReader, offset: number): ConversionError {
		return notJson(reader.lineAt(offset));
	}
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

/** The comma or bracket behind an item, -1 where there is none yet. Brackets within text are no brackets. */
function endOfItem(data: Uint8Array, from: number, end: number): number {
	let depth = 0;
	for (let at = from; at < end; at++) {
		const code = data[at]!;
		if (code === 0x22) {
			for (at++; at < end && data[at] !== 0x22; at++) if (data[at] === 0x5c) at++;
		} else if (code === 0x5b || code === 0x7b) depth++;
		else if (code === 0x5d || code === 0x7d) {
			if (depth-- === 0) return at;
		} else if (code === 0x2c && depth === 0) return at;
	}
	return -1;
}

const noArray = (): ConversionError =>
	new ConversionError(
		"Of JSON this large only arrays are converted, item by item, and this begins with no [. Split it.",
	);
