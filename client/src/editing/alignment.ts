/** Columns shown under each other: spaces that are drawn and not written, where somebody looks. Toggled by a command. */
import * as vscode from "vscode";
import { inlays } from "../../../server/src/lsp/protocol";
import type { Server } from "../server";
import { fromRange, toRange } from "./ranges";

/** Milliseconds after an edit or a scroll. */
const DELAY = 50;

export class ColumnAlignment implements vscode.Disposable {
	readonly #server: Server;
	// Not inlay hints: themes give those a background, and these are to look like spaces.
	readonly #spaces = vscode.window.createTextEditorDecorationType({
		rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
	});
	readonly #disposables: vscode.Disposable[];
	#isOn = false;
	#waiting: NodeJS.Timeout | undefined;

	constructor(server: Server) {
		this.#server = server;
		this.#disposables = [
			this.#spaces,
			vscode.commands.registerCommand("toon.toggleColumnAlignment", () => this.toggle()),
			vscode.window.onDidChangeTextEditorVisibleRanges(() => this.#drawSoon()),
			vscode.window.onDidChangeVisibleTextEditors(() => this.#drawSoon()),
			vscode.workspace.onDidChangeTextDocument(({ document }) => {
				if (document.languageId === "toon") this.#drawSoon();
			}),
		];
	}

	async toggle(): Promise<void> {
		this.#isOn = !this.#isOn;
		const what = this.#isOn ? "Columns are shown aligned; the text is unchanged" : "Columns are shown as written";
		vscode.window.setStatusBarMessage(what, 3000);
		await this.#draw();
	}

	dispose(): void {
		clearTimeout(this.#waiting);
		for (const disposable of this.#disposables) disposable.dispose();
	}

	#drawSoon(): void {
		if (!this.#isOn) return;
		clearTimeout(this.#waiting);
		this.#waiting = setTimeout(() => void this.#draw(), DELAY);
	}

	async #draw(): Promise<void> {
		const editors = vscode.window.visibleTextEditors.filter(({ document }) => document.languageId === "toon");
		await Promise.all(
			editors.map(async (editor) => {
				const { version } = editor.document;
				const drawn = this.#isOn ? await this.#spacesOf(editor) : [];
				if (editor.document.version === version) editor.setDecorations(this.#spaces, drawn);
			}),
		);
	}

	async #spacesOf({ document, visibleRanges }: vscode.TextEditor): Promise<vscode.DecorationOptions[]> {
		const uri = document.uri.toString();
		const asked = visibleRanges.map((range) =>
			this.#server.request(inlays, { uri, range: fromRange(range), align: true }).catch(() => []),
		);
		return (await Promise.all(asked)).flat().map(({ position, label }) => ({
			range: toRange({ start: position, end: position }),
			renderOptions: { before: { contentText: "\u00a0".repeat(label.length) } },
		}));
	}
}
