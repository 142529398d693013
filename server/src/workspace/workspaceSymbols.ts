/** Keys and tables of all .toon files of the folders, found by name; bounded, and remembered by file. */
import { LRUCache } from "lru-cache";
import type { SymbolInformation } from "vscode-languageserver-types";
import { URI } from "vscode-uri";
import { matches, symbolsMatching } from "../features/workspaceSymbols";
import { ToonDocument } from "../language";
import type { OpenFile } from "./documents";
import type { ToonFile, ToonFiles } from "./toonFiles";

/** Symbols in one answer, files looked at, and symbols remembered of one file. */
const MOST_SYMBOLS = 500;
const MOST_FILES = 2_000;
const MOST_OF_FILE = 1_000;

export class WorkspaceSymbols {
	readonly #files: ToonFiles;
	/** The parsed documents are kept as their symbols only, by uri and stamp. */
	readonly #known = new LRUCache<string, { readonly stamp: string; readonly symbols: readonly SymbolInformation[] }>({
		max: MOST_FILES,
	});

	constructor(files: ToonFiles) {
		this.#files = files;
	}

	/** Symbols whose names have the letters of the query in its order. Open documents come first. */
	async search(
		query: string,
		folders: readonly string[],
		open: readonly Pick<OpenFile, "uri" | "documents">[],
		token: { readonly isCancellationRequested: boolean },
	): Promise<SymbolInformation[]> {
		const documents = open.flatMap((file) => file.documents);
		const found = documents.flatMap(({ toon, uri, places }) =>
			places.out(symbolsMatching(toon, uri, query, MOST_SYMBOLS)),
		);
		const isOpen = new Set(open.map(({ uri }) => uri));
		for (const folder of folders) {
			for await (const file of this.#files.below(URI.parse(folder), MOST_FILES)) {
				if (token.isCancellationRequested || found.length >= MOST_SYMBOLS) return found.slice(0, MOST_SYMBOLS);
				if (!isOpen.has(file.uri)) found.push(...matching(await this.#symbolsOf(file), query));
			}
		}
		return found.slice(0, MOST_SYMBOLS);
	}

	async #symbolsOf(file: ToonFile): Promise<readonly SymbolInformation[]> {
		const known = this.#known.get(file.uri);
		if (known?.stamp === file.stamp) return known.symbols;
		const text = await file.text();
		const symbols = text === undefined ? [] : symbolsMatching(new ToonDocument(text), file.uri, "", MOST_OF_FILE);
		this.#known.set(file.uri, { stamp: file.stamp, symbols });
		return symbols;
	}
}

const matching = (symbols: readonly SymbolInformation[], query: string): SymbolInformation[] =>
	symbols.filter(({ name }) => matches(name.toLowerCase(), query.toLowerCase()));
