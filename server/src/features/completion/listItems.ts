/** Completion of list items: another one shaped as those beside it. */
import { type CompletionItem, CompletionItemKind } from "vscode-languageserver-types";
import type { LineReader, ToonDocument } from "../../language";
import { countAfter } from "../counts";
import { membersNear, membersOf } from "../structure";
import { type CompletionTarget, item, place, sampleValue, writtenKey } from "./items";

/** Lines looked at on either side. */
const REACH = 200;

/**
 * A new item for a list.
 *
 * @param written whether the line has its `- ` already, and is counted
 */
export function listItems(
	document: ToonDocument,
	scope: number,
	number: number,
	target: CompletionTarget,
	written: boolean,
): CompletionItem[] {
	const { lines } = document;
	const elsewhere = written ? [] : countAfter(document, lines.opener(scope), 1);
	const marker = written ? "" : "- ";
	const keys = shapeOf(lines, scope, number);
	const items: CompletionItem[] = [];
	if (keys.length > 0) {
		const fields = keys.map((key, index) => {
			const name = writtenKey(key).replaceAll("$", "\\$");
			return `${name}: ${place(index + 1, sampleValue(key))}`;
		});
		const snippet = marker + fields.join(`\n${" ".repeat(document.options.indentSize)}`);
		const label = `- ${keys.join(", ")}`;
		const kind = CompletionItemKind.Snippet;
		items.push(item({ label, kind, detail: "an item like those beside it", snippet, order: 5, elsewhere }, target));
	}
	if (!written) {
		const snippet = `- ${place(1, "value")}`;
		items.push(
			item(
				{ label: "-", kind: CompletionItemKind.Snippet, detail: "a new item", snippet, order: 20, elsewhere },
				target,
			),
		);
	}
	return items;
}

/** The plain fields of the nearest item that is an object. */
function shapeOf(lines: LineReader, scope: number, number: number): string[] {
	const own = lines.at(number);
	for (const member of membersNear(lines, scope, number, REACH)) {
		const fields = member === own ? 0 : lines.itemScope(member);
		if (fields === 0) continue;
		const keys: string[] = [];
		for (const line of membersOf(lines, fields)) {
			const key = lines.kind(line) === "key-value" ? lines.key(line) : undefined;
			if (key !== undefined && !keys.includes(key)) keys.push(key);
		}
		if (keys.length > 0) return keys;
	}
	return [];
}
