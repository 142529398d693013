/** The commands about savings: compare formats, optimise, the report and its ledger. */
import * as vscode from "vscode";
import type { Server } from "../server";
import { compareFormats } from "./compareFormats";
import { showExpensiveParts } from "./expensiveParts";
import { forgetSavings } from "./forgetSavings";
import { HeatMap } from "./heatMap";
import { measureWorkspace } from "./measureWorkspace";
import { optimizeDocument } from "./optimize";
import { Reports } from "./reports";
import { SavingsPanel } from "./savingsPanel";

export function registerSavings(server: Server, extensionUri: vscode.Uri): vscode.Disposable {
	const reports = new Reports();
	const panel = new SavingsPanel(server, extensionUri);
	const command = (name: string, run: () => Promise<void>) =>
		vscode.commands.registerCommand(`toon.${name}`, async () => {
			try {
				await run();
			} catch (error) {
				const message = error instanceof Error ? error.message : String(error);
				void vscode.window.showErrorMessage(`TOON: ${message}`);
			}
		});
	return vscode.Disposable.from(
		reports,
		panel,
		command("compareFormats", () => compareFormats(server, reports)),
		command("optimize", () => optimizeDocument(server)),
		command("measureWorkspace", () => measureWorkspace(server)),
		command("showExpensiveParts", () => showExpensiveParts(server)),
		new HeatMap(server),
		command("showSavingsReport", async () => panel.show()),
		command("forgetSavings", () => forgetSavings(server)),
	);
}
