/** Where the tokens go, drawn over the text that somebody looks at: what each cell costs, or where each token starts. */
import * as vscode from "vscode";
import { type HeatResult, heat } from "../../../server/src/lsp/protocol";
import { describe } from "../describe";
import type { Server } from "../server";
import { levelOf } from "./heatLevels";

/** Milliseconds after an edit or a scroll. */
const DELAY = 80;

type Mode = "off" | "heat" | "tokens";

export class HeatMap implements vscode.Disposable {
	readonly #server: Server;
	readonly #levels = [1, 2, 3, 4].map((level) => background(`toon.heat${level}`));
	/** Neighbouring tokens in turn. */
	readonly #tints = [1, 2].map((tint) => background(`toon.token${tint}`));
	readonly #disposables: vscode.Disposable[];
	#mode: Mode = "off";
	#waiting: NodeJS.Timeout | undefined;

	constructor(server: Server) {
		this.#server = server;
		this.#disposables = [
			...this.#levels,
			...this.#tints,
			vscode.commands.registerCommand("toon.toggleHeatMap", () => this.#toggle("heat")),
			vscode.commands.registerCommand("toon.toggleTokenBoundaries", () => this.#toggle("tokens")),
			vscode.window.onDidChangeTextEditorVisibleRanges(() => this.#drawSoon()),
			vscode.window.onDidChangeVisibleTextEditors(() => this.#drawSoon()),
			vscode.workspace.onDidChangeTextDocument(({ document }) => document.languageId === "toon" && this.#drawSoon()),
			vscode.workspace.onDidChangeConfiguration((event) => {
				if (event.affectsConfiguration("toon.tokens.model")) this.#drawSoon();
			}),
		];
	}

	dispose(): void {
		clearTimeout(this.#waiting);
		for (const disposable of this.#disposables) disposable.dispose();
	}

	async #toggle(mode: Mode): Promise<void> {
		this.#mode = this.#mode === mode ? "off" : mode;
		try {
			await this.#draw();
		} catch (error) {
			this.#mode = "off";
			void vscode.window.showErrorMessage(`TOON: ${describe(error)}`);
		}
	}

	#drawSoon(): void {
		if (this.#mode === "off") return;
		clearTimeout(this.#waiting);
		// While the server is being started again, or a file was just closed, what is drawn stays.
		this.#waiting = setTimeout(() => void this.#draw().catch(() => {}), DELAY);
	}

	async #draw(): Promise<void> {
		const editors = vscode.window.visibleTextEditors.filter(({ document }) => document.languageId === "toon");
		await Promise.all(editors.map((editor) => this.#drawIn(editor)));
	}

	async #drawIn(editor: vscode.TextEditor): Promise<void> {
		const { document, visibleRanges } = editor;
		const mode = this.#mode;
		const answers =
			mode === "off"
				? []
				: await Promise.all(
						visibleRanges.map(({ start, end }) =>
							this.#server.request(heat, { uri: document.uri.toString(), from: start.line, to: end.line }),
						),
					);
		// A newer edit draws itself.
		if (mode !== this.#mode || answers.some(({ version }) => version !== document.version)) return;
		const cells = mode === "heat" ? answers.flatMap(cellsByLevel) : [];
		const tokens = mode === "tokens" ? answers.flatMap((answer) => tokensOf(answer, document)) : [];
		for (const [index, type] of this.#levels.entries()) {
			editor.setDecorations(
				type,
				cells.filter(({ level }) => level === index + 1),
			);
		}
		for (const [index, type] of this.#tints.entries()) {
			editor.setDecorations(
				type,
				tokens.filter((_, number) => number % this.#tints.length === index),
			);
		}
	}
}

const background = (color: string): vscode.TextEditorDecorationType =>
	vscode.window.createTextEditorDecorationType({
		backgroundColor: new vscode.ThemeColor(color),
		rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
	});

interface Cell extends vscode.DecorationOptions {
	readonly level: number;
}

function cellsByLevel({ cells, encoding }: HeatResult): Cell[] {
	return cells.flatMap(({ line, start, end, tokens }) => {
		const level = levelOf(tokens);
		if (level === 0 || end <= start) return [];
		const hoverMessage = `${tokens} token${tokens === 1 ? "" : "s"} (${encoding.replace(/[^\w~.:-]/g, " ")})`;
		return [{ range: new vscode.Range(line, start, line, end), hoverMessage, level }];
	});
}

/** Each token up to where the next one starts, or to the end of its line. */
function tokensOf({ boundaries }: HeatResult, document: vscode.TextDocument): vscode.Range[] {
	return boundaries.map(({ line, character }, index) => {
		const next = boundaries[index + 1];
		const end = next?.line === line ? next.character : document.lineAt(line).text.length;
		return new vscode.Range(line, character, line, Math.max(character, end));
	});
}
