/** Random edits as an editor sends them: typing, pasting, moving lines, undoing, and what people do halfway. */
import { TextDocument, type TextDocumentContentChangeEvent } from "vscode-languageserver-textdocument";
import type { Random } from "./random";
import { randomCharacter, randomDocument, randomSnippet } from "./texts";

/** The changes of one update, each against the text that the one before it left. */
export type Update = readonly TextDocumentContentChangeEvent[];

/** A stretch of the text, in UTF-16 offsets, and what takes its place. */
interface Replacement {
	readonly start: number;
	readonly end: number;
	readonly text: string;
}

/** Headers and lines that are typed one character at a time; every prefix of them is a state of the document. */
const TYPED = [
	"users[2]{id,name}:\n  1,Ada\n  2,Bob\n",
	"orders[1|]{id|customer{name|country}}:\n",
	"m[2:]{age,city}:\n  ada: 36,London\n",
	'"quoted key"[3]: a,"b,c",d\n',
	"tags[3]: a,b\n",
	"a:\n  b:\n    c: 1\n",
	"- x: 1\n  y: 2\n",
	"- [2]: 1,2\n",
	"# a comment: with[1]\n",
	'note: "say \\"hi\\" \\u00e9"\n',
	"[]",
];

/** Longer texts are cut, so that a fresh parse for comparison stays cheap. */
const LONGEST = 2_000;

/**
 * A person at work on one document: each call of {@link next} is what the editor sends next.
 *
 * The text is kept by the reference implementation of LSP documents, which so is the model of text and positions.
 */
export class EditSession {
	readonly #random: Random;
	readonly #undo: Replacement[][] = [];
	#typing = "";
	#typingAt = 0;
	#version = 0;
	#model: TextDocument;
	readonly scale: number;

	/**
	 * @param scale how much longer than usual the text may grow, and blocks of lines be that are moved, pasted or removed:
	 *   for documents of some thousand lines
	 */
	constructor(random: Random, text: string, scale = 1) {
		this.#random = random;
		this.scale = scale;
		this.#model = TextDocument.create("test:document", "toon", 0, text);
	}

	/** The document after all updates so far. */
	get model(): TextDocument {
		return this.#model;
	}

	/** Makes the next update, and applies it to the model. */
	next(): Update {
		const random = this.#random;
		if (this.#typing !== "" && random.chance(0.9)) {
			return this.#apply(this.#typeOn());
		}
		this.#typing = "";
		const text = this.#model.getText();
		if (text.length > LONGEST * this.scale) {
			return this.#apply([removal(random.below(text.length), text.length)]);
		}
		if (random.chance(0.01)) {
			return this.#replaceAll();
		}
		if (random.chance(0.15) && this.#undo.length > 0) {
			return this.#apply(this.#undo.pop() as Replacement[], false);
		}
		const count = random.chance(0.85) ? 1 : random.between(2, 4);
		return this.#applyEach(count, () => random.weighted(KINDS)(random, this.#model.getText(), this));
	}

	/** Makes the following updates type this text, beginning at the offset. */
	startTyping(text: string, offset: number): void {
		this.#typing = text;
		this.#typingAt = offset;
	}

	#typeOn(): Replacement[] {
		const character = this.#typing[0] as string;
		const at = Math.min(this.#typingAt, this.#model.getText().length);
		this.#typing = this.#typing.slice(1);
		this.#typingAt = at + 1;
		return [insertion(at, character)];
	}

	#replaceAll(): Update {
		const update = [{ text: randomDocument(this.#random).text }];
		this.#undo.length = 0;
		this.#model = TextDocument.update(this.#model, update, ++this.#version);
		return update;
	}

	#apply(replacements: readonly Replacement[], undoable = true): Update {
		const left = [...replacements];
		return this.#applyEach(left.length, () => [left.shift() as Replacement], undoable);
	}

	/** Applies what `make` says, `count` times, and remembers how to take it all back in one update. */
	#applyEach(count: number, make: () => readonly Replacement[], undoable = true): Update {
		const update: TextDocumentContentChangeEvent[] = [];
		const inverse: Replacement[] = [];
		for (let left = count; left > 0; left--) {
			for (const replacement of make()) {
				const change = this.#changeOf(replacement);
				const start = this.#model.offsetAt(change.range.start);
				const end = this.#model.offsetAt(change.range.end);
				const old = this.#model.getText().slice(start, end);
				inverse.unshift({ start, end: start + change.text.length, text: old });
				this.#model = TextDocument.update(this.#model, [change], ++this.#version);
				update.push(change);
			}
		}
		if (undoable) {
			this.#undo.push(inverse);
		}
		return update;
	}

	/** As LSP says it; one in fifty ends behind the end of its line, which means the end of the line. */
	#changeOf(replacement: Replacement): { range: { start: Position; end: Position }; text: string } {
		const start = this.#model.positionAt(replacement.start);
		const end = this.#model.positionAt(replacement.end);
		const next = this.#model.positionAt(replacement.end + 1);
		const atLineEnd = next.line !== end.line || replacement.end >= this.#model.getText().length;
		const beyond = atLineEnd && this.#random.chance(0.02) ? 7 : 0;
		return { range: { start, end: { line: end.line, character: end.character + beyond } }, text: replacement.text };
	}
}

type Position = { readonly line: number; readonly character: number };
type Kind = (random: Random, text: string, session: EditSession) => readonly Replacement[];

const typeCharacter: Kind = (random, text) => [insertion(offset(random, text), randomCharacter(random))];

const typeWord: Kind = (random, text) => [
	insertion(offset(random, text), random.pick(["name", "42", "x y", "true", "é👍"])),
];

const pressEnter: Kind = (random, text) => {
	const at = random.chance(0.5) ? lineEnd(random, text) : offset(random, text);
	const indentation = /[ \t]*$/.exec(text.slice(0, at))?.[0] ?? "";
	return [insertion(at, (random.chance(0.8) ? "\n" : "\r\n") + (random.chance(0.5) ? indentation : "  "))];
};

const backspace: Kind = (random, text) => {
	const at = offset(random, text);
	return [removal(Math.max(0, at - 1), at)];
};

const removeStretch: Kind = (random, text) => {
	const start = offset(random, text);
	return [removal(start, Math.min(text.length, start + random.between(1, random.chance(0.8) ? 10 : 200)))];
};

const replaceStretch: Kind = (random, text) => {
	const start = offset(random, text);
	return [{ start, end: Math.min(text.length, start + random.below(5)), text: randomSnippet(random) }];
};

const pasteSnippet: Kind = (random, text) => [insertion(offset(random, text), randomSnippet(random))];

/** Pastes a block of the document itself, or of another one, at the start of a line. */
const pasteBlock: Kind = (random, text, { scale }) => {
	const source = random.chance(0.5) ? text : randomDocument(random).text;
	const [start, end] = lineStretch(random, source, 4, scale);
	return [insertion(lineStart(text, offset(random, text)), source.slice(start, end))];
};

const removeLines: Kind = (random, text, { scale }) => {
	const [start, end] = lineStretch(random, text, 3, scale);
	return [removal(start, end)];
};

/** Takes lines out and puts them in elsewhere, as Alt+Up does: two changes in one update. */
const moveLines: Kind = (random, text, { scale }) => {
	const [start, end] = lineStretch(random, text, 3, scale);
	const left = text.slice(0, start) + text.slice(end);
	return [removal(start, end), insertion(lineStart(left, offset(random, left)), text.slice(start, end))];
};

/** Indents or dedents some lines: one change a line, from the last to the first. */
const shiftLines: Kind = (random, text, { scale }) => {
	const [start, end] = lineStretch(random, text, 5, scale);
	const indentation = random.pick([" ", "  ", "  ", "\t"]);
	const outwards = random.chance(0.5);
	const replacements: Replacement[] = [];
	for (let at = lineStart(text, Math.max(start, end - 1)); at >= start; at = lineStart(text, at - 1)) {
		if (!outwards) {
			replacements.push(insertion(at, indentation));
		} else if (text.startsWith(indentation, at)) {
			replacements.push(removal(at, at + indentation.length));
		}
		if (at === 0) {
			break;
		}
	}
	return replacements;
};

const toggleComment: Kind = (random, text) => {
	const at = lineStart(text, offset(random, text));
	return [text[at] === "#" ? removal(at, at + 1) : insertion(at, "#")];
};

/** Changes one line end: LF to CRLF, CRLF to LF, or a CR alone, which ends a line for LSP and not for TOON. */
const changeLineEnd: Kind = (random, text) => {
	const ends = [...text.matchAll(/\r\n|\r|\n/g)];
	if (ends.length === 0) {
		return [insertion(offset(random, text), "\r")];
	}
	const found = random.pick(ends);
	const end = found.index + found[0].length;
	return [{ start: found.index, end, text: random.pick(["\n", "\r\n", "\r", "\r", ""]) }];
};

/** Takes away or puts in one half of a CRLF. */
const splitLineEnd: Kind = (random, text) => {
	const at = text.indexOf("\r\n", offset(random, text));
	return at < 0
		? [insertion(lineEnd(random, text), "\r")]
		: [random.chance(0.5) ? removal(at, at + 1) : insertion(at + 1, "x")];
};

const startTyping: Kind = (random, text, session) => {
	const at = lineStart(text, offset(random, text));
	const indentation = " ".repeat(random.pick([0, 0, 2, 2, 4]));
	session.startTyping(random.pick(TYPED), at + indentation.length);
	return [insertion(at, indentation)];
};

const changeLength: Kind = (random, text) => {
	const lengths = [...text.matchAll(/\[\d+/g)];
	if (lengths.length === 0) {
		return [insertion(offset(random, text), "[1]: x")];
	}
	const found = random.pick(lengths);
	return [{ start: found.index + 1, end: found.index + found[0].length, text: String(random.below(5)) }];
};

const KINDS: readonly (readonly [number, Kind])[] = [
	[5, typeCharacter],
	[2, typeWord],
	[4, pressEnter],
	[4, backspace],
	[3, removeStretch],
	[2, replaceStretch],
	[3, pasteSnippet],
	[3, pasteBlock],
	[3, removeLines],
	[3, moveLines],
	[3, shiftLines],
	[1, toggleComment],
	[2, changeLineEnd],
	[1, splitLineEnd],
	[2, startTyping],
	[2, changeLength],
];

function insertion(at: number, text: string): Replacement {
	return { start: at, end: at, text };
}

function removal(start: number, end: number): Replacement {
	return { start, end, text: "" };
}

/** Any offset of the text, its end included. */
function offset(random: Random, text: string): number {
	return random.below(text.length + 1);
}

function lineStart(text: string, at: number): number {
	return at <= 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}

function lineEnd(random: Random, text: string): number {
	const end = text.indexOf("\n", offset(random, text));
	return end < 0 ? text.length : end;
}

/** From the start of a line to the start of one of the next `most` lines; half of the time of `scale` as many. */
function lineStretch(random: Random, text: string, few: number, scale: number): [start: number, end: number] {
	const most = random.chance(0.5) ? few : few * scale;
	const start = lineStart(text, offset(random, text));
	let end = start;
	for (let left = random.between(1, most); left > 0 && end < text.length; left--) {
		const next = text.indexOf("\n", end);
		end = next < 0 ? text.length : next + 1;
	}
	return [start, end];
}
