/** Text of values as Markdown: whatever a string holds, a reader of GFM sees exactly that string. */
import type { State } from "mdast-util-to-markdown";

/** Escapes with the rules of mdast-util-to-markdown; what needs none of them, most cells, is passed on as it is. */
export class Escaper {
	readonly #state: State;

	constructor(state: State) {
		this.#state = state;
	}

	/** For a table cell. */
	cell(text: string): string {
		return escapeQuickly(text) ?? this.#lines(text, " ", ")", "tableCell");
	}

	/** For a paragraph, after something else on its line. */
	inline(text: string): string {
		return escapeQuickly(text) ?? this.#lines(text, " ", ")", "paragraph");
	}

	/** For a whole paragraph, where `#` or `1.` would begin a block. */
	start(text: string): string {
		return (PLAIN_START.test(text) ? escapeQuickly(text) : undefined) ?? this.#lines(text, "\n", "\n", "paragraph");
	}

	/**
	 * Line breaks become `<br>`, since a cell and a list item are one line.
	 * @param before what stands before the text, as far as it matters: a space or a line break
	 * @param after what may follow; punctuation has a backslash at the end escaped
	 */
	#lines(text: string, before: string, after: string, construct: "tableCell" | "paragraph"): string {
		const exitConstruct = this.#state.enter(construct);
		const exitPhrasing = this.#state.enter("phrasing");
		const lines = text.split(/\r\n|\r|\n/);
		const last = lines.length - 1;
		const escaped = lines.map((line, i) => this.#line(line, i === 0 ? before : ">", i === last ? after : "<"));
		exitPhrasing();
		exitConstruct();
		return escaped.join("<br>");
	}

	#line(line: string, before: string, after: string): string {
		const [, leading = "", middle = "", trailing = ""] = /^(\s?)(.*?)(\s?)$/su.exec(line)!;
		const inner = this.#state.safe(middle, {
			before: leading === "" ? before : ";",
			after: trailing === "" ? after : "&",
		});
		return reference(leading) + inner.replace(UNPRINTABLE, visible) + reference(trailing);
	}
}

/** A string that begins no block. */
const PLAIN_START = /^(?:[A-Za-z]|-?\d+(?:\.\d+)?$)/;

/** White space at an edge would be trimmed by the reader. */
const reference = (space: string): string =>
	space === "" ? "" : `&#x${space.codePointAt(0)!.toString(16).toUpperCase()};`;

/**
 * Control and format characters: some end lines for some readers, all are invisible. The tab and U+0085 stand as they
 * are: no reader of Markdown makes anything of them, and the reference to the latter is read as U+FFFD by most.
 */
const UNPRINTABLE = /(\\?)([^\P{Cc}\t\x85]|[\u2028\u2029\uFEFF])/gu;

/**
 * Markdown has no way to hold NUL; everything else stands as a character reference. A backslash before it was a plain
 * one, and would escape the reference.
 */
const visible = (_match: string, before: string, character: string): string =>
	before + before + (character === "\0" ? "\uFFFD" : reference(character));

/** What an ASCII character needs: nothing, a backslash always or between certain neighbours, or the library's rules. */
const NOTHING = 0;
const BACKSLASH = 1;
const LOOK = 2;
const RULES = 3;

const NEEDS = new Uint8Array(128);
NEEDS.fill(RULES, 0, 32);
for (const character of "\\\x7F") NEEDS[character.charCodeAt(0)] = RULES;
for (const character of "*[`|~") NEEDS[character.charCodeAt(0)] = BACKSLASH;
for (const character of "#$&.:<@_") NEEDS[character.charCodeAt(0)] = LOOK;

/** Control characters and white space beyond ASCII. */
const SPECIAL = /[\x80-\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF]/;
const SPACE = 32;

/** Escapes what names, addresses and sentences contain. Undefined for text that needs more than backslashes. */
function escapeQuickly(text: string): string | undefined {
	const last = text.length - 1;
	if (text.charCodeAt(0) === SPACE || text.charCodeAt(last) === SPACE) return undefined;
	let escaped = "";
	let done = 0;
	let isAscii = true;
	for (let i = 0; i <= last; i++) {
		const code = text.charCodeAt(i);
		if (code >= 128) {
			isAscii = false;
			continue;
		}
		const need = NEEDS[code];
		if (need === NOTHING) continue;
		if (need === RULES) return undefined;
		if (need === LOOK && !isMarkup(text, i, code)) continue;
		escaped += `${text.slice(done, i)}\\`;
		done = i;
	}
	if (!isAscii && SPECIAL.test(text)) return undefined;
	return done === 0 && escaped === "" ? text : escaped + text.slice(done);
}

/** Kinds of ASCII characters that matter as neighbours, as bits; other characters are of none. */
const ALPHANUMERIC = 1;
/** What an address may hold beside `@`. */
const ADDRESS = 2;
/** What may follow the dot of `www.`, or the `@` of an address. */
const HOST = 4;
/** What may follow `<` and begin markup. */
const MARKUP = 8;
/** What may follow `&` and begin a character reference. */
const ENTITY = 16;

const KINDS = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
	const character = String.fromCharCode(code);
	if (/[A-Za-z0-9]/.test(character)) KINDS[code]! |= ALPHANUMERIC;
	if (/[-+.\w]/.test(character)) KINDS[code]! |= ADDRESS;
	if (/[-.\w]/.test(character)) KINDS[code]! |= HOST;
	if (/[!/?A-Za-z]/.test(character)) KINDS[code]! |= MARKUP;
	if (/[#A-Za-z]/.test(character)) KINDS[code]! |= ENTITY;
}

/** Whether the character at an index, which may be none, is of a kind. */
const isKind = (text: string, index: number, kind: number): boolean =>
	((KINDS[text.charCodeAt(index)] ?? 0) & kind) !== 0;

/** Whether a character that only means something between certain others stands between such. */
function isMarkup(text: string, index: number, code: number): boolean {
	switch (code) {
		case 0x23: // #, which at the end of a heading means nothing
			return index === text.length - 1;
		case 0x24: // $, two of which are mathematics for VS Code and GitHub
			return text.includes("$", index + 1) || (index > 0 && text.lastIndexOf("$", index - 1) >= 0);
		case 0x26: // &
			return isKind(text, index + 1, ENTITY);
		case 0x2e: // . of www.
			return (text.charCodeAt(index - 1) | 32) === 0x77 && isKind(text, index + 1, HOST);
		case 0x3a: // : of https://
			return text.charCodeAt(index + 1) === 0x2f && /[ps]/i.test(text.charAt(index - 1));
		case 0x3c: // <
			return isKind(text, index + 1, MARKUP);
		case 0x40: // @
			return isKind(text, index - 1, ADDRESS) && isKind(text, index + 1, HOST);
		default: // _, which means nothing within a word
			return !isKind(text, index - 1, ALPHANUMERIC) || !isKind(text, index + 1, ALPHANUMERIC);
	}
}
