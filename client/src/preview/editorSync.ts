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

/** Milliseconds after we scrolled an editor in which its scrolling is our own echo. */
const ECHO = 250;

export interface EditorListener {
	scrolled(line: number): void;
	selected(line: number): void;
}

export class EditorSync extends Disposable {
	readonly #uri: () => Uri;
	#quietUntil = 0;

	/** @param uri The document that the preview shows at the time. */
	constructor(uri: () => Uri, listener: EditorListener) {
		const ours = (editor: TextEditor): boolean => editor.document.uri.toString() === this.#uri().toString();
		const subscriptions = [
			window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges }) => {
				const top = visibleRanges[0]?.start.line;
				if (top === undefined || !ours(textEditor) || Date.now() < this.#quietUntil) return;
				listener.scrolled(top);
			}),
			window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
				const line = selections[0]?.active.line;
				if (line !== undefined && ours(textEditor)) listener.selected(line);
			}),
		];
		super(() => Disposable.from(...subscriptions).dispose());
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
		const uri = this.#uri().toString();
		this.#quietUntil = Date.now() + ECHO;
		for (const editor of window.visibleTextEditors) {
			if (editor.document.uri.toString() !== uri) continue;
			const top = Math.max(0, Math.min(editor.document.lineCount - 1, Math.floor(line)));
			editor.revealRange(new Range(top, 0, top, 0), TextEditorRevealType.AtTop);
		}
	}

	/** Shows a place of the source, in the editor that has it or beside the preview, and puts the cursor there. */
	async reveal(document: TextDocument, line: number, character: number): Promise<void> {
		const place = document.validatePosition(new Position(line, character));
		this.#quietUntil = Date.now() + ECHO;
		const editor = await window.showTextDocument(document, {
			viewColumn: this.column,
			selection: new Selection(place, place),
		});
		editor.revealRange(new Range(place, place), TextEditorRevealType.InCenterIfOutsideViewport);
	}
}
