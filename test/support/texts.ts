/** Random TOON texts: valid ones through the reference's encoder, broken ones through mutations; and their shrinking. */
import { encode } from "@toon-format/toon";
import type { Delimiter, JsonValue } from "../../server/src/language/index";
import type { Random } from "./random";
import { randomObject, randomValue } from "./values";

/** A valid document, and what it was made of. */
export interface RandomDocument {
	readonly text: string;
	readonly value: JsonValue;
	readonly indentSize: number;
	readonly delimiter: Delimiter;
}

/** What mutations insert: all that means something to TOON, and some that only looks so. */
const ALPHABET = ':::,,,||\t\t""\\[]{}--##  \n\n\rab01.eE+_/<>=\u00a0\u0000\ufeffé日👍\ud83d';

/** Pieces of TOON and of what people paste into it. */
const SNIPPETS = [
	"[2]",
	"[2]: a,b",
	"[2]{a,b}:",
	"[1|]{a|b}:",
	"[2\t]:",
	"[2:]{a,b}:",
	"[03]",
	"[-1]",
	"[#2]",
	"[]",
	": []",
	"{a{b,c},d}",
	"- ",
	"- - ",
	"- [2]: 1,2",
	"- a: 1",
	'"a"',
	'"a" b',
	'"a\\x"',
	'"a\\u12"',
	'"\\ud800"',
	'"open',
	"# comment\n",
	"  # comment\n",
	"\n\n",
	"\n  \n",
	"\r\n",
	"    ",
	"\t",
	"a: 1\n",
	"  a: 1\n",
	"x[0]:\n",
	"__proto__: 1\n",
	"<<<<<<< HEAD\n",
	"=======\n",
	">>>>>>> branch\n",
	'{"a": [1, 2]}\n',
	"true",
	"-0",
	"1e400",
	"007",
];

/** A text that the reference's encoder wrote, in one of its delimiters and indentations, of any value. */
export function randomEncoding(random: Random, value: JsonValue = randomRoot(random)): RandomDocument {
	const delimiter = random.weighted<Delimiter>([
		[3, ","],
		[1, "\t"],
		[1, "|"],
	]);
	const indentSize = random.weighted<number>([
		[5, 2],
		[1, 4],
		[1, 3],
		[1, 1],
	]);
	return { text: encode(value, { delimiter, indentSize }), value, indentSize, delimiter };
}

/**
 * As {@link randomEncoding}, with what a valid document may have and an encoder never writes: comments, spaces at line
 * ends, CR before LF, a byte order mark, a last line end.
 */
export function randomDocument(random: Random, value?: JsonValue): RandomDocument {
	const document = randomEncoding(random, value);
	let lines = document.text.split("\n");
	if (random.chance(0.15)) {
		lines = lines.flatMap((line) => (random.chance(0.2) ? [`${spaces(random, 6)}# note ${line}`, line] : [line]));
	}
	if (random.chance(0.1)) {
		lines = lines.map((line) => (random.chance(0.3) ? line + spaces(random, 3) : line));
	}
	const mark = random.chance(0.05) ? "\ufeff" : "";
	const lineEnd = random.chance(0.15) ? "\r\n" : "\n";
	return { ...document, text: mark + lines.join(lineEnd) + (random.chance(0.3) ? lineEnd : "") };
}

/** The text with one to three random changes, from a single character to whole lines. */
export function mutate(random: Random, text: string): string {
	let mutated = text;
	for (let left = random.weighted([...MUTATION_COUNTS]); left > 0; left--) {
		mutated = random.weighted(MUTATIONS)(random, mutated);
	}
	return mutated;
}

/**
 * A small text for which `fails` still holds: whole lines are taken out, then single characters, as long as it does.
 *
 * @param fails is true for `text`, and throws nothing
 */
export function shrinkText(text: string, fails: (candidate: string) => boolean): string {
	const lines = shrinkList(text.split("\n"), (candidate) => fails(candidate.join("\n")));
	return shrinkList([...lines.join("\n")], (candidate) => fails(candidate.join(""))).join("");
}

/** The parts that are needed for `fails` to hold: runs of parts are taken out, long runs first, as long as it does. */
export function shrinkList<T>(parts: readonly T[], fails: (candidate: readonly T[]) => boolean): readonly T[] {
	let kept = parts;
	for (let size = Math.ceil(parts.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
		for (let at = 0; at < kept.length; ) {
			const candidate = [...kept.slice(0, at), ...kept.slice(at + size)];
			if (fails(candidate)) {
				kept = candidate;
			} else {
				at += size;
			}
		}
	}
	return kept;
}

/** A character that means something to TOON, or one that is hard to count. */
export function randomCharacter(random: Random): string {
	return random.chance(0.9) ? random.character(ALPHABET) : String.fromCharCode(random.below(0x1_0000));
}

/** A piece of TOON, of JSON or of a merge conflict. */
export function randomSnippet(random: Random): string {
	return random.pick(SNIPPETS);
}

const MUTATION_COUNTS: readonly (readonly [number, number])[] = [
	[5, 1],
	[2, 2],
	[1, 3],
];

type Mutation = (random: Random, text: string) => string;

const insertCharacter: Mutation = (random, text) =>
	splice(text, random.below(text.length + 1), 0, randomCharacter(random));

const insertSnippet: Mutation = (random, text) => splice(text, random.below(text.length + 1), 0, randomSnippet(random));

const removeCharacters: Mutation = (random, text) =>
	splice(text, random.below(text.length + 1), random.chance(0.8) ? 1 : random.between(2, 12), "");

const replaceCharacter: Mutation = (random, text) =>
	splice(text, random.below(text.length + 1), 1, randomCharacter(random));

/** Changes a declared length, the most common mistake in real files. */
const changeLength: Mutation = (random, text) => {
	const lengths = [...text.matchAll(/\[\d+/g)];
	if (lengths.length === 0) {
		return text;
	}
	const found = random.pick(lengths);
	const replacement = random.pick(["0", "1", "2", "3", "03", "-1", "", "x", "99999999999", "1.0"]);
	return splice(text, found.index + 1, found[0].length - 1, replacement);
};

/** Removes or doubles one of the characters that hold the structure together. */
const changeStructure: Mutation = (random, text) => {
	const found = [...text.matchAll(/[:,|\t"\\[\]{}-]/g)];
	return found.length === 0
		? text
		: splice(text, random.pick(found).index, random.below(2), random.pick(["", "", '"', ":"]));
};

const removeLines: Mutation = (random, text) =>
	changeLines(random, text, (lines, at) => {
		lines.splice(at, random.between(1, 3));
	});

const doubleLine: Mutation = (random, text) =>
	changeLines(random, text, (lines, at) => {
		lines.splice(random.below(lines.length + 1), 0, lines[at] as string);
	});

const swapLines: Mutation = (random, text) =>
	changeLines(random, text, (lines, at) => {
		const [line] = lines.splice(at, 1);
		lines.splice(random.below(lines.length + 1), 0, line as string);
	});

const indentLines: Mutation = (random, text) =>
	changeLines(random, text, (lines, at) => {
		const indentation = random.pick([" ", "  ", "  ", "    ", "\t"]);
		for (let line = at; line < Math.min(lines.length, at + random.between(1, 4)); line++) {
			lines[line] = indentation + lines[line];
		}
	});

const dedentLines: Mutation = (random, text) =>
	changeLines(random, text, (lines, at) => {
		const width = random.pick([1, 2, 2, 4]);
		for (let line = at; line < Math.min(lines.length, at + random.between(1, 4)); line++) {
			lines[line] = (lines[line] as string).replace(new RegExp(`^ {1,${width}}`), "");
		}
	});

const insertLine: Mutation = (random, text) =>
	changeLines(random, text, (lines, at) => {
		const indentation = /^ */.exec(lines[at] as string)?.[0] ?? "";
		const content = random.pick([
			"",
			" ",
			"# note",
			"#",
			"bare",
			"k: v",
			"k:",
			"- i",
			"-",
			"1,2",
			"a: 1,2",
			"[]",
			"k: []",
		]);
		lines.splice(at, 0, random.chance(0.8) ? indentation + content : content);
	});

/** Puts the lines of another document somewhere into this one, at the depth of the line there. */
const insertDocument: Mutation = (random, text) =>
	changeLines(random, text, (lines, at) => {
		const indentation = /^ */.exec(lines[at] as string)?.[0] ?? "";
		const other = randomEncoding(random, randomObject(random, 2)).text.split("\n");
		lines.splice(at, 0, ...other.map((line) => indentation + line));
	});

const MUTATIONS: readonly (readonly [number, Mutation])[] = [
	[4, insertCharacter],
	[3, insertSnippet],
	[3, removeCharacters],
	[3, replaceCharacter],
	[2, changeLength],
	[4, changeStructure],
	[2, removeLines],
	[2, doubleLine],
	[2, swapLines],
	[3, indentLines],
	[3, dedentLines],
	[3, insertLine],
	[1, insertDocument],
];

/** Documents are objects mostly; any value can be one. */
function randomRoot(random: Random): JsonValue {
	return random.chance(0.6) ? randomObject(random) : randomValue(random);
}

function changeLines(random: Random, text: string, change: (lines: string[], at: number) => void): string {
	const lines = text.split("\n");
	change(lines, random.below(lines.length));
	return lines.join("\n");
}

function splice(text: string, at: number, removed: number, inserted: string): string {
	return text.slice(0, at) + inserted + text.slice(at + removed);
}

function spaces(random: Random, most: number): string {
	return " ".repeat(random.below(most + 1));
}
