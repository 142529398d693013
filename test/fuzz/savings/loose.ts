/** Values written as a person might: lists where tables would do, needless quotes, odd numbers, comments, any delimiter. */
import { encode } from "@toon-format/toon";
import type { JsonValue } from "../../../server/src/language";
import type { Random } from "../../support/random";
import { randomKeys, randomScalar, randomValue } from "../../support/values";

type JsonObject = { [key: string]: JsonValue };

/** A value in which much could be a table, with objects within its rows. */
export function tabularValue(random: Random, depth = 3): JsonValue {
	const rows = (): JsonObject[] => {
		const shape = rowShape(random, 2);
		return random.times(random.between(1, 5), () => fill(random, shape));
	};
	if (depth === 0 || random.chance(0.2)) return randomValue(random, 2);
	if (random.chance(0.35)) return rows();
	if (random.chance(0.35)) {
		const members = rows();
		const keys = randomKeys(random, members.length);
		return Object.fromEntries(members.map((member, at) => [keys[at] ?? `k${at}`, member]));
	}
	return Object.fromEntries(
		randomKeys(random, random.between(1, 4)).map((key) => [key, tabularValue(random, depth - 1)]),
	);
}

/** Keys of a row, with the shapes of nested objects. */
type RowShape = readonly (readonly [key: string, shape: RowShape | undefined])[];

const rowShape = (random: Random, depth: number): RowShape =>
	randomKeys(random, random.between(1, 4)).map((key) => [
		key,
		depth > 0 && random.chance(0.25) ? rowShape(random, depth - 1) : undefined,
	]);

const fill = (random: Random, shape: RowShape): JsonObject =>
	Object.fromEntries(
		shape.map(([key, inner]) => [key, inner === undefined ? randomScalar(random) : fill(random, inner)]),
	);

/** The value in a loose form of TOON, and the comments that were put into it, in order. */
export function looseText(random: Random, value: JsonValue): { text: string; comments: string[] } {
	const writer = new LooseWriter(random);
	const isRoot = typeof value === "object" && value !== null && Object.keys(value).length > 0;
	if (!isRoot) return { text: encode(value), comments: [] };
	if (Array.isArray(value)) writer.array("", value, 0, "");
	else writer.object(value, 0, "");
	const eol = random.chance(0.2) ? "\r\n" : "\n";
	return { text: writer.lines.join(eol) + random.pick(["", eol]), comments: writer.comments };
}

class LooseWriter {
	readonly lines: string[] = [];
	readonly comments: string[] = [];
	readonly #random: Random;

	constructor(random: Random) {
		this.#random = random;
	}

	/** @param lead what stands before the first key, `- ` for an item */
	object(value: JsonObject, depth: number, lead: string): void {
		let start = lead;
		for (const [key, member] of Object.entries(value)) {
			this.#member(key, member, depth, start);
			start = "";
		}
	}

	array(header: string, items: readonly JsonValue[], depth: number, margin: string): void {
		if (items.length > 0 && items.every(isScalar) && this.#random.chance(0.5)) {
			this.lines.push(`${margin}${header}[${items.length}]: ${items.map((item) => this.#scalar(item)).join(",")}`);
			return;
		}
		this.lines.push(`${margin}${header}[${items.length}]:`);
		for (const item of items) {
			this.#comment(depth + 1);
			if (isScalar(item)) this.lines.push(`${indent(depth + 1)}- ${this.#scalar(item)}`);
			else if (Array.isArray(item)) {
				if (item.length === 0) this.lines.push(`${indent(depth + 1)}- []`);
				// The items of a keyless array on a hyphen line stand one level below the hyphen.
				else this.array("", item, depth + 1, `${indent(depth + 1)}- `);
			} else if (Object.keys(item as JsonObject).length === 0) this.lines.push(`${indent(depth + 1)}-`);
			else this.object(item as JsonObject, depth + 2, "- ");
		}
	}

	#member(name: string, value: JsonValue, depth: number, lead: string): void {
		if (lead === "") this.#comment(depth);
		const key = this.#key(name);
		// The first field of an item stands on the hyphen's line, its content as deep as if it stood below.
		const margin = indent(lead === "" ? depth : depth - 1) + lead;
		if (isScalar(value)) this.lines.push(`${margin}${key}: ${this.#scalar(value)}`);
		else if (Array.isArray(value)) {
			if (value.length === 0) this.lines.push(`${margin}${key}${this.#random.pick([": []", "[0]:"])}`);
			else if (this.#random.chance(0.3)) this.#encoded(name, value, depth, margin);
			else this.array(key, value, depth, margin);
		} else {
			this.lines.push(`${margin}${key}:`);
			if (Object.keys(value as JsonObject).length > 0) this.object(value as JsonObject, depth + 1, "");
		}
	}

	/** As the encoder writes it, with any delimiter. */
	#encoded(name: string, value: JsonValue, depth: number, margin: string): void {
		const [first, ...rest] = encode({ [name]: value }, { delimiter: this.#random.pick([",", "\t", "|"]) }).split("\n");
		this.lines.push(margin + first);
		for (const line of rest) {
			// Between the items of a list comments may stand anywhere.
			if (/^ {2}\S/.test(line)) this.#comment(depth + 1);
			this.lines.push(indent(depth) + line);
		}
	}

	#key(name: string): string {
		const text = encode({ [name]: 1 }).slice(0, -3);
		return text.startsWith('"') || this.#random.chance(0.8) ? text : JSON.stringify(name);
	}

	#scalar(value: JsonValue): string {
		if (typeof value === "string") {
			const text = encode([value]).slice("[1]: ".length);
			return text.startsWith('"') || this.#random.chance(0.7) ? text : `"${value}"`;
		}
		if (typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 1e6 && this.#random.chance(0.2)) {
			return `${value}.0`;
		}
		return encode([value]).slice("[1]: ".length);
	}

	#comment(depth: number): void {
		if (!this.#random.chance(0.1)) return;
		const text = `# note ${this.comments.length}`;
		this.comments.push(text);
		this.lines.push(indent(depth) + text);
	}
}

const isScalar = (value: JsonValue): boolean => typeof value !== "object" || value === null;

const indent = (depth: number): string => "  ".repeat(depth);
