/** TOON in Markdown: its meter and its commands. */
import * as vscode from "vscode";
import type { Server } from "../server";
import { convertFence, formatFence } from "./commands";
import { FenceStatus } from "./status";

export function registerFences(server: Server): vscode.Disposable {
	return vscode.Disposable.from(
		new FenceStatus(server),
		vscode.commands.registerCommand("toon.convertFence", convertFence),
		vscode.commands.registerCommand("toon.formatFence", formatFence),
	);
}
