/** What helps with writing .toon in VS Code beyond what its language client does by itself. */
import * as vscode from "vscode";
import { registerRepair } from "../repair";
import type { Server } from "../server";
import { ColumnAlignment } from "./alignment";
import { registerCopying } from "./copying";
import { registerCounts } from "./counts";
import { registerInlays } from "./inlays";
import { registerPasting } from "./pasting";

export function registerEditing(server: Server): vscode.Disposable {
	return vscode.Disposable.from(
		registerCounts(server),
		registerPasting(server),
		registerInlays(server),
		new ColumnAlignment(server),
		registerCopying(server),
		registerRepair(),
	);
}
