/** Completion of keys: those that the sibling objects and items have and this one has not. */
import { type CompletionItem, CompletionItemKind } from "vscode-languageserver-types";
import type { LineKind, LineReader, ToonDocument } from "../../language";
import { membersNear, membersOf, numberOf, tableAt } from "../structure";
import { type CompletionTarget, item, place, sampleValue, writtenKey } from "./items";

/** Lines looked at on either side. */
const REACH = 500;

/** A key that a sibling has, with the line that shows its form. */
interface SeenKey {
	readonly line: number;
	count: number;
}

/**
 * Keys of the objects beside this one.
 *
 * @param scope the object that the key is for; for a new item, the list's scope
 * @param onlyKey whether the line has its colon and value already
 */
export function keyItems(
	document: ToonDocument,
	scope: number,
	number: number,
	target: CompletionTarget,
	onlyKey: boolean,
): CompletionItem[] {
	const { lines } = document;
	const isItem = lines.scopeKind(scope) === "list";
	const own = isItem ? new Set<string>() : ownKeys(lines, scope, number);
	const seen = isItem ? siblingItemKeys(lines, scope, number) : siblingKeys(lines, scope);
	return [...seen]
		.filter(([key]) => !own.has(key))
		.map(([key, { line, count }], index) =>
			item(
				{
					label: key === "" ? '""' : key,
					kind: CompletionItemKind.Property,
					detail: `${count}× in siblings`,
					filter: writtenKey(key),
					snippet: onlyKey ? writtenKey(key).replaceAll("$", "\\$") : fieldSnippet(document, key, line),
					order: index,
					asksOn: !onlyKey && lines.kind(line) === "key-value",
				},
				target,
			),
		);
}

/** Keys of the object without the one on the line with the number. */
function ownKeys(lines: LineReader, scope: number, number: number): Set<string> {
	const keys = new Set<string>();
	const own = lines.at(number);
	for (const line of membersOf(lines, scope)) {
		const key = line === own ? undefined : lines.key(line);
		if (key !== undefined && keys.add(key).size > 2 * REACH) break;
	}
	return keys;
}

/** Keys of the objects that are members of the same list or object. */
function siblingKeys(lines: LineReader, scope: number): Map<string, SeenKey> {
	const opener = lines.opener(scope);
	if (scope === lines.rootScope || opener === 0) return new Map();
	const outer = lines.parent(scope);
	if (lines.scopeKind(outer) === "list") return siblingItemKeys(lines, outer, numberOf(lines, opener));
	const found = new Map<string, SeenKey>();
	const number = numberOf(lines, opener);
	for (const member of membersNear(lines, outer, number, REACH)) {
		const other = lines.opened(member);
		if (member !== opener && other !== 0 && lines.scopeKind(other) === "object") collect(lines, other, found);
	}
	// Objects under the same key in sibling items.
	if (found.size === 0 && lines.scopeKind(outer) === "item") cousins(lines, outer, lines.key(opener), found);
	return found;
}

/** Keys of the objects that stand under an equal key in the items beside this one. */
function cousins(lines: LineReader, item: number, key: string | undefined, found: Map<string, SeenKey>): void {
	const number = numberOf(lines, lines.opener(item));
	for (const other of membersNear(lines, lines.parent(item), number, REACH)) {
		for (const field of membersOf(lines, lines.itemScope(other))) {
			const opened = lines.opened(field);
			if (lines.key(field) === key && opened !== 0 && lines.scopeKind(opened) === "object")
				collect(lines, opened, found);
		}
	}
}

/** Keys of the items of a list near a line. */
function siblingItemKeys(lines: LineReader, list: number, number: number): Map<string, SeenKey> {
	const found = new Map<string, SeenKey>();
	const own = lines.at(number);
	for (const member of membersNear(lines, list, number, REACH)) {
		const scope = lines.itemScope(member);
		if (member !== own && scope !== 0) collect(lines, scope, found);
	}
	return found;
}

function collect(lines: LineReader, scope: number, found: Map<string, SeenKey>): void {
	for (const line of membersOf(lines, scope)) {
		const key = lines.key(line);
		if (key === undefined) continue;
		const known = found.get(key);
		if (known === undefined) found.set(key, { line, count: 1 });
		else known.count++;
		if (found.size > REACH) return;
	}
}

/** The field as the sibling writes it, its content left out. */
function fieldSnippet(document: ToonDocument, key: string, line: number): string {
	const { lines } = document;
	const name = writtenKey(key).replaceAll("$", "\\$");
	const indentation = " ".repeat(document.options.indentSize);
	const kind: LineKind = lines.kind(line);
	const lspLine = lines.lspLine(line);
	switch (kind) {
		case "object":
			return `${name}:\n${indentation}$0`;
		case "empty-array":
			return `${name}: []`;
		case "inline-array": {
			const mark = markOf(document.line(lspLine).header?.delimiter);
			return `${name}[1${mark}]: ${place(1, "value")}`;
		}
		case "list-header":
			return `${name}[1]:\n${indentation}- ${place(1, "value")}`;
		case "table-header":
		case "keyed-table-header": {
			const table = tableAt(document, lspLine);
			const header = document.line(lspLine);
			const fields = header.tokens.filter(({ type }) => type === "brace");
			const list = header.text.slice(fields[0]?.start, fields.at(-1)?.end).replaceAll(/[\\$]/g, "\\$&");
			const names = table?.leaves ?? [];
			const delimiter = table?.delimiter ?? ",";
			const cells = names.map((path, index) => place(index + 2, sampleValue(path.at(-1)))).join(delimiter);
			const keyed = kind === "keyed-table-header";
			const key = keyed ? `${place(1, "key1")}: ` : "";
			return `${name}[1${keyed ? ":" : ""}${markOf(delimiter)}]${list}:\n${indentation}${key}${cells}`;
		}
		default:
			return `${name}: $0`;
	}
}

const markOf = (delimiter: string | undefined): string =>
	delimiter === undefined || delimiter === "," ? "" : delimiter;
