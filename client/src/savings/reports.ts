/** Reports as documents of a scheme of their own, shown by VS Code's Markdown preview. */
import * as vscode from "vscode";

const SCHEME = "toon-savings";

export class Reports implements vscode.TextDocumentContentProvider, vscode.Disposable {
	readonly #texts = new Map<string, string>();
	readonly #changed = new vscode.EventEmitter<vscode.Uri>();
	readonly #disposables: vscode.Disposable[];
	readonly onDidChange = this.#changed.event;

	constructor() {
		this.#disposables = [
			vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
			vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
			this.#changed,
		];
	}

	provideTextDocumentContent(uri: vscode.Uri): string {
		return this.#texts.get(uri.toString()) ?? "";
	}

	/** @param title the name of its tab */
	async show(title: string, markdown: string): Promise<void> {
		const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title}.md` });
		this.#texts.set(uri.toString(), markdown);
		this.#changed.fire(uri);
		await vscode.commands.executeCommand("markdown.showPreview", uri);
	}

	dispose(): void {
		for (const disposable of this.#disposables) disposable.dispose();
	}
}
