/** Reports as documents of a scheme of their own, shown by VS Code's Markdown preview. */
import * as vscode from "vscode";

const SCHEME = "toon-savings";

/** Reports that can be shown again. */
const MOST_KEPT = 50;

export class Reports implements vscode.TextDocumentContentProvider, vscode.Disposable {
	readonly #texts = new Map<string, string>();
	readonly #changed = new vscode.EventEmitter<vscode.Uri>();
	readonly #disposables: vscode.Disposable[];
	readonly onDidChange = this.#changed.event;

	constructor() {
		this.#disposables = [vscode.workspace.registerTextDocumentContentProvider(SCHEME, this), this.#changed];
	}

	provideTextDocumentContent(uri: vscode.Uri): string {
		return this.#texts.get(uri.toString()) ?? "";
	}

	/** @param title the name of its tab */
	async show(title: string, markdown: string): Promise<void> {
		const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title}.md` });
		// VS Code lets go of documents without an editor, and asks again when the preview is shown again.
		this.#texts.delete(uri.toString());
		this.#texts.set(uri.toString(), markdown);
		const [oldest] = this.#texts.keys();
		if (this.#texts.size > MOST_KEPT && oldest !== undefined) this.#texts.delete(oldest);
		this.#changed.fire(uri);
		await vscode.commands.executeCommand("markdown.showPreview", uri);
	}

	dispose(): void {
		for (const disposable of this.#disposables) disposable.dispose();
	}
}
