/** The commands about savings: compare formats, optimise. */
import * as vscode from "vscode";
import type { Server } from "../server";
import { compareFormats } from "./compareFormats";
import { showExpensiveParts } from "./expensiveParts";
import { HeatMap } from "./heatMap";
import { measureWorkspace } from "./measureWorkspace";
import { optimizeDocument } from "./optimize";
import { Reports } from "./reports";

export function registerSavings(server: Server): vscode.Disposable {
	const reports = new Reports();
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
		command("compareFormats", () => compareFormats(server, reports)),
		command("optimize", () => optimizeDocument(server)),
		command("measureWorkspace", () => measureWorkspace(server)),
		command("showExpensiveParts", () => showExpensiveParts(server)),
		new HeatMap(server),
	);
}
