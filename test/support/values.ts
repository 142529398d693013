/** Random values of the JSON data model, leaning to the shapes that TOON writes in a form of its own. */
import type { JsonValue } from "../../server/src/language/index";
import type { Random } from "./random";

type JsonObject = { [key: string]: JsonValue };

/** Strings that have to be quoted, that look like something else, or that break a careless scanner. */
const TRICKY_STRINGS = [
	"",
	" ",
	"  padded ",
	"a,b",
	"a|b",
	"a\tb",
	"a: b",
	"a:b",
	"-",
	"- item",
	"-5",
	"--",
	"[]",
	"[3]: x",
	"[2]{a,b}:",
	"{}",
	"{a,b}",
	"# no comment",
	"#",
	'"',
	'say "hi"',
	"\\",
	"\\n",
	"back\\slash",
	"line\nbreak",
	"carriage\rreturn",
	"\r\n",
	"\u0000",
	"\u001f",
	"\u007f",
	"\u00a0",
	"\u00a0padded\u00a0",
	"\u2028",
	"\ufeff",
	"\ufeffmark",
	"é",
	"日本語",
	"👩‍👩‍👧",
	"𝒳",
	"true",
	"false",
	"null",
	"True",
	"NaN",
	"Infinity",
	"0",
	"-0",
	"007",
	"1.0",
	"1e5",
	"1E+3",
	".5",
	"5.",
	"+1",
	"0x10",
	"1_000",
	"9007199254740993",
	"1e999",
	"<<<<<<< HEAD",
	"// note",
];

/** Keys that are quoted, that a prototype would catch, that JSON.stringify moves, or that look like headers. */
const TRICKY_KEYS = [
	"",
	" ",
	"a b",
	"a:b",
	"a,b",
	"a|b",
	"a\tb",
	"a[1]",
	"[1]",
	"a{b}",
	'q"q',
	"-",
	"- a",
	"#",
	"__proto__",
	"constructor",
	"prototype",
	"toString",
	"hasOwnProperty",
	"0",
	"1",
	"10",
	"-1",
	"1.5",
	"true",
	"null",
	"foo-bar",
	"foo.bar",
	"2key",
	"é",
	"日本",
	"👍",
	"line\nbreak",
	"\u0000",
	"\\",
];

const WORDS = "id name role active total city country price tags note status owner email x y alpha beta gamma".split(
	" ",
);

const NUMBERS = [0, 1, -1, 7, 42, 1234567890, 0.5, -0.25, 3.25, 1e21, 1e-7, 1.5e300, 5e-324, 2 ** 53, -(2 ** 53) - 2];

/** A short plain word: a key or a string that needs no quotes. */
export function randomWord(random: Random): string {
	return random.chance(0.7) ? random.pick(WORDS) : random.times(random.between(1, 6), () => letter(random)).join("");
}

/** Any string: mostly plain words and sentences, one in three from the tricky ones, some of random characters. */
export function randomString(random: Random): string {
	return random.weighted<() => string>([
		[4, () => randomWord(random)],
		[2, () => random.times(random.between(2, 6), () => randomWord(random)).join(" ")],
		[3, () => random.pick(TRICKY_STRINGS)],
		[1, () => random.times(random.between(1, 8), () => character(random)).join("")],
	])();
}

/** Any key: mostly a plain word. */
export function randomKey(random: Random): string {
	return random.chance(0.85) ? randomWord(random) : random.pick(TRICKY_KEYS);
}

/** A finite number; `-0` is left out, since TOON has no sign for zero (§2). */
export function randomNumber(random: Random): number {
	return random.weighted<() => number>([
		[4, () => random.between(-1000, 1000)],
		[2, () => random.pick(NUMBERS)],
		[1, () => random.between(-1e6, 1e6) / 1000],
		[1, () => random.between(1, 9) * 10 ** random.between(-20, 30)],
	])();
}

/** A string, number, boolean or null. */
export function randomScalar(random: Random): JsonValue {
	return random.weighted<() => JsonValue>([
		[5, () => randomString(random)],
		[4, () => randomNumber(random)],
		[1, () => random.chance(0.5)],
		[1, () => null],
	])();
}

/** Distinct keys, `count` at most. */
export function randomKeys(random: Random, count: number): string[] {
	return [...new Set(random.times(count, () => randomKey(random)))];
}

/**
 * An array of objects with the same keys, nested objects with the same keys among them: what TOON writes as a table,
 * with nested field groups (§9.3). One in eight has a cell that forbids the table.
 *
 * @param rows how many objects; random, 1 to 6, when not given
 */
export function randomTable(random: Random, rows = random.between(1, 6)): JsonObject[] {
	const row = rowMaker(random, random.weighted([[6, 0] as const, [3, 1] as const, [1, 3] as const]));
	const table = random.times(rows, row);
	const first = table[0];
	if (first !== undefined && random.chance(0.125)) {
		setKey(first, randomKey(random), random.pick<JsonValue>([[], {}, [1], 1]));
	}
	return table;
}

/** An object of objects with the same keys: what TOON writes in keyed tabular form (§9.5). */
export function randomKeyedTable(random: Random): JsonObject {
	const keys = randomKeys(random, random.between(2, 5));
	const rows = randomTable(random, keys.length);
	return objectOf(keys.map((key, index) => [key, rows[index] as JsonValue]));
}

/**
 * Any value, of every form that TOON has.
 *
 * @param depth levels of arrays and objects at most; 0 gives a scalar
 */
export function randomValue(random: Random, depth = 4): JsonValue {
	if (depth === 0) {
		return randomScalar(random);
	}
	return random.weighted<() => JsonValue>([
		[2, () => randomScalar(random)],
		[4, () => randomObject(random, depth)],
		[3, () => randomTable(random)],
		[2, () => randomKeyedTable(random)],
		[2, () => random.times(random.below(5), () => randomScalar(random))],
		[2, () => random.times(random.below(5), () => randomValue(random, depth - 1))],
		[1, () => random.times(random.between(1, 3), () => random.times(random.below(4), () => randomScalar(random)))],
	])();
}

/** An object of 0 to 5 random values. */
export function randomObject(random: Random, depth = 4): JsonObject {
	return objectOf(randomKeys(random, random.below(6)).map((key) => [key, randomValue(random, Math.max(0, depth - 1))]));
}

/**
 * Equal as JSON text would have it: types, numbers, strings, order of elements and order of keys. Without recursion.
 */
export function sameValue(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
	const pairs: [JsonValue | undefined, JsonValue | undefined][] = [[left, right]];
	for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
		const [a, b] = pair;
		if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
			if (!Object.is(a, b)) {
				return false;
			}
			continue;
		}
		const keys = Object.keys(a);
		const others = Object.keys(b);
		if (Array.isArray(a) !== Array.isArray(b) || keys.length !== others.length) {
			return false;
		}
		for (const [index, key] of keys.entries()) {
			if (others[index] !== key) {
				return false;
			}
			pairs.push([ownValue(a, key), ownValue(b, key)]);
		}
	}
	return true;
}

/** Sets any key, `__proto__` too, as an ordinary property. */
export function setKey(object: JsonObject, key: string, value: JsonValue): void {
	Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}

function ownValue(object: JsonValue[] | JsonObject, key: string): JsonValue | undefined {
	return Object.getOwnPropertyDescriptor(object, key)?.value;
}

function objectOf(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
	const object: JsonObject = {};
	for (const [key, value] of entries) {
		setKey(object, key, value);
	}
	return object;
}

/** Makes objects of one shape: the same keys, `depth` levels of groups at most. */
function rowMaker(random: Random, depth: number): () => JsonObject {
	const keys = randomKeys(random, random.between(1, 5));
	const fields = keys.map((key) => {
		const inner = depth > 0 && random.chance(0.5) ? rowMaker(random, depth - 1) : undefined;
		return [key, inner ?? (() => randomScalar(random))] as const;
	});
	return () => objectOf(fields.map(([key, make]) => [key, make()]));
}

function letter(random: Random): string {
	return String.fromCharCode(97 + random.below(26));
}

/** One character: printable ASCII mostly, sometimes any; never a lone surrogate, which an encoder refuses. */
function character(random: Random): string {
	const code = random.pick([random.below(32), random.between(32, 126), random.below(0x800), random.below(0x11_0000)]);
	return code >= 0xd800 && code <= 0xdfff ? "?" : String.fromCodePoint(code);
}
