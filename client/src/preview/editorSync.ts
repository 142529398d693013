/** The editors beside a preview: where they are scrolled to and what is selected, and scrolling them in turn. */
import {
	Disposable,
	Position,
	Range,
	Selection,
	type TextDocument,
	type TextEditor,
	TextEditorRevealType,
	type Uri,
	ViewColumn,
	window,
} from "vscode";

/** Milliseconds that an editor is waited for that was told to scroll; one that need not move says nothing. */
const PATIENCE = 200;
/** Milliseconds after an editor was scrolled in which it may still glide to its place. */
const GLIDE = 400;
/** Milliseconds in which an editor that comes to where it was sent says nothing new. */
const MEMORY = 3000;
/** Lines that an editor may be off from where it was sent: sticky headers cover some. */
const COVERED = 8;

export interface EditorListener {
	scrolled(line: number): void;
	selected(line: number): void;
}

/**
 * What the preview's scrolling does to editors must not come back to it as theirs. So one place is sent at a time: the
 * next, the newest, when the editor has said that it is there. However slow it is, one answer at most is under way.
 */
export class EditorSync extends Disposable {
	readonly #uri: () => Uri;
	/** Where an editor was sent, and where it is to go after that. */
	#sent: { readonly line: number; readonly at: number } | undefined;
	#next: number | undefined;
	#waiting: ReturnType<typeof setTimeout> | undefined;
	#quietUntil = 0;

	/** @param uri The document that the preview shows at the time. */
	constructor(uri: () => Uri, listener: EditorListener) {
		const ours = (editor: TextEditor): boolean => editor.document.uri.toString() === this.#uri().toString();
		const subscriptions = [
			window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges }) => {
				const top = visibleRanges[0]?.start.line;
				if (top !== undefined && ours(textEditor) && !this.#isEcho(top)) listener.scrolled(top);
			}),
			window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
				const line = selections[0]?.active.line;
				if (line !== undefined && ours(textEditor)) listener.selected(line);
			}),
		];
		super(() => {
			clearTimeout(this.#waiting);
			Disposable.from(...subscriptions).dispose();
		});
		this.#uri = uri;
	}

	/** An editor that shows the document; the active one first. */
	get editor(): TextEditor | undefined {
		const uri = this.#uri().toString();
		const editors = window.activeTextEditor
			? [window.activeTextEditor, ...window.visibleTextEditors]
			: window.visibleTextEditors;
		return editors.find((editor) => editor.document.uri.toString() === uri);
	}

	/** Where the document is edited, or would be. */
	get column(): ViewColumn {
		return this.editor?.viewColumn ?? ViewColumn.One;
	}

	/** Brings a line (with a fraction) to the top of the editors that show the document. */
	scrollTo(line: number): void {
		this.#next = line;
		if (this.#waiting === undefined) this.#send();
	}

	#send(): void {
		clearTimeout(this.#waiting);
		this.#waiting = undefined;
		const line = this.#next;
		this.#next = undefined;
		if (line === undefined) return;
		const uri = this.#uri().toString();
		const editors = window.visibleTextEditors.filter(({ document }) => document.uri.toString() === uri);
		for (const editor of editors) {
			const top = Math.max(0, Math.min(editor.document.lineCount - 1, Math.floor(line)));
			editor.revealRange(new Range(top, 0, top, 0), TextEditorRevealType.AtTop);
		}
		if (editors.length === 0) return;
		this.#sent = { line, at: Date.now() };
		this.#waiting = setTimeout(() => this.#send(), PATIENCE);
	}

	/** Whether an editor is at a line since we sent it there. */
	#isEcho(top: number): boolean {
		const now = Date.now();
		if (this.#waiting !== undefined) {
			this.#quietUntil = now + GLIDE;
			this.#send();
			return true;
		}
		if (now < this.#quietUntil) return true;
		return this.#sent !== undefined && now - this.#sent.at < MEMORY && Math.abs(top - this.#sent.line) <= COVERED;
	}

	/** Shows a place of the source, in the editor that has it or beside the preview, and puts the cursor there. */
	async reveal(document: TextDocument, line: number, character: number): Promise<void> {
		const place = document.validatePosition(new Position(line, character));
		this.#quietUntil = Date.now() + GLIDE;
		const editor = await window.showTextDocument(document, {
			viewColumn: this.column,
			selection: new Selection(place, place),
		});
		editor.revealRange(new Range(place, place), TextEditorRevealType.InCenterIfOutsideViewport);
	}
}
