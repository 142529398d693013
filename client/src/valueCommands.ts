/** "TOON: Query…", with its result beside as it is typed, and "TOON: Compare by Value". */
import * as vscode from "vscode";
import { tool, valueLines } from "../../server/src/lsp/protocol";
import { describe } from "./describe";
import { valueFormat } from "./documentFormat";
import { resultColumn } from "./resultColumn";
import type { Server } from "./server";

const SCHEME = "toon-values";
/** Milliseconds without a key until a query is asked. */
const PAUSE = 200;

export function registerValueCommands(server: Server): vscode.Disposable {
	const texts = new ValueTexts();
	return vscode.Disposable.from(
		texts,
		vscode.workspace.registerTextDocumentContentProvider(SCHEME, texts),
		vscode.commands.registerCommand("toon.query", () => query(server, texts)),
		vscode.commands.registerCommand("toon.compareByValue", (resource?: vscode.Uri, all?: vscode.Uri[]) =>
			compare(server, texts, resource, all),
		),
	);
}

/** Texts that exist while they are shown. */
class ValueTexts implements vscode.TextDocumentContentProvider, vscode.Disposable {
	readonly #texts = new Map<string, string>();
	readonly #changed = new vscode.EventEmitter<vscode.Uri>();
	readonly #closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString()));
	readonly onDidChange = this.#changed.event;

	provideTextDocumentContent(uri: vscode.Uri): string {
		return this.#texts.get(uri.toString()) ?? "";
	}

	set(uri: vscode.Uri, text: string): void {
		this.#texts.set(uri.toString(), text);
		this.#changed.fire(uri);
	}

	dispose(): void {
		this.#changed.dispose();
		this.#closed.dispose();
	}
}

/** Asks for an expression; what it gives is shown beside with each pause of typing. */
async function query(server: Server, texts: ValueTexts): Promise<void> {
	const document = vscode.window.activeTextEditor?.document;
	if (document === undefined || valueFormat(document) === undefined) {
		void vscode.window.showWarningMessage("TOON: Query… asks TOON, JSON, YAML or CSV: open such a file first.");
		return;
	}
	const result = vscode.Uri.from({
		scheme: SCHEME,
		path: `${document.uri.path}: query.toon`,
		query: document.uri.toString(),
	});
	const input = vscode.window.createInputBox();
	input.title = "TOON: Query…";
	input.placeholder = ".users[] | select(.age > 30) | .name";
	input.prompt = "In jq's language; the result stands beside";
	input.value = ".";
	let running: vscode.CancellationTokenSource | undefined;
	let timer: NodeJS.Timeout | undefined;
	const ask = async (): Promise<void> => {
		running?.cancel();
		const asked = new vscode.CancellationTokenSource();
		running = asked;
		input.busy = true;
		try {
			const given = { text: document.getText(), expression: input.value };
			const { text } = await server.request(tool, { name: "toon_query", arguments: given }, asked.token);
			if (running !== asked) return;
			texts.set(result, text);
			input.validationMessage = undefined;
		} catch (error) {
			if (running === asked) input.validationMessage = describe(error);
		} finally {
			if (running === asked) input.busy = false;
		}
	};
	input.onDidChangeValue(() => {
		clearTimeout(timer);
		timer = setTimeout(() => void ask(), PAUSE);
	});
	input.onDidAccept(() => input.hide());
	input.onDidHide(() => {
		clearTimeout(timer);
		input.dispose();
	});
	texts.set(result, "");
	const shown = await vscode.workspace.openTextDocument(result);
	const options = { viewColumn: resultColumn(), preserveFocus: true, preview: true };
	await vscode.window.showTextDocument(await vscode.languages.setTextDocumentLanguage(shown, "toon"), options);
	input.show();
	await ask();
}

/** Two files that are chosen in the explorer; or the file at hand and one that is asked for. */
async function compare(
	server: Server,
	texts: ValueTexts,
	resource: vscode.Uri | undefined,
	all: readonly vscode.Uri[] | undefined,
): Promise<void> {
	const pair = all?.length === 2 ? all : await choosePair(resource ?? vscode.window.activeTextEditor?.document.uri);
	if (pair === undefined) return;
	try {
		const [left, right] = await Promise.all(pair.map((uri) => linesOf(server, texts, uri)));
		const names = pair.map(({ path }) => path.slice(path.lastIndexOf("/") + 1));
		await vscode.commands.executeCommand("vscode.diff", left, right, `${names.join(" ↔ ")} (by value)`);
	} catch (error) {
		void vscode.window.showErrorMessage(`TOON: Compare by Value: ${describe(error)}`);
	}
}

async function choosePair(one: vscode.Uri | undefined): Promise<readonly vscode.Uri[] | undefined> {
	if (one === undefined) {
		void vscode.window.showWarningMessage("TOON: Compare by Value: open a file first, or choose two in the explorer.");
		return undefined;
	}
	const other = await vscode.window.showOpenDialog({
		title: "Compare by value with",
		openLabel: "Compare",
		defaultUri: one,
	});
	return other === undefined ? undefined : [one, other[0]!];
}

/** A document with one line for each value of a file. */
async function linesOf(server: Server, texts: ValueTexts, uri: vscode.Uri): Promise<vscode.Uri> {
	const document = await vscode.workspace.openTextDocument(uri);
	const from = valueFormat(document);
	if (from === undefined) throw new Error(`${uri.path}: choose a file of TOON, JSON, YAML or CSV.`);
	const { text } = await server.request(valueLines, { text: document.getText(), from });
	const shown = vscode.Uri.from({ scheme: SCHEME, path: uri.path, query: uri.toString() });
	texts.set(shown, text);
	return shown;
}
