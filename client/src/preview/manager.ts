/** All previews: opening them, following the active editor, and coming back after a reload. */
import {
	Disposable,
	EventEmitter,
	type ExtensionContext,
	type TextEditor,
	Uri,
	ViewColumn,
	type WebviewPanel,
	type WebviewPanelSerializer,
	window,
} from "vscode";
import type { Server } from "../server";
import { PreviewPanel } from "./panel";
import { PREVIEW_TYPE } from "./viewType";

export class PreviewManager extends Disposable implements WebviewPanelSerializer {
	readonly #extensionUri: Uri;
	readonly #server: Server;
	readonly #panels = new Set<PreviewPanel>();
	readonly #activated = new EventEmitter<Uri | undefined>();

	/** Another document is in the preview that has the focus; undefined: none has it. */
	readonly onDidChangeActive = this.#activated.event;

	constructor(context: ExtensionContext, server: Server) {
		const subscriptions = [window.onDidChangeActiveTextEditor((editor) => this.#follow(editor))];
		super(() => {
			Disposable.from(...subscriptions, ...this.#panels).dispose();
			this.#activated.dispose();
		});
		this.#extensionUri = context.extensionUri;
		this.#server = server;
	}

	/** Opens a preview of the document, or brings the one there is to sight. */
	open(uri: Uri, beside: boolean): void {
		const existing = this.#reusable(uri, beside);
		if (existing) {
			existing.show(uri);
			existing.reveal(beside);
			return;
		}
		const column = beside ? ViewColumn.Beside : ViewColumn.Active;
		const panel = window.createWebviewPanel(PREVIEW_TYPE, "Preview", { viewColumn: column, preserveFocus: beside });
		this.#add(panel, uri, false);
	}

	/** The document of the preview that has the focus. */
	get activeUri(): Uri | undefined {
		return this.#active?.uri;
	}

	/** Goes from the preview that has the focus to its source: to a line of it, or to what is looked at. */
	showSource(line: number | undefined): void {
		this.#active?.showSource(line);
	}

	get #active(): PreviewPanel | undefined {
		return [...this.#panels].find(({ active }) => active);
	}

	/** Fills a panel that was open before the window was reloaded; `state` is what the webview had saved. */
	async deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
		const saved = typeof state === "object" && state !== null ? (state as Record<string, unknown>) : {};
		if (typeof saved.uri !== "string" || saved.uri === "") panel.dispose();
		else this.#add(panel, Uri.parse(saved.uri), saved.locked === true);
	}

	/** A locked preview of this document, or the one that follows the editor (in place: in the active column). */
	#reusable(uri: Uri, beside: boolean): PreviewPanel | undefined {
		const panels = [...this.#panels];
		const active = window.tabGroups.activeTabGroup.viewColumn;
		const fits = (panel: PreviewPanel): boolean => (panel.column === active) !== beside;
		return (
			panels.find((panel) => panel.locked && panel.uri.toString() === uri.toString() && fits(panel)) ??
			panels.find((panel) => !panel.locked && fits(panel))
		);
	}

	#add(webview: WebviewPanel, uri: Uri, locked: boolean): void {
		webview.iconPath = {
			light: Uri.joinPath(this.#extensionUri, "images", "toon-light.svg"),
			dark: Uri.joinPath(this.#extensionUri, "images", "toon-dark.svg"),
		};
		const panel = new PreviewPanel(webview, this.#extensionUri, this.#server, uri, locked);
		this.#panels.add(panel);
		panel.onDidDispose(() => {
			this.#panels.delete(panel);
			this.#activated.fire(this.activeUri);
		});
		panel.onDidChangeActive(() => this.#activated.fire(this.activeUri));
		if (panel.active) this.#activated.fire(uri);
	}

	#follow(editor: TextEditor | undefined): void {
		if (editor?.document.languageId !== "toon") return;
		for (const panel of this.#panels) {
			if (!panel.locked) panel.show(editor.document.uri);
		}
	}
}
