/** “TOON: Show Performance”: the figures of the server, followed as long as they are shown. */
import * as vscode from "vscode";
import { metrics } from "../../../server/src/lsp/protocol";
import { describe } from "../describe";
import type { Server } from "../server";
import { performancePage } from "./page";
import { performanceReport } from "./report";

/** Milliseconds between two looks. */
const INTERVAL = 2000;

export function registerPerformance(server: Server): vscode.Disposable {
	let panel: vscode.WebviewPanel | undefined;
	const show = async (): Promise<void> => {
		const report = performanceReport(await server.request(metrics, null));
		if (panel === undefined) {
			panel = openPanel(report, async () => performanceReport(await server.request(metrics, null)));
			panel.onDidDispose(() => {
				panel = undefined;
			});
		} else panel.reveal();
	};
	const command = vscode.commands.registerCommand("toon.showPerformance", async () => {
		try {
			await show();
		} catch (error) {
			void vscode.window.showErrorMessage(`TOON: ${describe(error)}`);
		}
	});
	return vscode.Disposable.from(command, { dispose: () => panel?.dispose() });
}

/** @param look the figures as they are now; rejects while there is no server */
function openPanel(report: string, look: () => Promise<string>): vscode.WebviewPanel {
	const panel = vscode.window.createWebviewPanel("toon.performance", "TOON Performance", vscode.ViewColumn.Active, {
		enableScripts: true,
		localResourceRoots: [],
	});
	panel.webview.html = performancePage(report);
	let isOpen = true;
	const follow = async (): Promise<void> => {
		if (!panel.visible) return;
		// While the server is being started again the last figures stay.
		const newer = await look().catch(() => undefined);
		// It may have been closed while the server answered.
		if (newer !== undefined && isOpen) await panel.webview.postMessage(newer);
	};
	const timer = setInterval(() => void follow(), INTERVAL);
	panel.onDidDispose(() => {
		isOpen = false;
		clearInterval(timer);
	});
	// What was out of sight comes back as it was made.
	panel.onDidChangeViewState(() => void follow());
	return panel;
}
