/** How completion items are made: the edit, the snippet or its plain text, and the order. */
import {
	type CompletionItem,
	CompletionItemKind,
	InsertTextFormat,
	InsertTextMode,
	type TextEdit,
} from "vscode-languageserver-types";
import { isPlainKey, quote, type Range } from "../../language";

/** Items in one answer at most. */
export const ITEM_LIMIT = 200;

/** What the asking editor can do, and where the answer goes. */
export interface CompletionTarget {
	/** What an item replaces: on one line, around the cursor. */
	readonly range: Range;
	readonly snippets: boolean;
}

export interface Proposal {
	readonly label: string;
	readonly kind: CompletionItemKind;
	readonly detail?: string;
	/** A snippet; `$` and `}` of texts escaped by `plainText`. */
	readonly snippet: string;
	/** What the typed text is compared with; default: the label. */
	readonly filter?: string;
	/** Small stands first. */
	readonly order: number;
	/** Edits elsewhere, as the count of the table that gets a row. */
	readonly elsewhere?: readonly TextEdit[];
	/** The text to ask for more at once: values behind a key. */
	readonly asksOn?: boolean;
}

export function item(proposal: Proposal, { range, snippets }: CompletionTarget): CompletionItem {
	const { label, kind, detail, snippet, filter, order, elsewhere, asksOn } = proposal;
	const isPlain = !snippet.includes("$") && !snippet.includes("\\");
	return {
		label,
		kind,
		...(detail !== undefined && { detail }),
		...(filter !== undefined && { filterText: filter }),
		sortText: String(Math.min(order, 99_999)).padStart(5, "0"),
		textEdit: { range, newText: snippets || isPlain ? snippet : resolved(snippet) },
		insertTextFormat: snippets && !isPlain ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
		...(snippet.includes("\n") && { insertTextMode: InsertTextMode.adjustIndentation }),
		...(elsewhere !== undefined && elsewhere.length > 0 && { additionalTextEdits: [...elsewhere] }),
		...(asksOn && { command: { title: "Suggest", command: "editor.action.triggerSuggest" } }),
	};
}

/** A text as it stands in a snippet. */
export const plainText = (text: string): string => text.replaceAll(/[\\$}]/g, "\\$&");

/** The text that a snippet leaves when nobody types into its places. */
export function resolved(snippet: string): string {
	return snippet
		.replaceAll(/\$\{\d+:((?:[^\\}]|\\.)*)\}/g, "$1")
		.replaceAll(/(?<!\\)\$\d+/g, "")
		.replaceAll(/\\([\\$}])/g, "$1");
}

/** A place in a snippet with the text that stands there first. */
export const place = (number: number, text: string): string => `\${${number}:${plainText(text)}}`;

/** A key or field name as written. */
export const writtenKey = (key: string): string => (isPlainKey(key) ? key : quote(key));

/** A name that can stand as a value anywhere without quotes. */
export const sampleValue = (name: string | undefined): string =>
	name !== undefined && /^[A-Za-z_]\w*$/.test(name) ? name : "value";

/** The literals, which fit wherever a value does. */
export function literals(target: CompletionTarget): CompletionItem[] {
	return ["true", "false", "null"].map((label, index) =>
		item({ label, kind: CompletionItemKind.Keyword, snippet: label, order: 90_000 + index }, target),
	);
}
