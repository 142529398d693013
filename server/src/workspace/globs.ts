/**
 * Globs of the command line and of settings, matched in time that is bounded by their length times that of the path:
 * matchers that make regular expressions of them take years for `*a*a*a*a*b`.
 *
 * `*` and `?` within a folder, `**` over folders, `[a-z]` and `[!a-z]`, `{a,b}` and `{1..9}`, a backslash before what is
 * meant as itself. What starts with a dot is matched by name only, unless `dot` is set.
 */

/** A glob that is not taken: why, and what to do, in one line. */
export class GlobError extends Error {
	override readonly name = "GlobError";
}

export interface Glob {
	/** Whether a path with slashes, relative to where the glob starts, matches. */
	matches(path: string): boolean;
	/** Folders that a match may lie deep, at most. */
	readonly depth: number;
}

/** What `*`, `?`, a class or a character of a segment stands for. */
type Token = string | typeof any | typeof star | CharacterClass;
const any = Symbol("?");
const star = Symbol("*");

interface CharacterClass {
	readonly isNegated: boolean;
	readonly ranges: readonly (readonly [from: number, to: number])[];
}

interface Segment {
	readonly tokens: readonly Token[];
	/** Whether it may match a name that begins with a dot. */
	readonly takesDot: boolean;
}

/** `**`: any number of folders. */
const folders = Symbol("**");
type Part = Segment | typeof folders;

/** Bounds that no glob of a person comes near to. */
const MAX_LENGTH = 4000;
const MAX_ALTERNATIVES = 1000;

/** Whether a text has anything in it that a glob makes something of. */
export const isGlob = (text: string): boolean => /[*?[{]/.test(text.replaceAll(/\\./g, ""));

/** The folder that a glob names before its first wildcard, and the rest. */
export function splitGlob(glob: string): { readonly base: string; readonly rest: string } {
	const segments = glob.split("/");
	const first = segments.findIndex(isGlob);
	const base = segments.slice(0, first).map(withoutEscapes).join("/");
	return { base: base === "" && glob.startsWith("/") ? "/" : base, rest: segments.slice(first).join("/") };
}

/** @throws GlobError */
export function compileGlob(glob: string, { dot = false } = {}): Glob {
	if (glob.length > MAX_LENGTH) throw new GlobError(`a glob of more than ${MAX_LENGTH} characters is not taken`);
	if (/(?<!\\)[@?*+!]\(/.test(glob)) {
		throw new GlobError('patterns like "+(a|b)" are not taken; "{a,b}" stands for one of several');
	}
	const isNegated = glob.startsWith("!");
	const text = (isNegated ? glob.slice(1) : glob).replace(/^(?:\.\/+)+/, "");
	// What ends with `/**` is all below a folder, and never the folder.
	const alternatives = expand(text).map((each) => each.replace(/\/\*\*$/, "/**/*"));
	const patterns = alternatives.map((each) => each.split(/\/+/).map((segment) => parsePart(segment, dot)));
	const depth = Math.max(
		...patterns.map((parts) => (parts.includes(folders) ? Number.POSITIVE_INFINITY : parts.length)),
	);
	return {
		matches: (path) => {
			const names = path.split("/");
			return patterns.some((parts) => matchParts(parts, names, dot)) !== isNegated;
		},
		depth: isNegated ? Number.POSITIVE_INFINITY : depth,
	};
}

const withoutEscapes = (text: string): string => text.replaceAll(/\\(.)/g, "$1");

// ---- braces

/** The alternatives of all braces. An explicit stack: they may be nested deep. @throws GlobError */
function expand(glob: string): string[] {
	const done: string[] = [];
	const open = [glob];
	let length = 0;
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		const brace = firstBrace(next);
		if (brace === undefined) {
			done.push(next);
		} else {
			const { start, end, alternatives } = brace;
			for (const each of alternatives.toReversed()) open.push(next.slice(0, start) + each + next.slice(end));
		}
		length += next.length;
		if (done.length + open.length > MAX_ALTERNATIVES || length > MAX_ALTERNATIVES * 100) {
			throw new GlobError("its braces stand for too many alternatives; write several globs instead");
		}
	}
	return done;
}

interface Brace {
	readonly start: number;
	readonly end: number;
	readonly alternatives: readonly string[];
}

/** The first outermost `{…}` that stands for several texts; one without a comma or a range is itself. */
function firstBrace(glob: string): Brace | undefined {
	const opened: { start: number; cuts: number[] }[] = [];
	let found: Brace | undefined;
	for (let at = 0; at < glob.length; at++) {
		const character = glob[at];
		if (character === "\\") at++;
		else if (character === "{") opened.push({ start: at, cuts: [at] });
		else if (character === ",") opened.at(-1)?.cuts.push(at);
		else if (character === "}") {
			const inner = opened.pop();
			const alternatives = inner && alternativesOf(glob, [...inner.cuts, at]);
			// Outer ones end later, and take the place of those that they hold.
			if (alternatives !== undefined) found = outer(found, { start: inner!.start, end: at + 1, alternatives });
			if (opened.length === 0 && found !== undefined) return found;
		}
	}
	return found;
}

const outer = (known: Brace | undefined, next: Brace): Brace =>
	known === undefined || next.start < known.start ? next : known;

function alternativesOf(glob: string, cuts: readonly number[]): string[] | undefined {
	const texts = cuts.slice(1).map((cut, at) => glob.slice(cuts[at]! + 1, cut));
	if (texts.length > 1) return texts;
	const [, from, to] = /^(\d{1,9})\.\.(\d{1,9})$/.exec(texts[0] ?? "") ?? [];
	if (from === undefined || to === undefined) return undefined;
	const count = Math.abs(Number(to) - Number(from)) + 1;
	if (count > MAX_ALTERNATIVES) throw new GlobError(`{${from}..${to}} stands for too many numbers`);
	const step = Number(to) < Number(from) ? -1 : 1;
	return Array.from({ length: count }, (_, at) => String(Number(from) + at * step));
}

// ---- segments

function parsePart(segment: string, dot: boolean): Part {
	if (segment === "**") return folders;
	const tokens: Token[] = [];
	const characters = [...segment];
	for (let at = 0; at < characters.length; at++) {
		const character = characters[at]!;
		if (character === "*") {
			if (tokens.at(-1) !== star) tokens.push(star);
		} else if (character === "?") tokens.push(any);
		else if (character === "\\" && at + 1 < characters.length) tokens.push(characters[++at]!);
		else {
			const end = character === "[" ? endOfClass(characters, at) : -1;
			tokens.push(end < 0 ? character : parseClass(characters.slice(at + 1, end)));
			if (end >= 0) at = end;
		}
	}
	return { tokens, takesDot: dot || tokens[0] === "." };
}

/** Index of the `]`, which is itself right after the beginning; -1 where the class does not end. */
function endOfClass(characters: readonly string[], start: number): number {
	let at = start + 1;
	if (characters[at] === "!" || characters[at] === "^") at++;
	if (characters[at] === "]") at++;
	for (; at < characters.length; at++) {
		if (characters[at] === "\\") at++;
		else if (characters[at] === "]") return at;
	}
	return -1;
}

function parseClass(given: readonly string[]): CharacterClass {
	const isNegated = given[0] === "!" || given[0] === "^";
	const characters = isNegated ? given.slice(1) : given;
	const ranges: [number, number][] = [];
	for (let at = 0; at < characters.length; at++) {
		if (characters[at] === "\\" && at + 1 < characters.length) at++;
		const from = characters[at]!.codePointAt(0)!;
		const isRange = characters[at + 1] === "-" && at + 2 < characters.length;
		ranges.push([from, isRange ? characters[at + 2]!.codePointAt(0)! : from]);
		if (isRange) at += 2;
	}
	return { isNegated, ranges };
}

// ---- matching

/** Which first names each part can have behind it: a table of parts by names, one row at a time. */
function matchParts(parts: readonly Part[], names: readonly string[], dot: boolean): boolean {
	/** Whether the parts so far match the first `at` names. */
	let reached = names.map(() => false);
	reached.unshift(true);
	for (const part of parts) {
		const next = reached.map(() => false);
		for (let at = 0; at <= names.length; at++) {
			if (part === folders) {
				const name = names[at - 1];
				next[at] = reached[at]! || (at > 0 && next[at - 1]! && (dot || !name!.startsWith(".")));
			} else {
				next[at] = at > 0 && reached[at - 1]! && matchSegment(part, names[at - 1]!);
			}
		}
		reached = next;
	}
	return reached[names.length]!;
}

/** Where a later star was reached, an earlier one need not be tried again: it matched as little as it could. */
function matchSegment({ tokens, takesDot }: Segment, name: string): boolean {
	if (!takesDot && name.startsWith(".")) return false;
	const characters = [...name];
	let token = 0;
	let at = 0;
	let lastStar = -1;
	let resume = 0;
	while (at < characters.length) {
		const current = tokens[token];
		if (current === star) {
			lastStar = token++;
			resume = at;
		} else if (current !== undefined && matchesToken(current, characters[at]!)) {
			token++;
			at++;
		} else if (lastStar >= 0) {
			token = lastStar + 1;
			at = ++resume;
		} else return false;
	}
	while (tokens[token] === star) token++;
	return token === tokens.length;
}

function matchesToken(token: Token, character: string): boolean {
	if (typeof token === "string") return token === character;
	if (typeof token === "symbol") return true;
	const point = character.codePointAt(0)!;
	return token.ranges.some(([from, to]) => from <= point && point <= to) !== token.isNegated;
}
