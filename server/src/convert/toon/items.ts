/** Writes the items of a root array one after another: first what they have in common, then, once that is known, each. */
import type { Bytes } from "./bytes";
import { ToonEncoder, type ToonStyle, writeHeader } from "./encoder";
import { tableOf } from "./fields";
import type { Tape } from "./tape";

export class ItemWriter {
	readonly #tape: Tape;
	readonly #style: ToonStyle;
	readonly #out: Bytes;
	/** What the items turned out to be; undefined while that is looked at. */
	readonly #known: ItemWriter | undefined;
	readonly #encoder: ToonEncoder;
	#count = 0;
	#arePrimitives = true;
	#areRows = true;
	/** The first item, which stays on the tape, and what comes after it. */
	#firstNode = -1;
	#mark = 0;
	#sideMark = 0;

	/** @param known what has looked at the same items: then they are written */
	constructor(tape: Tape, style: ToonStyle, out: Bytes, known: ItemWriter | undefined) {
		this.#tape = tape;
		this.#style = style;
		this.#out = out;
		this.#known = known;
		this.#encoder = new ToonEncoder(tape, style, out);
		this.#mark = tape.length;
		this.#sideMark = tape.side.length;
	}

	/** Where the next item will stand. */
	get next(): number {
		return this.#tape.length;
	}

	/** The source goes on in another part. */
	feed(data: Uint8Array): void {
		this.#tape.source = data;
	}

	/** An item has been read, and begins at a node. */
	add(node: number): void {
		const tape = this.#tape;
		if (this.#count++ === 0) {
			tape.keepSource(node);
			this.#firstNode = node;
			this.#mark = tape.length;
			this.#sideMark = tape.side.length;
			if (this.#known !== undefined) this.#begin(node);
		}
		if (this.#known === undefined) this.#look(node);
		else this.#write(node);
		tape.cut(this.#mark, this.#sideMark);
	}

	end(): void {
		if (this.#count === 0 && this.#known !== undefined) this.#out.text("[]");
	}

	#look(node: number): void {
		this.#arePrimitives &&= this.#tape.isPrimitive(node);
		this.#areRows &&= tableOf(this.#tape, Int32Array.of(this.#firstNode, node)) !== undefined;
	}

	#begin(node: number): void {
		const known = this.#known!;
		const table = known.#areRows ? tableOf(this.#tape, Int32Array.of(node)) : undefined;
		writeHeader(this.#out, known.#count, table?.fields, false, this.#style.delimiter);
		this.#encoder.goOn();
		if (known.#arePrimitives) this.#out.byte(0x20);
	}

	#write(node: number): void {
		const known = this.#known!;
		if (known.#arePrimitives) {
			if (this.#count > 1) this.#out.byte(this.#style.delimiter);
			this.#tape.write(node, this.#out);
		} else if (known.#areRows)
			this.#encoder.secondRow(tableOf(this.#tape, Int32Array.of(this.#firstNode, node))!, node);
		else this.#encoder.item(node, 1);
	}
}
