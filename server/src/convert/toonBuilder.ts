/** Builds the value of a read document and writes it as TOON: what all converters to TOON have in common. */
import { encode, rawString } from "@toon-format/toon";
import { formatPath, type PathSegment } from "./paths";
import { type Conversion, ConversionError, type ConvertOptions } from "./types";
import { Warnings } from "./warnings";

/** The reference encoder recurses, so that deeper values would exhaust the stack. */
const mostLevels = 1000;

const delimiters = { comma: ",", tab: "\t", pipe: "|" } as const;

/** What the encoder takes: JSON values, and numbers as raw text. */
type Encodable = string | number | boolean | null | ReturnType<typeof rawString> | Encodable[] | EncodableObject;
type EncodableObject = { [key: string]: Encodable };

/** An object or array whose members are still coming. */
interface Frame {
	readonly object: EncodableObject | undefined;
	readonly array: Encodable[] | undefined;
	/** Key of the next member, as stored; and as read. */
	key: string;
	segment: PathSegment;
}

/** What becomes of a key that an object has already. */
export type DuplicateKeys = "last wins" | "first wins";

/**
 * Receives a value in document order. Duplicate keys, lone surrogates and the like are settled here, with a warning
 * that names the place; lines are zero-based.
 */
export class ToonBuilder {
	readonly warnings = new Warnings();
	readonly #source: string;
	readonly #frames: Frame[] = [];
	#root: Encodable | undefined;
	/** Stands before keys that JavaScript would sort to the front; see `#storedKey`. */
	#keyMark: string | undefined;

	/** @param source the whole text that is read: tells which characters are free to use as a mark */
	constructor(source: string) {
		this.#source = source;
	}

	get depth(): number {
		return this.#frames.length;
	}

	/** The place of the value that comes next, or that came last in an array. */
	get path(): string {
		return formatPath(this.#frames.map((frame) => frame.segment));
	}

	beginObject(line: number): void {
		this.#push({ object: {}, array: undefined, key: "", segment: "" }, line);
	}

	beginArray(line: number): void {
		this.#push({ object: undefined, array: [], key: "", segment: 0 }, line);
	}

	end(): void {
		this.#frames.pop();
	}

	/** The key of the member that comes next. Returns whether the object has it already. */
	key(key: string, line: number): boolean {
		const frame = this.#frames[this.#frames.length - 1]!;
		frame.segment = key;
		frame.key = this.#storedKey(this.#wellFormed(key, "key", line));
		return Object.hasOwn(frame.object!, frame.key);
	}

	/** Like `key`, for formats where the last of two equal keys wins; says so. */
	lastKey(key: string, line: number): void {
		if (this.key(key, line)) this.warn("duplicate keys", "stands more than once: the last value is kept", line);
	}

	string(value: string, line: number): void {
		this.#step();
		this.#add(this.#wellFormed(value, "text", line));
	}

	/** @param text digits as JSON writes them; numbers that a double cannot hold keep theirs */
	number(text: string, line: number): void {
		const value = Number(text);
		if (Number.isFinite(value)) this.#add(isExact(text, value) ? value : rawString(text));
		else {
			this.string(text, line);
			this.warn("numbers out of range", `is ${text}, more than a number of TOON can be: kept as text`, line);
		}
	}

	literal(value: boolean | null): void {
		this.#add(value);
	}

	/** Warns about the place of the last key or item. */
	warn(kind: string, what: string, line: number): void {
		const { path } = this;
		this.warnings.add(kind, () => ({ message: `${path} ${what}.`, path, line }));
	}

	/**
	 * The value as TOON.
	 * @throws ConversionError when nothing was read
	 */
	toToon(options: ConvertOptions): Conversion {
		if (this.#root === undefined) throw new ConversionError("The document is empty: there is no value to convert.");
		const text = encode(this.#root, {
			indentSize: options.indentSize ?? 2,
			delimiter: delimiters[options.delimiter ?? "comma"],
		});
		const unmarked = this.#keyMark === undefined ? text : text.replaceAll(this.#keyMark, "");
		return { text: unmarked, warnings: this.warnings.list() };
	}

	#push(frame: Frame, line: number): void {
		if (this.#frames.length >= mostLevels) {
			throw new ConversionError(
				`Line ${line + 1}: the value is nested deeper than ${mostLevels} levels, which the TOON encoder cannot write. Split the document.`,
				{ line },
			);
		}
		this.#add((frame.object ?? frame.array)!);
		this.#frames.push(frame);
	}

	/** In an array, the next value has the next index. */
	#step(): void {
		const frame = this.#frames[this.#frames.length - 1];
		if (frame?.array !== undefined) frame.segment = frame.array.length;
	}

	#add(value: Encodable): void {
		this.#step();
		const frame = this.#frames[this.#frames.length - 1];
		if (frame === undefined) this.#root = value;
		else if (frame.array !== undefined) frame.array.push(value);
		else if (frame.key === "__proto__") {
			Object.defineProperty(frame.object, frame.key, { value, enumerable: true, configurable: true, writable: true });
		} else frame.object![frame.key] = value;
	}

	/**
	 * JavaScript lists keys like `10` first and sorted, whatever their order was. Marked by a character that the source
	 * does not contain they stay where they stand; such keys are always quoted (§7.3), so that taking the mark out of
	 * the text again changes nothing else.
	 */
	#storedKey(key: string): string {
		if (!/^(?:0|[1-9]\d{0,9})$/.test(key)) return key;
		this.#keyMark ??= freeCharacter(this.#source);
		return this.#keyMark + key;
	}

	#wellFormed(text: string, what: string, line: number): string {
		if (!loneSurrogate.test(text)) return text;
		this.warn(
			"broken characters",
			`has half a surrogate pair in its ${what}, which TOON cannot hold: written as U+FFFD`,
			line,
		);
		return text.replaceAll(new RegExp(loneSurrogate, "gu"), "\uFFFD");
	}
}

const loneSurrogate = /\p{Surrogate}/u;

/** Whether a double holds the number that the digits say. */
function isExact(text: string, value: number): boolean {
	if (/^-?\d{1,15}$/.test(text)) return true;
	if (!Number.isFinite(value)) return false;
	return sameDigits(text, String(value));
}

/** Compares decimal numbers by their digits and exponents. */
function sameDigits(a: string, b: string): boolean {
	const [digitsA, exponentA] = decimal(a);
	const [digitsB, exponentB] = decimal(b);
	return digitsA === digitsB && exponentA === exponentB;
}

/** Significant digits without zeros around them, and the power of ten of the last one. */
function decimal(text: string): readonly [digits: string, exponent: number] {
	const [, sign, whole, fraction = "", exponent = "0"] = /^(-?)(\d+)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text)!;
	const digits = `${whole}${fraction}`.replace(/^0+/, "");
	const trimmed = digits.replace(/0+$/, "");
	if (trimmed === "") return ["0", 0];
	return [sign + trimmed, Number(exponent) - fraction.length + digits.length - trimmed.length];
}

/** A character of the private use area of which the text has neither itself nor an escape. */
function freeCharacter(text: string): string {
	const lower = text.toLowerCase();
	for (let code = 0xe000; code < 0xf900; code++) {
		const character = String.fromCharCode(code);
		if (!lower.includes(character) && !lower.includes(code.toString(16)) && !lower.includes(String(code)))
			return character;
	}
	throw new ConversionError("The document uses every character of the private use area: it looks like binary data.");
}
