/** The figures of the server have a tab, one however often they are asked for. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, open, until } from "./support";

const tabs = (): readonly vscode.Tab[] =>
	vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(({ label }) => label === "TOON Performance");

describe("performance", () => {
	after(closeAll);

	it("is shown in one tab", async () => {
		await open("tasklist.toon");
		await vscode.commands.executeCommand("toon.showPerformance");
		await until("a tab", () => tabs().length === 1);
		await open("tasklist.toon");
		await vscode.commands.executeCommand("toon.showPerformance");
		assert.equal(tabs().length, 1);
		await vscode.window.tabGroups.close(tabs());
		await vscode.commands.executeCommand("toon.showPerformance");
		await until("another tab", () => tabs().length === 1);
	});
});
