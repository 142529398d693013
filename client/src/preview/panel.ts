/** One preview: a webview that shows one document at a time and follows its text. */
import {
	type CancellationToken,
	CancellationTokenSource,
	Disposable,
	EventEmitter,
	type TextDocument,
	type Uri,
	type WebviewPanel,
	window,
	workspace,
} from "vscode";
import { type Method, preview, previewRows, previewSearch } from "../../../server/src/lsp/protocol";
import { describe } from "../describe";
import { repairDocument } from "../repair";
import type { Server } from "../server";
import { copyMarkdown, exportToFile, openMarkdown } from "./actions";
import { EditorSync } from "./editorSync";
import { previewHtml, resourceRoots } from "./html";
import type { FromWebview, PreviewAction, ToWebview } from "./messages";
import { tickTask, whyFixed } from "./ticking";

/** Milliseconds from a keystroke to the question for what changed; keystrokes within it are one. */
const PATIENCE = 40;

export class PreviewPanel extends Disposable {
	readonly #panel: WebviewPanel;
	readonly #server: Server;
	readonly #editors: EditorSync;
	readonly #disposed = new EventEmitter<void>();
	readonly #activated = new EventEmitter<void>();
	readonly #subscriptions: Disposable[] = [];
	/** Of a fence in Markdown it is the address: the file's with a fragment. */
	#uri: Uri;
	/** Line of the file where the document begins: that of a fence. */
	#firstLine = 0;
	#locked: boolean;
	/** Revision that the webview shows; undefined: nothing yet. */
	#shown: number | undefined;
	/** The script in the webview runs and listens. */
	#ready = false;
	/** An update is under way; `#again` says that something changed meanwhile. */
	#updating: CancellationTokenSource | undefined;
	#again = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Only the latest search is waited for. */
	#searching: CancellationTokenSource | undefined;

	readonly onDidDispose = this.#disposed.event;
	/** It got the focus, or lost it, or shows another document. */
	readonly onDidChangeActive = this.#activated.event;

	constructor(panel: WebviewPanel, extensionUri: Uri, server: Server, uri: Uri, locked: boolean) {
		super(() => this.#close());
		this.#panel = panel;
		this.#server = server;
		this.#uri = uri;
		this.#locked = locked;
		this.#editors = new EditorSync(() => this.#file, {
			scrolled: (line) => this.#post({ type: "scrollTo", line: this.#lineIn(line) }),
			selected: (line) => this.#post({ type: "select", line: this.#lineIn(line) }),
		});
		this.#subscriptions.push(
			this.#editors,
			panel.onDidDispose(() => this.dispose()),
			panel.onDidChangeViewState(() => {
				this.#activated.fire();
				void this.#update();
			}),
			panel.webview.onDidReceiveMessage((message: FromWebview) => void this.#receive(message)),
			workspace.onDidChangeTextDocument(({ document }) => this.#isOurs(document) && this.#soon()),
			workspace.onDidOpenTextDocument((document) => this.#isOurs(document) && this.#soon()),
			// VS Code lets go of documents without an editor; the preview still needs it.
			workspace.onDidCloseTextDocument((document) => this.#isOurs(document) && this.#soon()),
			workspace.onDidChangeConfiguration((event) => event.affectsConfiguration("toon") && this.#soon()),
			workspace.onDidGrantWorkspaceTrust(() => void this.#tellFixed()),
			server.onReady(() => this.#restart()),
		);
		panel.webview.options = { enableScripts: true, localResourceRoots: resourceRoots(extensionUri) };
		panel.webview.html = previewHtml(panel.webview, extensionUri);
		this.#name();
	}

	get uri(): Uri {
		return this.#uri;
	}

	/** The file that the document is, or stands in. */
	get #file(): Uri {
		return this.#uri.with({ fragment: "" });
	}

	/** A line of the file as one of the document. */
	#lineIn(line: number): number {
		return Math.max(0, line - this.#firstLine);
	}

	get #isFence(): boolean {
		return this.#uri.fragment !== "";
	}

	/** Keeps to its document; one that is not locked follows the active editor. */
	get locked(): boolean {
		return this.#locked;
	}

	/** Whether it has the focus. */
	get active(): boolean {
		return this.#panel.active;
	}

	get column(): WebviewPanel["viewColumn"] {
		return this.#panel.viewColumn;
	}

	/** Brings the panel to sight, with another document if it is one. */
	reveal(preserveFocus: boolean): void {
		this.#panel.reveal(this.#panel.viewColumn, preserveFocus);
	}

	/** Goes to a line of the source, or to the source of what is looked at. */
	showSource(line: number | undefined): void {
		if (line === undefined) this.#post({ type: "showSource" });
		else void this.#reveal(line, 0);
	}

	show(uri: Uri): void {
		if (uri.toString() === this.#uri.toString()) return;
		this.#uri = uri;
		this.#name();
		this.#activated.fire();
		this.#restart();
	}

	#close(): void {
		this.#ready = false;
		clearTimeout(this.#timer);
		this.#updating?.cancel();
		this.#searching?.cancel();
		for (const subscription of this.#subscriptions.splice(0)) subscription.dispose();
		this.#panel.dispose();
		this.#disposed.fire();
		this.#disposed.dispose();
		this.#activated.dispose();
	}

	#name(): void {
		const name = this.#uri.path.slice(this.#uri.path.lastIndexOf("/") + 1);
		this.#panel.title = `${this.#locked ? "[Preview]" : "Preview"} ${name}`;
	}

	#isOurs(document: TextDocument): boolean {
		return document.uri.toString() === this.#file.toString();
	}

	/** What the webview shows belongs to nothing any more: send all of it. */
	#restart(): void {
		this.#shown = undefined;
		this.#updating?.cancel();
		void this.#update();
	}

	#soon(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#update(), PATIENCE);
	}

	/** Asks for what changed and passes it on; one question at a time, and a late answer is dropped. */
	async #update(): Promise<void> {
		if (!this.#ready || !this.#panel.visible) return;
		if (this.#updating) {
			this.#again = true;
			return;
		}
		const cancellation = new CancellationTokenSource();
		this.#updating = cancellation;
		try {
			await this.#ask(cancellation);
		} catch (error) {
			if (!cancellation.token.isCancellationRequested)
				this.#notice(`The preview is not available: ${describe(error)}`, false);
		} finally {
			this.#updating = undefined;
			cancellation.dispose();
			if (this.#again) {
				this.#again = false;
				void this.#update();
			}
		}
	}

	async #ask({ token }: CancellationTokenSource): Promise<void> {
		const uri = this.#uri;
		const document = await openDocument(this.#file);
		if (document === undefined) return this.#notice("The document is closed.", this.#shown === undefined);
		const base = this.#shown;
		const params = { uri: uri.toString(), ...(base !== undefined && { base }) };
		const result = await this.#server.request(preview, params, token);
		if (token.isCancellationRequested || uri !== this.#uri || base !== this.#shown) {
			this.#again = true;
		} else if (result === null) {
			const gone = "The fence is gone. Put the cursor into another one and open its preview.";
			this.#notice(this.#isFence ? gone : "The document is not open in the language server.", false);
		} else if (result.version < document.version && this.#again) {
			// The text has gone on, and the next answer is on its way.
		} else {
			this.#shown = result.revision;
			this.#firstLine = result.firstLine;
			this.#post({ type: "update", uri: uri.toString(), locked: this.#locked, result });
			if (base === undefined) {
				this.#tellSelection();
				void this.#tellFixed();
			}
			this.#again ||= result.more;
		}
	}

	#tellSelection(): void {
		const { editor } = this.#editors;
		if (editor) this.#post({ type: "select", line: this.#lineIn(editor.selection.active.line) });
	}

	/** Whether tasks can be ticked. */
	async #tellFixed(): Promise<void> {
		const uri = this.#uri;
		const reason = this.#isFence ? "Tasks of a fence are ticked in its text." : await whyFixed(uri);
		if (uri === this.#uri) this.#post({ type: "fixed", reason });
	}

	#notice(text: string, clear: boolean): void {
		if (clear) this.#shown = undefined;
		this.#post({ type: "notice", notice: { text, clear } });
	}

	#post(message: ToWebview): void {
		if (this.#ready) void this.#panel.webview.postMessage(message);
	}

	async #receive(message: FromWebview): Promise<void> {
		switch (message.type) {
			case "ready":
				this.#ready = true;
				return this.#restart();
			case "lost":
				return this.#restart();
			case "rows": {
				const { request, params } = message;
				const result = await this.#answer(previewRows, { ...params, uri: this.#uri.toString() });
				return this.#post({ type: "rows", request, result });
			}
			case "search": {
				const { request, params } = message;
				this.#searching?.cancel();
				this.#searching = new CancellationTokenSource();
				const { token } = this.#searching;
				const result = await this.#answer(previewSearch, { ...params, uri: this.#uri.toString() }, token);
				return this.#post({ type: "found", request, result });
			}
			case "scrolled":
				return this.#editors.scrollTo(message.line + this.#firstLine);
			case "reveal":
				return this.#reveal(message.line, message.character);
			case "tick":
				return this.#withDocument((document) => tickTask(this.#server, document, message.params));
			case "action":
				return this.#act(message.action);
		}
	}

	#reveal(line: number, character: number): Promise<void> {
		const place = line + this.#firstLine;
		return this.#withDocument((document) => this.#editors.reveal(document, place, character));
	}

	/** The server's answer; null where there is none, which the webview takes as "ask again after an update". */
	async #answer<Params, Result>(
		method: Method<Params, Result>,
		params: Params,
		token?: CancellationToken,
	): Promise<Result | null> {
		try {
			return await this.#server.request(method, params, token);
		} catch {
			return null;
		}
	}

	async #act(action: PreviewAction): Promise<void> {
		if (this.#isFence && action !== "toggleLock") {
			void window.showInformationMessage("Of a fence, use the light bulb in the editor, or “TOON: Convert Fence…”.");
			return;
		}
		switch (action) {
			case "copyMarkdown":
				return this.#withDocument((document) => copyMarkdown(this.#server, document));
			case "openMarkdown":
				return this.#withDocument((document) => openMarkdown(this.#server, document, this.#editors.column));
			case "export":
				return this.#withDocument((document) => exportToFile(this.#server, document));
			case "repair":
				return this.#withDocument((document) => repairDocument(document.uri));
			case "toggleLock":
				this.#locked = !this.#locked;
				this.#name();
				return this.#post({ type: "locked", locked: this.#locked });
		}
	}

	async #withDocument(work: (document: TextDocument) => Promise<void>): Promise<void> {
		try {
			const document = await openDocument(this.#file);
			if (document === undefined) throw new Error("the document is closed.");
			await work(document);
		} catch (error) {
			void window.showErrorMessage(`TOON: ${describe(error)}`);
		}
	}
}

/** The document, opened again where the editor let go of it; undefined where it is gone. */
async function openDocument(uri: Uri): Promise<TextDocument | undefined> {
	const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
	if (open || uri.scheme === "untitled") return open;
	try {
		return await workspace.openTextDocument(uri);
	} catch {
		return undefined;
	}
}
