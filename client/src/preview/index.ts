/** The preview's public face: registers its commands and brings open previews back after a reload. */
import { commands, type ExtensionContext, Uri, window } from "vscode";
import { fence, isMarkdown } from "../../../server/src/lsp/protocol";
import type { Server } from "../server";
import { PreviewManager } from "./manager";

/** Registers the commands of previews. To be disposed of by the caller. */
export function registerPreview(context: ExtensionContext, server: Server): PreviewManager {
	const previews = new PreviewManager(context, server);
	const open = (beside: boolean) => async (target?: unknown) => {
		const uri = target instanceof Uri ? target : await shownUri(server);
		if (uri) previews.open(uri, beside);
		else void window.showInformationMessage("Open a TOON file, or put the cursor into a toon fence of Markdown.");
	};
	context.subscriptions.push(
		commands.registerCommand("toon.openPreview", open(false)),
		commands.registerCommand("toon.openPreviewToSide", open(true)),
		commands.registerCommand("toon.showSource", (pressed?: unknown) => previews.showSource(pressedLine(pressed))),
	);
	return previews;
}

/** What the active editor shows: a document, or the fence at the cursor of Markdown. */
async function shownUri(server: Server): Promise<Uri | undefined> {
	const { document, selection } = window.activeTextEditor ?? {};
	if (document === undefined || selection === undefined) return undefined;
	if (!isMarkdown(document.uri.path, document.languageId)) return document.uri;
	const { line, character } = selection.active;
	const found = await server.request(fence, { uri: document.uri.toString(), position: { line, character } });
	return found?.address === undefined ? undefined : Uri.parse(found.address);
}

/** The line that a context menu was opened at, as the page had described it. */
function pressedLine(pressed: unknown): number | undefined {
	if (typeof pressed !== "object" || pressed === null || !("toonLine" in pressed)) return undefined;
	return typeof pressed.toonLine === "number" ? pressed.toonLine : undefined;
}
