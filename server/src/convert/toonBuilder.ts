/** Builds the value of a read document and writes it as TOON: what all converters to TOON have in common. */
import { formatPath } from "./paths";
import { numberText } from "./toon/digits";
import { DELIMITER_BYTES, ToonEncoder, type ToonStyle } from "./toon/encoder";
import { type ByteClasses, byteClasses, isPlainText, NEEDS_QUOTES, writeEscaped } from "./toon/plain";
import { type Shape, Shapes } from "./toon/shapes";
import { ARRAY, FLAT_ARRAY, FLAT_OBJECT, IN_SIDE, IN_SOURCE, OBJECT, Tape } from "./toon/tape";
import { type Conversion, ConversionError, type ConvertOptions } from "./types";
import { Warnings } from "./warnings";

/** Lines are indented by their level, so that deeper values would become long without end. */
const MOST_LEVELS = 1000;

/** How TOON is written by these options. */
export const toonStyle = ({ indentSize = 2, delimiter = "comma" }: ConvertOptions): ToonStyle => ({
	indentSize,
	delimiter: DELIMITER_BYTES[delimiter],
});

/** A line of the source, zero-based; as a function where it is only worked out for a warning. */
type Line = number | (() => number);

/** An object or array whose members are still coming. */
class Frame {
	node = 0;
	isArray = false;
	/** All members so far are primitives. */
	isFlat = true;
	/** Members so far, those that others replaced counted too. */
	count = 0;
	shape!: Shape;
	/** The keys of a dictionary, which is too large for a shape of its own while it grows. */
	dictionary: Set<string> | undefined;
	/** Their places, once a key has come again. */
	places: Map<string, number> | undefined;
	/** The key that came last. Undefined: it is the last one of the shape. */
	key: string | undefined;
	/** The shape before the last key. */
	before: Shape | undefined;
	/** For members whose key came before: which of the keys it is. */
	replacing: Map<number, number> | undefined;
}

/**
 * Receives a value in document order. Duplicate keys, lone surrogates and the like are settled here, with a warning
 * that names the place; lines are zero-based. Of equal keys the last value counts, at the place of the first.
 */
export class ToonBuilder {
	readonly warnings = new Warnings();
	readonly tape: Tape;
	readonly style: ToonStyle;
	readonly classes: ByteClasses;
	readonly #shapes: Shapes;
	readonly #frames: Frame[] = [];
	#depth = 0;
	/** A warning is about the item that comes next. */
	#isComing = false;
	#top: Frame | undefined;
	readonly #true: readonly [number, number];
	readonly #false: readonly [number, number];
	readonly #null: readonly [number, number];

	/** @param source UTF-8 that `span` refers to */
	constructor(options: ConvertOptions, source?: Uint8Array) {
		this.style = toonStyle(options);
		this.classes = byteClasses(this.style.delimiter);
		this.tape = new Tape(source);
		this.#shapes = this.tape.shapes;
		const word = (text: string): readonly [number, number] => {
			const from = this.tape.side.length;
			this.tape.side.text(text);
			return [from, this.tape.side.length];
		};
		this.#true = word("true");
		this.#false = word("false");
		this.#null = word("null");
	}

	get depth(): number {
		return this.#depth;
	}

	/** The place of the last key or item. */
	get path(): string {
		const last = this.#depth - 1;
		return formatPath(
			this.#frames.slice(0, this.#depth).map(({ isArray, count, key, shape }, level) => {
				if (isArray) return Math.max(0, level === last && this.#isComing ? count : count - 1);
				return key ?? shape.keys[shape.width - 1] ?? "";
			}),
		);
	}

	beginObject(line: number): void {
		this.#begin(OBJECT, line);
	}

	beginArray(line: number): void {
		this.#begin(ARRAY, line);
	}

	end(): void {
		const frame = this.#top!;
		const { tape } = this;
		const { node, isFlat } = frame;
		this.#depth--;
		this.#top = this.#depth === 0 ? undefined : this.#frames[this.#depth - 1];
		if (frame.isArray) {
			tape.kinds[node] = isFlat ? FLAT_ARRAY : ARRAY;
			tape.first[node] = frame.count;
		} else {
			if (frame.replacing !== undefined) this.#settle(frame, frame.replacing);
			tape.kinds[node] = isFlat ? FLAT_OBJECT : OBJECT;
			const shape = frame.dictionary === undefined ? frame.shape : this.#shapes.of([...frame.dictionary]);
			tape.first[node] = shape.id;
		}
		tape.second[node] = tape.length - node;
	}

	/** Whether the innermost open value is an array. */
	get isInArray(): boolean {
		return this.#top!.isArray;
	}

	/** The shape that the key which comes next makes most likely, and how that key stands in JSON. */
	get likely(): Shape | undefined {
		const { shape, dictionary } = this.#top!;
		return dictionary === undefined ? shape.next : undefined;
	}

	get likelyRaw(): Uint8Array | undefined {
		return this.#top!.shape.nextRaw;
	}

	/** The key that came last stands in JSON as these bytes, without escapes. */
	rememberKey(data: Uint8Array, from: number, to: number): void {
		const frame = this.#top!;
		if (frame.dictionary === undefined && frame.before?.next === frame.shape)
			frame.before.nextRaw = data.slice(from, to);
	}

	/** The key that comes next is the one of `likely`. */
	likelyKey(shape: Shape): void {
		const frame = this.#top!;
		frame.shape = shape;
		frame.key = undefined;
	}

	/** The key of the member that comes next. Returns whether the object has it already. */
	key(key: string, line: Line): boolean {
		const frame = this.#top!;
		frame.key = key;
		const stored = this.#wellFormed(key, "key", line);
		if (frame.dictionary === undefined && Shapes.isFull(frame.shape)) {
			frame.dictionary = new Set(frame.shape.keys);
		}
		if (frame.dictionary !== undefined) return this.#dictionaryKey(frame, frame.dictionary, stored);
		const shape = this.#shapes.extend(frame.shape, stored);
		if (shape === undefined) {
			frame.before = undefined;
			return this.#replace(frame, frame.shape.indexOf(stored));
		}
		frame.before = frame.shape;
		frame.shape = shape;
		return false;
	}

	/** Like `key`, for formats where the last of two equal keys wins; says so. */
	lastKey(key: string, line: Line): void {
		if (this.key(key, line)) this.warn("duplicate keys", "stands more than once: the last value is kept", line);
	}

	/** Text of the source, from and to a byte, which is TOON as it stands. */
	span(from: number, to: number): void {
		this.#count();
		this.tape.add(IN_SOURCE, from, to);
	}

	string(value: string, line: Line): void {
		const { side } = this.tape;
		this.#isComing = true;
		const well = this.#wellFormed(value, "text", line);
		this.#isComing = false;
		const from = side.length;
		side.text(well);
		this.#sideString(from, well.startsWith("\uFEFF") && this.#depth === 0);
	}

	/** A string in UTF-8. */
	utf8(data: Uint8Array, from: number, to: number): void {
		const { side } = this.tape;
		const start = side.length;
		side.copy(data, from, to);
		this.#sideString(start, false);
	}

	/** The string stands in the side from here on. */
	#sideString(from: number, quoted: boolean): void {
		const { side } = this.tape;
		const { classes } = this;
		const to = side.length;
		let bits = quoted ? NEEDS_QUOTES : 0;
		for (let i = from; i < to; i++) bits |= classes[side.data[i]!]!;
		if ((bits & NEEDS_QUOTES) !== 0 || !isPlainText(side.data, from, to)) {
			side.byte(0x22);
			writeEscaped(side.data, from, to, side);
			side.byte(0x22);
			this.#side(to);
		} else this.#side(from);
	}

	/** @param text digits as JSON writes them; numbers that a double cannot hold keep theirs */
	number(text: string, line: Line): void {
		const written = numberText(text);
		if (written === undefined) {
			this.string(text, line);
			this.warn("numbers out of range", `is ${text}, more than a number of TOON can be: kept as text`, line);
			return;
		}
		const from = this.tape.side.length;
		this.tape.side.text(written);
		this.#side(from);
	}

	literal(value: boolean | null): void {
		const [from, to] = value === null ? this.#null : value ? this.#true : this.#false;
		this.#count();
		this.tape.add(IN_SIDE, from, to);
	}

	/** Warns about the place of the last key or item. */
	warn(kind: string, what: string, line: Line): void {
		this.warnings.add(kind, () => {
			const { path } = this;
			return { message: `${path} ${what}.`, path, line: typeof line === "number" ? line : line() };
		});
	}

	/**
	 * The value as TOON.
	 * @throws ConversionError when nothing was read
	 */
	toToon(): Conversion {
		if (this.tape.length === 0) throw new ConversionError("The document is empty: there is no value to convert.");
		const encoder = new ToonEncoder(this.tape, this.style);
		encoder.root(0);
		return { text: encoder.out.toString(), warnings: this.warnings.list() };
	}

	/** The value is nested deeper than can be written. */
	get isFull(): boolean {
		return this.#depth >= MOST_LEVELS;
	}

	#begin(kind: number, line: number): void {
		if (this.isFull) {
			throw new ConversionError(
				`The value is nested deeper than ${MOST_LEVELS} levels, which would make TOON of endless indentation. Split the document.`,
				{ line },
			);
		}
		this.#count();
		if (this.#top !== undefined) this.#top.isFlat = false;
		this.#frames[this.#depth] ??= new Frame();
		const frame = this.#frames[this.#depth]!;
		frame.node = this.tape.add(kind, 0, 0);
		frame.isArray = kind === ARRAY;
		frame.isFlat = true;
		frame.count = 0;
		frame.shape = this.#shapes.empty;
		frame.dictionary = undefined;
		frame.places = undefined;
		frame.key = undefined;
		frame.replacing = undefined;
		this.#top = frame;
		this.#depth++;
	}

	#count(): void {
		if (this.#top !== undefined) this.#top.count++;
	}

	/** Everything in the side from here on is one primitive. */
	#side(from: number): void {
		this.#count();
		this.tape.add(IN_SIDE, from, this.tape.side.length);
	}

	#dictionaryKey(frame: Frame, dictionary: Set<string>, key: string): boolean {
		const place = dictionary.size;
		dictionary.add(key);
		if (dictionary.size > place) {
			frame.places?.set(key, place);
			return false;
		}
		frame.places ??= new Map([...dictionary].map((known, at) => [known, at]));
		return this.#replace(frame, frame.places.get(key)!);
	}

	#replace(frame: Frame, place: number): true {
		frame.replacing ??= new Map();
		frame.replacing.set(frame.count, place);
		return true;
	}

	/** Puts the members that replace others where those stand. */
	#settle({ node, count }: Frame, replacing: ReadonlyMap<number, number>): void {
		const { tape } = this;
		const places: number[] = [];
		let at = node + 1;
		for (let member = 0; member < count; member++, at = tape.after(at)) {
			const place = replacing.get(member);
			if (place === undefined) places.push(at);
			else places[place] = at;
		}
		tape.rearrange(node, places);
	}

	#wellFormed(text: string, what: string, line: Line): string {
		if (!LONE_SURROGATE.test(text)) return text;
		this.warn(
			"broken characters",
			`has half a surrogate pair in its ${what}, which TOON cannot hold: written as U+FFFD`,
			line,
		);
		return text.replaceAll(new RegExp(LONE_SURROGATE, "gu"), "\uFFFD");
	}
}

const LONE_SURROGATE = /\p{Surrogate}/u;
