/** JSON, YAML, CSV and Markdown tables that are pasted or dropped into .toon become TOON, as the server writes it. */
import * as vscode from "vscode";
import { type PasteResult, paste } from "../../../server/src/lsp/protocol";
import type { Server } from "../server";
import { fromRange, toRange } from "./ranges";

const kind = vscode.DocumentDropOrPasteEditKind.Text.append("toon");

/** Files that are read when they are dropped. */
const READABLE = /\.(?:json|jsonc|jsonl|ndjson|ya?ml|csv|tsv|md)$/i;
const LONGEST_FILE = 2_000_000;

export function registerPasting(server: Server): vscode.Disposable {
	const selector: vscode.DocumentSelector = { language: "toon" };
	const provider = new Pasting(server);
	return vscode.Disposable.from(
		vscode.languages.registerDocumentPasteEditProvider(selector, provider, {
			providedPasteEditKinds: [kind],
			pasteMimeTypes: ["text/plain"],
		}),
		vscode.languages.registerDocumentDropEditProvider(selector, provider, {
			providedDropEditKinds: [kind],
			dropMimeTypes: ["text/plain", "text/uri-list"],
		}),
	);
}

class Pasting implements vscode.DocumentPasteEditProvider, vscode.DocumentDropEditProvider {
	readonly #server: Server;

	constructor(server: Server) {
		this.#server = server;
	}

	async provideDocumentPasteEdits(
		document: vscode.TextDocument,
		ranges: readonly vscode.Range[],
		data: vscode.DataTransfer,
		_context: vscode.DocumentPasteEditContext,
		token: vscode.CancellationToken,
	): Promise<vscode.DocumentPasteEdit[]> {
		const [range, ...others] = ranges;
		const text = await data.get("text/plain")?.asString();
		if (range === undefined || others.length > 0 || !text) return [];
		const result = await this.#ask(document, range, text, token);
		if (result === null) return [];
		const edit = new vscode.DocumentPasteEdit(result.text, result.title, kind);
		edit.additionalEdit = elsewhere(document, result);
		return [edit];
	}

	async provideDocumentDropEdits(
		document: vscode.TextDocument,
		position: vscode.Position,
		data: vscode.DataTransfer,
		token: vscode.CancellationToken,
	): Promise<vscode.DocumentDropEdit | undefined> {
		const text = (await droppedFile(data)) ?? (await data.get("text/plain")?.asString());
		if (!text) return undefined;
		const range = new vscode.Range(position, position);
		const result = await this.#ask(document, range, text, token);
		if (result === null) return undefined;
		const edit = new vscode.DocumentDropEdit(result.text, result.title, kind);
		edit.additionalEdit = elsewhere(document, result);
		return edit;
	}

	/** Null where the text stays as it is; so it does when the server cannot answer. */
	async #ask(
		document: vscode.TextDocument,
		range: vscode.Range,
		text: string,
		token: vscode.CancellationToken,
	): Promise<PasteResult | null> {
		if (text.length > LONGEST_FILE) return null;
		try {
			const params = { uri: document.uri.toString(), range: fromRange(range), text };
			return await this.#server.request(paste, params, token);
		} catch {
			return null;
		}
	}
}

function elsewhere(document: vscode.TextDocument, { edits }: PasteResult): vscode.WorkspaceEdit {
	const edit = new vscode.WorkspaceEdit();
	for (const { range, newText } of edits) edit.replace(document.uri, toRange(range), newText);
	return edit;
}

/** The text of a single file of a format that we read. */
async function droppedFile(data: vscode.DataTransfer): Promise<string | undefined> {
	const uris = (await data.get("text/uri-list")?.asString())?.split(/\r?\n/).filter((line) => line !== "") ?? [];
	const [first] = uris;
	if (first === undefined || uris.length > 1 || !READABLE.test(first)) return undefined;
	try {
		const uri = vscode.Uri.parse(first, true);
		if ((await vscode.workspace.fs.stat(uri)).size > LONGEST_FILE) return undefined;
		return new TextDecoder("utf-8", { fatal: true }).decode(await vscode.workspace.fs.readFile(uri));
	} catch {
		// Gone, or no text: VS Code inserts its path, as for any other file.
		return undefined;
	}
}
