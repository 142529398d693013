/** What of a document is left out since it is large, said once and quietly: in the language status of the editor. */
import * as vscode from "vscode";
import { grouped, outlined } from "../../server/src/lsp/protocol";
import type { Server } from "./server";

export class Limits implements vscode.Disposable {
	readonly #items = new Map<string, vscode.LanguageStatusItem>();
	readonly #listening: vscode.Disposable;

	constructor(server: Server) {
		// A closed document keeps its item, which no editor shows: the server tells what changes, not what is opened again.
		this.#listening = server.onNotification(outlined, ({ uri, limit }) => {
			if (limit === null) this.#drop(uri);
			else this.#say(uri, `Outline: the first ${grouped(limit)} entries`);
		});
	}

	dispose(): void {
		for (const item of this.#items.values()) item.dispose();
		this.#listening.dispose();
	}

	#say(uri: string, text: string): void {
		if (this.#items.has(uri)) return;
		const { scheme, path } = vscode.Uri.parse(uri);
		// Glob characters of the name stand for themselves.
		const pattern = path.replaceAll(/[*?{}[\]]/g, "?");
		const item = vscode.languages.createLanguageStatusItem(`toon.limits ${uri}`, { scheme, pattern });
		item.name = "TOON Limits";
		item.text = text;
		item.detail = "The document is large. Search, Go to Row and the problems see all of it.";
		this.#items.set(uri, item);
	}

	#drop(uri: string): void {
		this.#items.get(uri)?.dispose();
		this.#items.delete(uri);
	}
}
