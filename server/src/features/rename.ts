/** Rename of a key or a column within its structure; what would change more than the name is refused with a reason. */
import type { TextEdit } from "vscode-languageserver-types";
import { isPlainKey, type Position, quote, type Range, type ToonDocument } from "../language";
import { type Occurrences, occurrencesAt, readName } from "./occurrences";
import { membersOf } from "./structure";

/** Why there is no rename: what is wrong and what to do, for people. */
export interface Refusal {
	readonly reason: string;
}

/** What the editor asks the new name for. */
export type RenamePlace = { readonly range: Range; readonly placeholder: string };

export function prepareRename(document: ToonDocument, position: Position): RenamePlace | Refusal {
	const found = occurrencesAt(document, position, 0);
	if (found === undefined) {
		return { reason: "Only keys, field names and columns have names. Put the cursor on one of them." };
	}
	const isOnName = found.names.some((range) => touches(range, position));
	if (isOnName) return { range: found.at, placeholder: found.name };
	// From a cell: the column is renamed; the editor wants a range at the cursor.
	return { range: { start: position, end: position }, placeholder: found.name };
}

/**
 * The edits that give a key or column another name.
 *
 * @param firstLine what people call line 0 of the document, less one
 */
export function rename(
	document: ToonDocument,
	position: Position,
	newName: string,
	firstLine = 0,
): { readonly edits: TextEdit[] } | Refusal {
	const found = occurrencesAt(document, position, 0);
	if (found === undefined) {
		return { reason: "There is no key and no column here. Put the cursor on a key, a field name or a cell." };
	}
	if (newName === found.name) return { edits: [] };
	if (/\p{Surrogate}/u.test(newName)) {
		return { reason: "The new name has half a surrogate pair, which TOON cannot hold. Choose another name." };
	}
	const taken = takenAt(document, found, newName);
	if (taken !== undefined) {
		const line = firstLine + taken + 1;
		return { reason: `${JSON.stringify(newName)} stands beside it already, in line ${line}. Choose another name.` };
	}
	const written = isPlainKey(newName) ? newName : quote(newName);
	return { edits: found.names.map((range) => ({ range, newText: written })) };
}

/** The LSP line where the new name stands beside the old one, or undefined. */
function takenAt(document: ToonDocument, found: Occurrences, newName: string): number | undefined {
	const { lines } = document;
	if (found.kind === "column" || found.kind === "group") {
		const line = found.at.start.line;
		return siblingFields(document, found.at).includes(newName) ? line : undefined;
	}
	for (const line of found.lines) {
		const scope = lines.itemScope(line) || lines.scope(line);
		for (const member of membersOf(lines, scope)) {
			if (member !== line && lines.key(member) === newName) return lines.lspLine(member);
		}
	}
	return undefined;
}

/** Names in the same field group as the name at the range. */
function siblingFields(document: ToonDocument, at: Range): string[] {
	const { tokens, text } = document.line(at.start.line);
	const groups: string[][] = [];
	let open: string[] = [];
	let own: string[] | undefined;
	for (const { type, start, end, range } of tokens) {
		if (type === "brace" && text.charAt(start) === "{") {
			groups.push(open);
			open = [];
		} else if (type === "brace") open = groups.pop() ?? [];
		else if (type === "field-name") {
			if (range.start.character === at.start.character) own = open;
			else open.push(readName(text.slice(start, end)));
		}
	}
	return own ?? [];
}

const touches = ({ start, end }: Range, { line, character }: Position): boolean =>
	start.line === line && start.character <= character && character <= end.character;
