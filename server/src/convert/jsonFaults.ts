/** Says what is wrong with text that is not JSON: reads it once more, token by token, in the words of people. */
import { createScanner, type JSONScanner } from "jsonc-parser";
import { ConversionError } from "./types";

/** Kinds of tokens, numbered as jsonc-parser does (it exports them as types only). */
const KIND = {
	openBrace: 1,
	closeBrace: 2,
	openBracket: 3,
	closeBracket: 4,
	comma: 5,
	colon: 6,
	null: 7,
	true: 8,
	false: 9,
	string: 10,
	number: 11,
	lineComment: 12,
	blockComment: 13,
	lineBreak: 14,
	trivia: 15,
	unknown: 16,
	end: 17,
} as const;

/** What is wrong with a token, by the scanner's number. */
const SCAN_ERRORS: Readonly<Record<number, string>> = {
	1: "this comment has no end: close it with */",
	2: "this text has no closing quote",
	3: "this number is not complete",
	4: "\\u must be followed by four hexadecimal digits",
	5: "this escape does not exist in JSON: use \\\\ for a backslash",
	6: "control characters must be escaped in text, a line break as \\n",
};

export interface JsonSyntax {
	/** JSON with comments: comments and commas before a closing bracket are allowed. */
	readonly comments: boolean;
}

/**
 * What is wrong with a text; undefined for JSON.
 * @param firstLine line of the source that the text begins at, zero-based
 */
export function jsonFault(text: string, syntax: JsonSyntax, firstLine = 0): ConversionError | undefined {
	try {
		new JsonChecker(text, syntax, firstLine).check();
		return undefined;
	} catch (fault) {
		if (fault instanceof ConversionError) return fault;
		throw fault;
	}
}

class JsonChecker {
	readonly #text: string;
	readonly #scanner: JSONScanner;
	readonly #syntax: JsonSyntax;
	readonly #firstLine: number;
	/** The brackets that are open, innermost last: what closes them. */
	readonly #open: (typeof KIND.closeBrace | typeof KIND.closeBracket)[] = [];

	constructor(text: string, syntax: JsonSyntax, firstLine: number) {
		this.#text = text;
		this.#scanner = createScanner(text, false);
		this.#syntax = syntax;
		this.#firstLine = firstLine;
	}

	/** @throws ConversionError at the first fault */
	check(): void {
		let token = this.#next();
		if (token === KIND.end) throw this.#error("there is no value: the document is empty");
		for (;;) {
			token = this.#value(token);
			token = this.#afterValue(token);
			if (this.#open.length === 0) break;
		}
		if (token !== KIND.end) {
			throw this.#error(
				"a JSON document is one value, and this stands after it: remove it, or convert from JSON Lines (jsonl)",
			);
		}
	}

	get #line(): number {
		return this.#firstLine + this.#scanner.getTokenStartLine();
	}

	/** The next token that means something. */
	#next(): number {
		for (;;) {
			const token: number = this.#scanner.scan();
			if (token === KIND.lineBreak || token === KIND.trivia) continue;
			const error: number = this.#scanner.getTokenError();
			if (error !== 0) throw this.#error(SCAN_ERRORS[error] ?? "this is not JSON");
			if (token !== KIND.lineComment && token !== KIND.blockComment) return token;
			if (!this.#syntax.comments) throw this.#error("JSON has no comments: remove it, or convert from jsonc");
		}
	}

	/** Reads up to the first primitive or empty collection. Returns the token after it. */
	#value(start: number): number {
		for (let token = start; ; ) {
			if (token === KIND.openBrace) {
				this.#open.push(KIND.closeBrace);
				token = this.#next();
				if (token === KIND.closeBrace) return this.#closeInner();
				token = this.#key(token);
			} else if (token === KIND.openBracket) {
				this.#open.push(KIND.closeBracket);
				token = this.#next();
				if (token === KIND.closeBracket) return this.#closeInner();
			} else {
				this.#primitive(token);
				return this.#next();
			}
		}
	}

	/** After a value: closes what ends here. Returns the first token of the next value, or what follows the root. */
	#afterValue(start: number): number {
		for (let token = start; ; ) {
			const closing = this.#open[this.#open.length - 1];
			if (closing === undefined) return token;
			if (token === closing) token = this.#closeInner();
			else if (token === KIND.comma) {
				token = this.#next();
				if (token === closing && this.#syntax.comments) continue;
				if (token === closing)
					throw this.#error("JSON has no comma before a closing bracket: remove it, or convert from jsonc");
				return closing === KIND.closeBrace ? this.#key(token) : token;
			} else {
				throw this.#error(closing === KIND.closeBrace ? "expected a comma or }" : "expected a comma or ]");
			}
		}
	}

	#closeInner(): number {
		this.#open.pop();
		return this.#next();
	}

	#key(token: number): number {
		if (token !== KIND.string) throw this.#error('expected a key in double quotes: {"key": …}');
		if (this.#next() !== KIND.colon) throw this.#error("expected a colon after the key");
		return this.#next();
	}

	#primitive(token: number): void {
		if (token < KIND.null || token > KIND.number) throw this.#error("expected a value");
	}

	#error(what: string): ConversionError {
		const scanner = this.#scanner;
		const character = scanner.getTokenStartCharacter();
		const offset = scanner.getTokenOffset();
		const source = this.#text.slice(offset, offset + scanner.getTokenLength());
		const found = scanner.getToken() === KIND.end ? "the end of the text" : excerpt(source);
		const message = `${what} (found ${found}).`;
		return new ConversionError(message, { line: this.#line, character });
	}
}

const excerpt = (text: string): string => JSON.stringify(text.length > 30 ? `${text.slice(0, 30)}…` : text);
