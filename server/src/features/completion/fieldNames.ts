/** Completion in a field list: names that other tables and objects have; whole lists that fit the rows below. */
import { type CompletionItem, CompletionItemKind } from "vscode-languageserver-types";
import type { SyntaxLine, ToonDocument } from "../../language";
import { rangeOn, tableAt, tokenAt } from "../structure";
import { type CompletionTarget, item, writtenKey } from "./items";

/** Lines looked through for headers and keys. */
const REACH = 50_000;
/** Keys that are collected at most. */
const MOST_NAMES = 100;

/** In a header that is whole: another name for the field at the cursor. */
export function fieldNameItems(
	document: ToonDocument,
	line: SyntaxLine,
	character: number,
	snippets: boolean,
): CompletionItem[] {
	const token = tokenAt(line, character);
	if (token?.type !== "field-name") return [];
	const range = rangeOn(line.line, token.start, token.end);
	const own = line.tokens
		.filter((each) => each.type === "field-name" && each !== token)
		.map(({ start, end }) => line.text.slice(start, end));
	return nameItems(document, new Set(own), { range, snippets });
}

/** In a list that is still written, as `users[2]{id,`: the text up to the cursor decides. */
export function unfinishedFieldItems(
	document: ToonDocument,
	line: SyntaxLine,
	character: number,
	snippets: boolean,
): CompletionItem[] {
	const before = line.text.slice(0, character);
	const typed = /[^{},|\t]*$/.exec(before)?.[0].trimStart() ?? "";
	const names = line.text.match(/[^\s{},|:[\]]+/g) ?? [];
	const after = /^[^{},|\t:]*/.exec(line.text.slice(character))?.[0].length ?? 0;
	const range = rangeOn(line.line, character - typed.length, character + after);
	return nameItems(document, new Set(names.filter((name) => name !== typed)), { range, snippets });
}

/** Whether the cursor stands in the field list of a header that may be unfinished. */
export const isInFieldList = (before: string): boolean => /\[\d+:?[|\t]?\]\{[^}]*(?:\{[^}]*\}[^}]*)*$/.test(before);

function nameItems(document: ToonDocument, taken: ReadonlySet<string>, target: CompletionTarget): CompletionItem[] {
	return [...knownNames(document)]
		.filter(([name]) => !taken.has(writtenKey(name)))
		.sort(([, a], [, b]) => b - a)
		.slice(0, MOST_NAMES)
		.map(([name, count], index) =>
			item(
				{
					label: writtenKey(name),
					kind: CompletionItemKind.Field,
					detail: `${count}× in this document`,
					snippet: writtenKey(name).replaceAll(/[$\\}]/g, "\\$&"),
					order: index,
				},
				target,
			),
		);
}

/** Names of fields of tables and of keys of items, with how often they stand. */
function knownNames(document: ToonDocument): Map<string, number> {
	const { lines } = document;
	const names = new Map<string, number>();
	const add = (name: string | undefined): void => {
		if (name !== undefined && (names.size < MOST_NAMES * 5 || names.has(name)))
			names.set(name, (names.get(name) ?? 0) + 1);
	};
	let left = REACH;
	for (const line of lines.all()) {
		if (left-- === 0) break;
		const kind = lines.kind(line);
		if (kind === "row" || kind === "entry-row") continue;
		if (kind === "table-header" || kind === "keyed-table-header") {
			for (const path of tableAt(document, lines.lspLine(line))?.leaves ?? []) add(path.at(-1));
		} else if (lines.scopeKind(lines.scope(line)) === "item" || lines.isItem(line)) add(lines.key(line));
	}
	return names;
}

/** The names of a table of the document with so many columns, the nearest above the line first. */
export function namesOfWidth(document: ToonDocument, width: number, lspLine: number): readonly string[] | undefined {
	const { lines } = document;
	let best: readonly string[] | undefined;
	let left = REACH;
	for (const line of lines.all()) {
		if (left-- === 0) break;
		const kind = lines.kind(line);
		if (kind !== "table-header" && kind !== "keyed-table-header") continue;
		const at = lines.lspLine(line);
		if (at > lspLine && best !== undefined) break;
		const leaves = at === lspLine ? undefined : tableAt(document, at)?.leaves;
		if (leaves?.length === width && leaves.every((path) => path.length === 1))
			best = leaves.map(([name]) => name ?? "");
	}
	return best;
}
