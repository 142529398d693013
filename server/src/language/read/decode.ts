/** The value of a document without errors, in one pass over its lines and without recursion. */

import { BRACKET_CLOSE, BRACKET_OPEN, COLON, COMMA, PIPE, QUOTE, SPACE, TAB } from "../text/characters";
import { readPrimitive } from "../text/numbers";
import { closingQuote, endOfCell, findUnquoted, skipSpaces, trimEnd } from "../text/scan";
import { unescapeText } from "../text/strings";
import { type FieldSteps, readFieldSteps } from "../tree/fields";
import {
	BOM,
	EMPTY_ARRAY,
	EMPTY_ITEM,
	ENTRY_ROW,
	FIELD,
	INLINE,
	ITEM,
	KEYED_TABLE,
	KEYLESS,
	KIND_MASK,
	LIST,
	OBJECT,
	ROOT_COMPLETE,
	ROW,
	SCALAR,
	TABLE,
} from "../tree/kinds";
import type { Tree } from "../tree/tree";
import type { JsonValue } from "../types";
import { setOwn } from "./ownKey";

type JsonObject = { [key: string]: JsonValue };

/** The value of the document. The tree must have no errors. */
export function decodeTree(tree: Tree): JsonValue {
	return new Decoder(tree).run();
}

const KEY_CACHE_MASK = 1023;

class Decoder {
	readonly #tree: Tree;
	/** The object or array of each scope. */
	readonly #values: JsonValue[];
	readonly #steps = new Map<number, FieldSteps>();
	/** Keys by the low bits of their hash. */
	readonly #keys = new Array<string | undefined>(KEY_CACHE_MASK + 1);
	#root: JsonValue = {};
	/** Where the value starts behind the key that was read last. */
	#afterKey = 0;

	constructor(tree: Tree) {
		this.#tree = tree;
		this.#values = new Array<JsonValue>(tree.scopes.end);
		if (tree.scopes.rootMode !== ROOT_COMPLETE) this.#values[tree.scopes.root] = this.#root;
	}

	run(): JsonValue {
		const { lines, order } = this.#tree;
		for (const chunk of order.chunks) {
			for (let i = 0; i < chunk.count; i++) {
				const line = chunk.handles[i]!;
				if (lines.scope[line] === 0) continue;
				const start = lines.start[line]!;
				if (start < 0) {
					const text = lines.own.get(line)!;
					this.#line(line, text, 0, text.length);
				} else this.#line(line, lines.base, start, start + lines.length[line]!);
			}
		}
		return this.#root;
	}

	#line(line: number, text: string, lineStart: number, lineEnd: number): void {
		const tree = this.#tree;
		const { lines } = tree;
		const scope = lines.scope[line]!;
		const column = lines.kind[line]!;
		const kind = column & KIND_MASK;
		const end = trimEnd(text, lineStart, lineEnd);
		let start = lines.flags[line]! & BOM ? lineStart + 1 : lineStart;
		// In strict mode a line without an error stands at a multiple of the indentation size.
		if (tree.strict) start += lines.depth[line]! * tree.indentSize;
		else for (let c = text.charCodeAt(start); c === SPACE || c === TAB; ) c = text.charCodeAt(++start);
		if (kind === ROW) {
			(this.#values[scope] as JsonValue[]).push(this.#row(text, start, end, scope));
			return;
		}
		if (column & ITEM) start = skipSpaces(text, start + 1, end);
		if (kind === ENTRY_ROW) {
			const key = this.#readKey(text, start, end, COLON, lines.keyHash[line]!);
			setOwn(this.#values[scope] as JsonObject, key, this.#row(text, this.#afterKey + 1, end, scope));
			return;
		}
		const hasKey = kind >= FIELD && kind <= KEYED_TABLE && (column & KEYLESS) === 0;
		if (!hasKey) {
			const value = this.#value(line, kind, text, start, start, end);
			if (column & ITEM) (this.#values[scope] as JsonValue[]).push(value);
			else this.#root = value;
			return;
		}
		const key = this.#readKey(text, start, end, kind >= INLINE ? BRACKET_OPEN : COLON, lines.keyHash[line]!);
		const value = this.#value(line, kind, text, this.#afterKey, this.#afterKey + 1, end);
		if (column & ITEM) {
			const object: JsonObject = {};
			this.#values[tree.keyScopeOf(line)] = object;
			(this.#values[scope] as JsonValue[]).push(object);
			setOwn(object, key, value);
		} else setOwn(this.#values[scope] as JsonObject, key, value);
	}

	/**
	 * The key at `start`; `mark` is what follows it, whose place is left in `#afterKey`. Keys repeat: one that was read
	 * before costs neither a scan nor a new string, nor a look-up of its name.
	 */
	#readKey(text: string, start: number, end: number, mark: number, hash: number): string {
		const slot = hash & KEY_CACHE_MASK;
		const known = this.#keys[slot];
		if (known !== undefined && text.charCodeAt(start + known.length) === mark && text.startsWith(known, start)) {
			this.#afterKey = start + known.length;
			return known;
		}
		if (text.charCodeAt(start) === QUOTE) {
			const close = closingQuote(text, start, end);
			this.#afterKey = findUnquoted(text, close + 1, end, mark);
			return unescapeText(text, start + 1, close);
		}
		const at = findUnquoted(text, start, end, mark);
		this.#afterKey = at;
		const key = text.slice(start, trimEnd(text, start, at));
		// With one of these inside, equal text and the mark behind it would not make it the same key.
		if (key !== "" && !/["[:]/.test(key)) this.#keys[slot] = key;
		return key;
	}

	/** What a line is worth: a primitive, or a new object or array that the lines below fill. */
	#value(line: number, kind: number, text: string, bracket: number, start: number, end: number): JsonValue {
		switch (kind) {
			case FIELD:
			case SCALAR:
				return readPrimitive(text, start, end);
			case OBJECT:
			case KEYED_TABLE: {
				const object: JsonObject = {};
				this.#values[this.#tree.lines.top[line]!] = object;
				return object;
			}
			case LIST:
			case TABLE: {
				const array: JsonValue[] = [];
				this.#values[this.#tree.lines.top[line]!] = array;
				return array;
			}
			case INLINE:
				return this.#inlineValues(text, bracket, end);
			case EMPTY_ARRAY:
				return [];
			case EMPTY_ITEM:
				return {};
			default:
				return null;
		}
	}

	#inlineValues(text: string, bracket: number, end: number): JsonValue[] {
		const close = findUnquoted(text, bracket, end, BRACKET_CLOSE);
		const mark = text.charCodeAt(close - 1);
		const delimiter = mark === TAB || mark === PIPE ? mark : COMMA;
		const values: JsonValue[] = [];
		for (let from = skipSpaces(text, close + 2, end); ; ) {
			const to = endOfCell(text, from, end, delimiter);
			values.push(readPrimitive(text, from, to));
			if (to >= end) return values;
			from = to + 1;
		}
	}

	#row(text: string, start: number, end: number, scope: number): JsonObject {
		let fields = this.#steps.get(scope);
		if (fields === undefined) {
			fields = readFieldSteps(this.#tree, scope);
			this.#steps.set(scope, fields);
		}
		const delimiter = this.#tree.scopes.delimiter[scope]!;
		const { flat } = fields;
		const row: JsonObject = {};
		let from = start;
		if (flat !== undefined) {
			for (let i = 0; i < flat.length; i++) {
				const to = endOfCell(text, from, end, delimiter);
				row[flat[i]!] = readPrimitive(text, from, to);
				from = to + 1;
			}
			return row;
		}
		const outer: JsonObject[] = [];
		let group = row;
		for (const step of fields.steps) {
			if (step === null) group = outer.pop()!;
			else if (typeof step === "string") {
				const to = endOfCell(text, from, end, delimiter);
				setOwn(group, step, readPrimitive(text, from, to));
				from = to + 1;
			} else {
				const inner: JsonObject = {};
				setOwn(group, step.open, inner);
				outer.push(group);
				group = inner;
			}
		}
		return row;
	}
}
