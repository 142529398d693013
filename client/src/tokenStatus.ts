/** The meter in the status bar: what the document costs in tokens, and what it saves against JSON. */
import * as vscode from "vscode";
import {
	type CountTextResult,
	countText,
	type FormatName,
	type TokensResult,
	tokens,
	tokensChanged,
} from "../../server/src/lsp/protocol";
import { markdownText } from "./markdownText";
import type { Server } from "./server";

/** Editors whose selections can be counted although the server does not keep their documents. */
const COUNTABLE: Readonly<Record<string, FormatName>> = { json: "json", jsonc: "jsonc", jsonl: "jsonl" };

/** Milliseconds without a change of the selection before it is counted. */
const SELECTION_DELAY = 120;
/** Milliseconds without an edit before the other encodings of the tooltip are counted. */
const TOOLTIP_DELAY = 600;
/** Characters of a JSON selection that are sent to the server at most. */
const SELECTION_LIMIT = 5_000_000;

const BASELINE_NAMES = { "json-compact": "compact JSON", json: "JSON", yaml: "YAML" } as const;

const format = (count: number): string => count.toLocaleString("en-US");

/** `−38 %` where TOON costs less, `+12 %` where it costs more. */
function signedPercent(percentSaved: number): string {
	const rounded = Math.round(percentSaved);
	if (rounded === 0) return "±0 %";
	return rounded > 0 ? `−${rounded} %` : `+${-rounded} %`;
}

/** Text of the meter for a whole document. */
function meterText(counts: TokensResult): string {
	const mark = counts.exact ? "" : "~";
	const total = `$(symbol-numeric) ${mark}${format(counts.toon)} tokens`;
	if (counts.savings === null) return total;
	const costsMore = counts.savings.tokens < 0 ? ` (more than ${BASELINE_NAMES[counts.savings.baseline]})` : "";
	return `${total}  ${signedPercent(counts.savings.percent)}${costsMore}`;
}

const isOverBudget = ({ toon, budget }: TokensResult): boolean => budget !== undefined && toon > budget;

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
				if (textEditor === vscode.window.activeTextEditor) this.#scheduleSelection();
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
		if (editor === undefined || !(editor.document.languageId === "toon" || editor.document.languageId in COUNTABLE)) {
			this.#item.hide();
			return;
		}
		this.#scheduleSelection();
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
		const costsMore = counts.savings !== null && counts.savings.tokens < 0;
		this.#item.backgroundColor =
			costsMore || isOverBudget(counts) ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
		this.#item.accessibilityInformation = { label: spoken(counts) };
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

	#scheduleSelection(): void {
		clearTimeout(this.#selectionTimer);
		this.#selectionTimer = setTimeout(() => void this.#showSelection(), SELECTION_DELAY);
	}

	async #showSelection(): Promise<void> {
		const editor = vscode.window.activeTextEditor;
		if (editor === undefined) return;
		const { document } = editor;
		if (!hasSelection(editor)) {
			if (document.languageId === "toon") this.#refresh();
			else this.#item.hide();
			return;
		}
		const question = ++this.#question;
		try {
			const text = await (document.languageId === "toon" ? this.#countToon(editor) : this.#countJson(editor));
			if (question !== this.#question || editor !== vscode.window.activeTextEditor) return;
			if (text === undefined) {
				this.#item.hide();
				return;
			}
			this.#item.text = text;
			this.#item.backgroundColor = undefined;
			this.#item.tooltip = "Tokens of the selection";
			this.#item.accessibilityInformation = { label: text.replace("$(symbol-numeric)", "Selection:") };
			this.#item.show();
		} catch {
			// The server is starting or restarting; the next selection asks again.
		}
	}

	async #countToon(editor: vscode.TextEditor): Promise<string> {
		const uri = editor.document.uri.toString();
		let total = 0;
		let exact = true;
		for (const range of editor.selections.filter((selection) => !selection.isEmpty)) {
			const counts = await this.#server.request(tokens, { uri, range: plainRange(range) });
			total += counts.toon;
			exact &&= counts.exact;
		}
		return `$(symbol-numeric) ${exact ? "" : "~"}${format(total)} tokens selected`;
	}

	async #countJson(editor: vscode.TextEditor): Promise<string | undefined> {
		const { document } = editor;
		const from = COUNTABLE[document.languageId];
		const text = document.getText(editor.selection);
		if (from === undefined || text === "" || text.length > SELECTION_LIMIT) return undefined;
		const counts = await this.#server.request(countText, { text, from, uri: document.uri.toString() });
		return jsonSelectionText(counts);
	}
}

/** Text of the meter for a selection of JSON. */
function jsonSelectionText(counts: CountTextResult): string {
	const mark = counts.exact ? "" : "~";
	const own = `$(symbol-numeric) ${mark}${format(counts.tokens)} tokens selected`;
	return counts.asToon === null ? own : `${own}, as TOON this would be ${mark}${format(counts.asToon)}`;
}

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

function spoken(counts: TokensResult): string {
	const over = isOverBudget(counts) ? ", over its budget" : "";
	const total = `${counts.exact ? "" : "about "}${format(counts.toon)} tokens${over}`;
	if (counts.savings === null) return total;
	const { percent, baseline } = counts.savings;
	const side = percent >= 0 ? "fewer" : "more";
	return `${total}, ${Math.abs(Math.round(percent))} per cent ${side} than ${BASELINE_NAMES[baseline]}`;
}

/** Table of all counted encodings, what it costs, and links. */
export function tooltip(rows: readonly TokensResult[], pricePerMillion: number | null): vscode.MarkdownString {
	const markdown = new vscode.MarkdownString(tooltipText(rows, pricePerMillion), true);
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

const against = (own: number, other: number | null): string => {
	if (other === null) return "–";
	const change = other === 0 ? 0 : ((other - own) / other) * 100;
	return `${format(other)} (${signedPercent(change)})`;
};

/** The tooltip's Markdown; the same table stands in the report. */
export function tooltipText(rows: readonly TokensResult[], pricePerMillion: number | null): string {
	const lines = ["| Tokens | TOON | JSON, compact | JSON, 2 spaces |", "|:--|--:|--:|--:|"];
	for (const row of rows) {
		const mark = row.exact ? "" : "~";
		const own = `**${mark}${format(row.toon)}**`;
		lines.push(
			`| ${markdownText(row.encoding)} | ${own} | ${against(row.toon, row.jsonCompact)} | ${against(row.toon, row.json)} |`,
		);
	}
	const [first] = rows;
	if (first?.savings && first.savings.tokens < 0) {
		const more = format(-first.savings.tokens);
		lines.push(
			"",
			`$(warning) TOON costs ${more} tokens **more** than ${BASELINE_NAMES[first.savings.baseline]} here.`,
		);
	}
	if (first?.context !== undefined) {
		const share = ((first.toon / first.context) * 100).toFixed(first.toon < first.context / 10 ? 1 : 0);
		lines.push("", `${share} % of the ${format(first.context)} tokens that the model reads at once.`);
	}
	if (first !== undefined && isOverBudget(first)) {
		const over = format(first.toon - (first.budget ?? 0));
		lines.push("", `$(warning) ${over} tokens over the budget of ${format(first.budget ?? 0)}.`);
	}
	if (first?.jsonCompact === null) lines.push("", "No comparison with JSON while the document has errors.");
	if (first?.notice !== undefined) lines.push("", markdownText(first.notice));
	if (first !== undefined && pricePerMillion !== null) {
		const cost = (count: number): string => `$${((count / 1e6) * pricePerMillion).toFixed(6)}`;
		const other =
			first.savings === null
				? ""
				: `, as ${BASELINE_NAMES[first.savings.baseline]} ${cost(first.savings.baselineTokens)}`;
		lines.push("", `Cost as input: ${cost(first.toon)}${other}.`);
	}
	const links = [
		"[Change model](command:toon.chooseModel)",
		"[Change baseline](command:toon.chooseBaseline)",
		"[Copy](command:toon.copyTokenCounts)",
		"[Report](command:toon.showTokenReport)",
		"[Compare formats](command:toon.compareFormats)",
		"[Optimise](command:toon.optimize)",
	];
	lines.push("", links.join(" · "));
	return lines.join("\n");
}
