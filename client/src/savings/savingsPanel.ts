/** "TOON: Show Savings Report": a webview that shows what the ledger tells, and exports it. */
import * as vscode from "vscode";
import { type SavingsQuestion, savingsExport, savingsReport } from "../../../server/src/lsp/protocol";
import { describe } from "../describe";
import { resourceRoots, webviewHtml } from "../preview/html";
import type { Server } from "../server";
import type { ExportFormat, FromReport, ToReport } from "./reportMessages";

const EXTENSIONS: Readonly<Record<ExportFormat, { readonly title: string; readonly extension: string }>> = {
	csv: { title: "CSV", extension: "csv" },
	json: { title: "JSON", extension: "json" },
	markdown: { title: "Markdown", extension: "md" },
	toon: { title: "TOON", extension: "toon" },
};

export class SavingsPanel implements vscode.Disposable {
	readonly #server: Server;
	readonly #extensionUri: vscode.Uri;
	#panel: vscode.WebviewPanel | undefined;

	constructor(server: Server, extensionUri: vscode.Uri) {
		this.#server = server;
		this.#extensionUri = extensionUri;
	}

	/** Shows the one report that there is, with figures of now. */
	show(): void {
		this.#panel?.dispose();
		const panel = vscode.window.createWebviewPanel("toon.savings", "TOON Savings", vscode.ViewColumn.Active, {
			enableScripts: true,
			localResourceRoots: resourceRoots(this.#extensionUri),
			retainContextWhenHidden: true,
		});
		this.#panel = panel;
		panel.onDidDispose(() => {
			if (this.#panel === panel) this.#panel = undefined;
		});
		panel.webview.onDidReceiveMessage((message: FromReport) => void this.#receive(message));
		panel.webview.html = webviewHtml(panel.webview, this.#extensionUri, { name: "savings", title: "TOON Savings" });
	}

	async #receive(message: FromReport): Promise<void> {
		if (message.type === "export") return this.#export(message.question, message.format);
		try {
			const report = await this.#server.request(savingsReport, message.question);
			const isRecording = vscode.workspace.getConfiguration("toon").get("savings.enabled") !== false;
			this.#post({ type: "report", report, isRecording });
		} catch (error) {
			this.#post({ type: "problem", message: describe(error) });
		}
	}

	#post(message: ToReport): void {
		void this.#panel?.webview.postMessage(message);
	}

	async #export(question: SavingsQuestion, format: ExportFormat): Promise<void> {
		const { title, extension } = EXTENSIONS[format];
		const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
		const name = `toon-savings.${extension}`;
		const target = await vscode.window.showSaveDialog({
			...(folder !== undefined && { defaultUri: vscode.Uri.joinPath(folder, name) }),
			filters: { [title]: [extension] },
		});
		if (target === undefined) return;
		try {
			const { text } = await this.#server.request(savingsExport, { ...question, format });
			await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
			vscode.window.setStatusBarMessage(`TOON: the report was saved to ${target.path.split("/").pop()}`, 8000);
		} catch (error) {
			void vscode.window.showErrorMessage(`TOON: the report was not saved: ${describe(error)}`);
		}
	}

	dispose(): void {
		this.#panel?.dispose();
	}
}
