/** Definition, references and highlights of columns and keys. */
import { type DocumentHighlight, DocumentHighlightKind, type Location } from "vscode-languageserver-types";
import type { Position, Range, ToonDocument } from "../language";
import { occurrencesAt } from "./occurrences";

/** Cells of a column that one answer lists, around the place: each is a hundred bytes on its way to the editor. */
const REFERENCE_LIMIT = 1_000;

/** Cells highlighted on either side: more than any window shows. */
const HIGHLIGHT_LIMIT = 500;

/** From a cell to its field, from a field to its first cell, from a key of an item to that of the first one. */
export function definition(document: ToonDocument, uri: string, position: Position): Location | undefined {
	const found = occurrencesAt(document, position, 0, 1);
	if (found === undefined) return undefined;
	const isOnName = covers(found.at, position);
	if (found.kind === "column" && isOnName) {
		const cell = occurrencesAt(document, position, 1)?.cells[0];
		return cell && { uri, range: cell };
	}
	const [range] = found.names;
	return range && { uri, range };
}

export function references(
	document: ToonDocument,
	uri: string,
	position: Position,
	includeDeclaration: boolean,
): Location[] {
	const found = occurrencesAt(document, position, REFERENCE_LIMIT);
	if (found === undefined) return [];
	const names = found.kind === "column" && !includeDeclaration ? [] : found.names;
	return [...names, ...found.cells].map((range) => ({ uri, range }));
}

export function documentHighlights(document: ToonDocument, position: Position): DocumentHighlight[] {
	const found = occurrencesAt(document, position, HIGHLIGHT_LIMIT, HIGHLIGHT_LIMIT);
	if (found === undefined) return [];
	return [
		...found.names.map((range) => ({ range, kind: DocumentHighlightKind.Write })),
		...found.cells.map((range) => ({ range, kind: DocumentHighlightKind.Read })),
	];
}

const covers = ({ start, end }: Range, { line, character }: Position): boolean =>
	start.line === line && start.character <= character && character <= end.character;
