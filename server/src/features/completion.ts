/** Completion: what may stand at a position, found by what the line is and by the scope that it stands in. */
import type { CompletionItem } from "vscode-languageserver-types";
import type { Position, SyntaxLine, ToonDocument } from "../language";
import { keyValues } from "./columns";
import { fieldNameItems, isInFieldList, unfinishedFieldItems } from "./completion/fieldNames";
import { headerItems } from "./completion/headers";
import { type CompletionTarget, ITEM_LIMIT } from "./completion/items";
import { keyItems } from "./completion/keys";
import { listItems } from "./completion/listItems";
import { cellItems, newRowItems, seenItems } from "./completion/rows";
import { starterItems } from "./completion/starters";
import { cellAt, columnOf, contentAbove, holdsFields, homeOfNewLine, rangeOn, tokenAt } from "./structure";

export interface CompletionAbilities {
	/** Whether the editor takes snippets; if not, their examples are inserted as text. */
	readonly snippets: boolean;
}

/** Characters that open the list of proposals. */
export const COMPLETION_TRIGGERS = [",", "|", "\t", "{", " ", ":"];

/** Proposals for the position, the likeliest first. */
export function completions(
	document: ToonDocument,
	position: Position,
	{ snippets }: CompletionAbilities,
): CompletionItem[] {
	return new Completion(document, position, snippets).run().slice(0, ITEM_LIMIT);
}

class Completion {
	readonly #document: ToonDocument;
	readonly #position: Position;
	readonly #snippets: boolean;
	readonly #line: SyntaxLine;
	readonly #number: number;

	constructor(document: ToonDocument, position: Position, snippets: boolean) {
		this.#document = document;
		this.#position = position;
		this.#snippets = snippets;
		this.#line = document.line(position.line);
		this.#number = document.lines.place({ line: position.line, character: 0 }).number;
	}

	run(): CompletionItem[] {
		const line = this.#line;
		const { character } = this.#position;
		// A line with a CR inside lies on several lines of the editor.
		if (line.line !== this.#position.line || line.text.includes("\r")) return [];
		switch (line.kind) {
			case "row":
			case "entry-row":
				return cellItems(this.#document, line, character, this.#snippets);
			case "key-value":
			case "object":
			case "empty-array":
			case "list-header":
			case "inline-array":
				return this.#field();
			case "table-header":
			case "keyed-table-header":
				return tokenAt(line, character)?.type === "key"
					? this.#field()
					: fieldNameItems(this.#document, line, character, this.#snippets);
			case "scalar":
				return line.isItem ? this.#scalarItem() : this.#unfinished();
			case "empty-item":
				return this.#emptyItem();
			case "error":
			case "opaque":
				return this.#unfinished();
			case "blank":
				return this.#blank();
			default:
				return [];
		}
	}

	#target(start: number, end: number): CompletionTarget {
		return { range: rangeOn(this.#position.line, start, end), snippets: this.#snippets };
	}

	/** On a line with a key: the key, or what stands behind its colon. */
	#field(): CompletionItem[] {
		const line = this.#line;
		const { character } = this.#position;
		const { lines } = this.#document;
		const handle = lines.at(this.#number);
		const key = line.tokens.find(({ type }) => type === "key");
		const colon = line.tokens.find(({ type }) => type === "colon");
		if (key !== undefined && key.start <= character && character <= key.end) {
			const scope = lines.itemScope(handle) || lines.scope(handle);
			return keyItems(this.#document, scope, this.#number, this.#target(key.start, key.end), true);
		}
		if (key === undefined || colon === undefined || character < colon.end) return [];
		if (line.kind === "inline-array") return this.#inlineValues();
		if (line.kind !== "key-value" && (line.kind !== "object" || this.#hasContentBelow(handle))) return [];
		const value = line.tokens.find((token) => token.cell !== undefined && token.type !== "key");
		const isTouched = value !== undefined && value.start <= character && character <= value.end;
		if (value !== undefined && !isTouched) return [];
		const target = isTouched ? this.#target(value.start, value.end) : this.#target(character, character);
		const seen = keyValues(this.#document, line.key ?? "", "key-value", this.#number).top(ITEM_LIMIT);
		const items = seenItems(seen, `for ${line.key}`, target);
		return character === colon.end && !isTouched ? items.map(withSpaceInFront) : items;
	}

	#inlineValues(): CompletionItem[] {
		const line = this.#line;
		const cell = cellAt(line, this.#position.character);
		if (cell === undefined || line.text.charAt(cell.start - 1) === ":") return [];
		const seen = keyValues(this.#document, line.key ?? "", "inline-array", this.#number, line.header?.delimiter);
		return seenItems(seen.top(ITEM_LIMIT), `in ${line.key}`, this.#target(cell.start, cell.end));
	}

	#hasContentBelow(handle: number): boolean {
		const { lines } = this.#document;
		const next = lines.next(handle);
		return next !== 0 && columnOf(lines.text(next)) > columnOf(lines.text(handle));
	}

	#scalarItem(): CompletionItem[] {
		const value = this.#line.tokens.find(({ cell }) => cell !== undefined);
		const { character } = this.#position;
		if (value === undefined || character < value.start || character > value.end) return [];
		const handle = this.#document.lines.at(this.#number);
		if (this.#hasContentBelow(handle)) return [];
		const scope = this.#document.lines.scope(handle);
		return listItems(this.#document, scope, this.#number, this.#target(value.start, value.end), true);
	}

	/** Behind a `- ` with nothing after it. */
	#emptyItem(): CompletionItem[] {
		const { lines } = this.#document;
		const handle = lines.at(this.#number);
		const { character } = this.#position;
		const marker = this.#line.tokens.find(({ type }) => type === "list-marker");
		if (marker === undefined || character <= marker.end || this.#hasContentBelow(handle)) return [];
		const scope = lines.scope(handle);
		const target = this.#target(character, character);
		return [
			...listItems(this.#document, scope, this.#number, target, true),
			...keyItems(this.#document, scope, this.#number, target, false),
		];
	}

	/** A line that is no line yet: a word, half a header, half an entry row. */
	#unfinished(): CompletionItem[] {
		const { text } = this.#line;
		const { character } = this.#position;
		const before = text.slice(0, character);
		if (isInFieldList(before)) return unfinishedFieldItems(this.#document, this.#line, character, this.#snippets);
		const column = columnOf(text);
		const typed = text.slice(column);
		if (character < text.length || !/^[^\s:[\]{},|"-][^\s:[\]{},|"]*$/.test(typed)) return [];
		return this.#newLine(column, typed, this.#target(column, character));
	}

	#blank(): CompletionItem[] {
		const { character } = this.#position;
		if (this.#line.text.slice(0, character).trim() !== "" || this.#line.text.includes("\t")) return [];
		return this.#newLine(character, "", this.#target(character, character));
	}

	/** Where a line of its own begins: a key, a header, a row or an item, by the scope that it would belong to. */
	#newLine(column: number, typed: string, target: CompletionTarget): CompletionItem[] {
		const document = this.#document;
		const { lines } = document;
		const above = contentAbove(document, this.#position.line);
		const isFirst = above === 0;
		if (isFirst && lines.next(lines.at(this.#number)) === 0 && (typed !== "" || lines.first === 0)) {
			return [
				...starterItems(document.options.indentSize, typed, target),
				...headerItems(document, this.#number, column, typed, target),
			];
		}
		const home = homeOfNewLine(document, this.#position.line, column);
		if (home === undefined) return [];
		const kind = lines.scopeKind(home.scope);
		const isCut = this.#nextColumn() > column;
		if (kind === "table" || kind === "keyed-table") {
			return isCut || typed !== "" ? [] : newRowItems(document, home.scope, target);
		}
		if (kind === "list") {
			return isCut || typed !== "" ? [] : listItems(document, home.scope, this.#number, target, false);
		}
		if (!holdsFields(kind) || isComplete(document)) return [];
		const headers = headerItems(document, this.#number, column, typed, target);
		return isCut ? headers : [...keyItems(document, home.scope, this.#number, target, false), ...headers];
	}

	/** Where the text of the next line that counts starts; -1 at the end. */
	#nextColumn(): number {
		const { lines } = this.#document;
		const next = lines.next(lines.at(this.#number));
		return next === 0 ? -1 : columnOf(lines.text(next));
	}
}

/** Whether the document is one array or keyed table, behind which nothing may stand. */
function isComplete({ lines }: ToonDocument): boolean {
	if (lines.root === "array") return true;
	return lines.first !== 0 && lines.opened(lines.first) !== 0 && lines.key(lines.first) === undefined;
}

const withSpaceInFront = (item: CompletionItem): CompletionItem =>
	item.textEdit === undefined
		? item
		: {
				...item,
				filterText: ` ${item.label}`,
				textEdit: { ...item.textEdit, newText: ` ${item.textEdit.newText}` },
			};
