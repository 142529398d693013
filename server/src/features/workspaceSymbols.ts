/** Keys and tables of a document by a part of their name. */
import type { DocumentSymbol, SymbolInformation, SymbolKind } from "vscode-languageserver-types";
import type { ToonDocument } from "../language";
import { documentSymbols } from "./documentSymbols";

/** Symbols whose names have the letters of the query in its order, at most `limit`. */
export function symbolsMatching(
	document: ToonDocument,
	uri: string,
	query: string,
	limit: number,
): SymbolInformation[] {
	const found: SymbolInformation[] = [];
	const wanted = query.toLowerCase();
	const look = (symbols: readonly DocumentSymbol[], container: string): void => {
		// The outline is at most a hundred levels deep.
		for (const { name, kind, selectionRange, children } of symbols) {
			if (found.length >= limit) return;
			// Items of lists have numbers, no names.
			if (!/^\[\d+\]$/.test(name) && matches(name.toLowerCase(), wanted)) {
				found.push(symbol(name, kind, uri, selectionRange, container));
			}
			if (children !== undefined) look(children, container === "" ? name : `${container}.${name}`);
		}
	};
	look(documentSymbols(document), "");
	return found;
}

const symbol = (
	name: string,
	kind: SymbolKind,
	uri: string,
	range: SymbolInformation["location"]["range"],
	containerName: string,
): SymbolInformation => ({ name, kind, location: { uri, range }, ...(containerName !== "" && { containerName }) });

/** Whether the letters of the query stand in the name, in its order; both in lower case. */
export function matches(name: string, query: string): boolean {
	let at = -1;
	for (const letter of query) {
		at = name.indexOf(letter, at + 1);
		if (at < 0) return false;
	}
	return true;
}
