/** What happens by itself while somebody types: lines go on at the right depth, the delimiter moves on. */
import type { TextEdit } from "vscode-languageserver-types";
import type { Position, ToonDocument } from "../language";
import { cellAt, columnOf, rangeOn } from "./structure";

/** Characters after which an editor asks. */
export const ON_TYPE_TRIGGERS = ["\n", ",", "|", "\t"] as const;

/** @param position behind the character that was typed */
export function onType(document: ToonDocument, position: Position, character: string): TextEdit[] {
	if (character === "\n") return afterEnter(document, position);
	return moveOn(document, position, character);
}

/** The new line, at the depth and with the marker that the line above asks for. */
function afterEnter(document: ToonDocument, { line }: Position): TextEdit[] {
	if (line === 0) return [];
	const above = document.line(line - 1);
	const here = document.line(line);
	if (here.line !== line || here.text.trim() !== "" || here.text.includes("\t")) return [];
	if (above.kind === "empty-item" && above.text.trim() === "-") return leaveList(document, line);
	const wanted = wantedStart(document, line - 1);
	// An editor that knows the language has put the cursor there already, or somebody went on elsewhere.
	if (wanted === undefined || here.text !== above.text.slice(0, columnOf(above.text))) return [];
	return wanted === here.text ? [] : [{ range: rangeOn(line, 0, here.text.length), newText: wanted }];
}

/** The empty item gives way to the line behind it, which stands where the list's own key stands. */
function leaveList(document: ToonDocument, line: number): TextEdit[] {
	const { lines, options } = document;
	const item = lines.at(lines.place({ line: line - 1, character: 0 }).number);
	const column = columnOf(lines.text(item));
	const header = lines.opener(lines.scope(item));
	const isBelow = lines.itemScope(header) === 0 || lines.scope(header) === 0;
	const depth = isBelow ? columnOf(lines.text(header)) : columnOf(lines.text(header)) + options.indentSize;
	const newText = " ".repeat(Math.min(depth, column));
	const end = document.line(line).text.length;
	return [{ range: { start: { line: line - 1, character: 0 }, end: { line, character: end } }, newText }];
}

/** What the line behind a line begins with; undefined where that is as the editor thinks. */
function wantedStart(document: ToonDocument, line: number): string | undefined {
	const { kind, isItem, text, tokens } = document.line(line);
	const column = columnOf(text);
	const step = document.options.indentSize;
	const hasKey = tokens.some(({ type }) => type === "key");
	const inner = " ".repeat(column + step * (isItem && hasKey ? 2 : 1));
	switch (kind) {
		case "object":
		case "table-header":
		case "keyed-table-header":
			return inner;
		case "list-header":
			return `${inner}- `;
		case "scalar":
			return isItem ? `${" ".repeat(column)}- ` : undefined;
		case "inline-array":
			if (isItem && !hasKey) return `${" ".repeat(column)}- `;
			return isItem ? " ".repeat(column + step) : undefined;
		case "key-value":
		case "empty-array":
			return isItem ? " ".repeat(column + step) : undefined;
		default:
			return undefined;
	}
}

/** Where the next cell begins already, the delimiter that was typed takes the place of the one that stands there. */
function moveOn(document: ToonDocument, { line, character }: Position, typed: string): TextEdit[] {
	const row = document.line(line);
	const cell = cellAt(row, character);
	const { table, text } = row;
	if (cell === undefined || table === undefined || row.line !== line || table.delimiter !== typed) return [];
	const isDoubled = text.charAt(character - 1) === typed && text.charAt(character) === typed;
	if (!isDoubled || cell.count !== table.leaves.length + 1) return [];
	return [{ range: rangeOn(line, character, character + 1), newText: "" }];
}
