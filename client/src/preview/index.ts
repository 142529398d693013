/** The preview's public face: registers its commands and brings open previews back after a reload. */
import { commands, type ExtensionContext, Uri, window } from "vscode";
import type { Server } from "../server";
import { PreviewManager } from "./manager";

/** Registers the commands of previews. To be disposed of by the caller. */
export function registerPreview(context: ExtensionContext, server: Server): PreviewManager {
	const previews = new PreviewManager(context, server);
	const open = (beside: boolean) => (target?: unknown) => {
		const uri = target instanceof Uri ? target : window.activeTextEditor?.document.uri;
		if (uri) previews.open(uri, beside);
		else void window.showInformationMessage("Open a TOON file first, then its preview.");
	};
	context.subscriptions.push(
		commands.registerCommand("toon.openPreview", open(false)),
		commands.registerCommand("toon.openPreviewToSide", open(true)),
		commands.registerCommand("toon.showSource", (pressed?: unknown) => previews.showSource(pressedLine(pressed))),
	);
	return previews;
}

/** The line that a context menu was opened at, as the page had described it. */
function pressedLine(pressed: unknown): number | undefined {
	if (typeof pressed !== "object" || pressed === null || !("toonLine" in pressed)) return undefined;
	return typeof pressed.toonLine === "number" ? pressed.toonLine : undefined;
}
