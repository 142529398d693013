/** The meter in the status bar: what the document costs in tokens, and what it saves against JSON. */
import * as vscode from "vscode";
import { countText, type TokensResult, tokens, tokensChanged } from "../../server/src/lsp/protocol";
import { countedFormat } from "./documentFormat";
import {
	foreignText,
	foreignTooltip,
	isOverBudget,
	meterText,
	selectionText,
	spokenText,
	tooltipText,
} from "./meterText";
import type { Server } from "./server";

/** Milliseconds without a change of the selection before it is counted. */
const SELECTION_DELAY = 120;
/** Milliseconds without an edit before the other encodings of the tooltip are counted. */
const TOOLTIP_DELAY = 600;
/** Milliseconds without an edit before a document that the server does not keep is counted again. */
const EDIT_DELAY = 600;
/** Characters that are sent to the server at most, of a selection and of a whole document that it does not keep. */
const SELECTION_LIMIT = 5_000_000;
const DOCUMENT_LIMIT = 2_000_000;

/** What has the focus instead of an editor, and shows a document all the same. */
export interface Previewing {
	readonly activeUri: vscode.Uri | undefined;
	readonly onDidChangeActive: vscode.Event<unknown>;
}

/** Keeps one status bar item true for the active editor, or the preview that has the focus. */
export class TokenStatus implements vscode.Disposable {
	readonly #server: Server;
	readonly #previews: Previewing;
	readonly #item: vscode.StatusBarItem;
	readonly #disposables: vscode.Disposable[] = [];
	/** The last counts of each open document. */
	readonly #counts = new Map<string, TokensResult>();
	#selectionTimer: NodeJS.Timeout | undefined;
	#tooltipTimer: NodeJS.Timeout | undefined;
	/** Grows with each question, so that a late answer is dropped. */
	#question = 0;

	constructor(server: Server, previews: Previewing) {
		this.#server = server;
		this.#previews = previews;
		this.#item = vscode.window.createStatusBarItem("toon.tokens", vscode.StatusBarAlignment.Right, 101);
		this.#item.name = "TOON Token Count";
		this.#item.command = "toon.tokenMenu";
		this.#disposables.push(
			this.#item,
			server.onReady(() => this.#refresh()),
			server.onNotification(tokensChanged, (counts) => this.#changed(counts)),
			vscode.window.onDidChangeActiveTextEditor(() => this.#refresh()),
			previews.onDidChangeActive(() => this.#refresh()),
			vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
				if (textEditor === vscode.window.activeTextEditor && isCounted(textEditor))
					this.#scheduleCount(SELECTION_DELAY);
			}),
			vscode.workspace.onDidChangeTextDocument(({ document }) => {
				const editor = vscode.window.activeTextEditor;
				if (editor?.document === document && countedFormat(document) !== undefined) this.#scheduleCount(EDIT_DELAY);
			}),
			vscode.workspace.onDidCloseTextDocument((document) => this.#counts.delete(document.uri.toString())),
			vscode.workspace.onDidChangeConfiguration((event) => {
				if (event.affectsConfiguration("toon")) this.#refresh();
			}),
		);
		this.#refresh();
	}

	/** The counts of a document as last shown. */
	countsOf(uri: vscode.Uri): TokensResult | undefined {
		return this.#counts.get(uri.toString());
	}

	dispose(): void {
		clearTimeout(this.#selectionTimer);
		clearTimeout(this.#tooltipTimer);
		for (const disposable of this.#disposables) disposable.dispose();
	}

	#changed(counts: TokensResult & { readonly uri: string }): void {
		this.#counts.set(counts.uri, counts);
		if (this.#shown?.toString() === counts.uri) this.#show(this.#shown, counts);
	}

	/** The document that is counted as a whole. */
	get #shown(): vscode.Uri | undefined {
		const editor = vscode.window.activeTextEditor;
		if (editor === undefined) return this.#previews.activeUri;
		return editor.document.languageId === "toon" && !hasSelection(editor) ? editor.document.uri : undefined;
	}

	#refresh(): void {
		const editor = vscode.window.activeTextEditor;
		const shown = this.#shown;
		if (shown !== undefined) {
			const known = this.countsOf(shown);
			if (known !== undefined) this.#show(shown, known);
			void this.#ask(shown);
			return;
		}
		if (editor === undefined || !isCounted(editor)) this.#item.hide();
		else this.#scheduleCount(SELECTION_DELAY);
	}

	async #ask(uri: vscode.Uri): Promise<void> {
		const question = ++this.#question;
		try {
			const counts = await this.#server.request(tokens, { uri: uri.toString() });
			this.#counts.set(uri.toString(), counts);
			if (question === this.#question && this.#shown?.toString() === uri.toString()) this.#show(uri, counts);
		} catch {
			// The server is starting or restarting; onReady asks again.
		}
	}

	#show(uri: vscode.Uri, counts: TokensResult): void {
		this.#item.text = meterText(counts);
		// The colour is for budgets only: that a nested document costs more than JSON is no alarm.
		this.#item.backgroundColor = isOverBudget(counts)
			? new vscode.ThemeColor("statusBarItem.warningBackground")
			: undefined;
		this.#item.accessibilityInformation = { label: spokenText(counts) };
		this.#item.tooltip = tooltip([counts], price(uri));
		this.#item.show();
		clearTimeout(this.#tooltipTimer);
		this.#tooltipTimer = setTimeout(() => void this.#compare(uri, counts), TOOLTIP_DELAY);
	}

	/** Fills the tooltip with the other encodings that the user chose. */
	async #compare(uri: vscode.Uri, counts: TokensResult): Promise<void> {
		const others = vscode.workspace.getConfiguration("toon", uri).get<string[]>("tokens.compare", []);
		const question = this.#question;
		try {
			const answers = await Promise.all(
				others.map((encoding) => this.#server.request(tokens, { uri: uri.toString(), encoding })),
			);
			if (question !== this.#question || this.#shown?.toString() !== uri.toString()) return;
			const rows = [counts, ...answers].filter(
				(each, index, all) => all.findIndex((other) => other.encoding === each.encoding) === index,
			);
			this.#item.tooltip = tooltip(rows, price(uri));
		} catch {
			// The tooltip keeps the one encoding it has.
		}
	}

	#scheduleCount(delay: number): void {
		clearTimeout(this.#selectionTimer);
		this.#selectionTimer = setTimeout(() => void this.#showCount(), delay);
	}

	/** Shows what is counted on demand: a selection, or a document that the server does not keep. */
	async #showCount(): Promise<void> {
		const editor = vscode.window.activeTextEditor;
		if (editor === undefined) return;
		const isToon = editor.document.languageId === "toon";
		if (isToon && !hasSelection(editor)) {
			this.#refresh();
			return;
		}
		const question = ++this.#question;
		try {
			const shown = await (isToon ? this.#countToon(editor) : this.#countForeign(editor));
			if (question !== this.#question || editor !== vscode.window.activeTextEditor) return;
			if (shown === undefined) {
				this.#item.hide();
				return;
			}
			this.#item.text = shown.text;
			this.#item.backgroundColor = undefined;
			this.#item.tooltip = new vscode.MarkdownString(shown.tooltip);
			this.#item.accessibilityInformation = { label: shown.text.replace(/^\$\([a-z-]+\) /, "") };
			this.#item.show();
		} catch {
			// The server is starting or restarting; onReady asks again.
		}
	}

	async #countToon(editor: vscode.TextEditor): Promise<Shown> {
		const uri = editor.document.uri.toString();
		let total = 0;
		let exact = true;
		for (const range of editor.selections.filter((selection) => !selection.isEmpty)) {
			const counts = await this.#server.request(tokens, { uri, range: plainRange(range) });
			total += counts.toon;
			exact &&= counts.exact;
		}
		return { text: selectionText(total, exact), tooltip: "Tokens of the selection" };
	}

	async #countForeign(editor: vscode.TextEditor): Promise<Shown | undefined> {
		const { document, selection } = editor;
		const from = countedFormat(document);
		const isSelection = !selection.isEmpty;
		const text = isSelection ? document.getText(selection) : document.getText();
		if (from === undefined || text === "" || text.length > (isSelection ? SELECTION_LIMIT : DOCUMENT_LIMIT)) {
			return undefined;
		}
		const counts = await this.#server.request(countText, { text, from, uri: document.uri.toString() });
		const title = isSelection ? "The selection" : "The document";
		return { text: foreignText(counts, isSelection), tooltip: foreignTooltip(counts, title) };
	}
}

/** What is counted on demand, in words. */
interface Shown {
	readonly text: string;
	/** Markdown. */
	readonly tooltip: string;
}

/** TOON, and what would be something else as TOON. */
const isCounted = ({ document }: vscode.TextEditor): boolean =>
	document.languageId === "toon" || countedFormat(document) !== undefined;

function hasSelection(editor: vscode.TextEditor): boolean {
	return editor.selections.some((selection) => !selection.isEmpty);
}

function plainRange({ start, end }: vscode.Range) {
	return {
		start: { line: start.line, character: start.character },
		end: { line: end.line, character: end.character },
	};
}

function price(uri: vscode.Uri): number | null {
	return vscode.workspace.getConfiguration("toon", uri).get<number | null>("tokens.pricePerMillion", null);
}

/** Table of all counted encodings, what it costs, and links. */
function tooltip(columns: readonly TokensResult[], pricePerMillion: number | null): vscode.MarkdownString {
	const markdown = new vscode.MarkdownString(tooltipText(columns, pricePerMillion), true);
	markdown.isTrusted = {
		enabledCommands: [
			"toon.chooseModel",
			"toon.chooseBaseline",
			"toon.copyTokenCounts",
			"toon.showTokenReport",
			"toon.compareFormats",
			"toon.optimize",
		],
	};
	return markdown;
}
