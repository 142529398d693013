/** The preview's public face: registers its commands and brings open previews back after a reload. */
import { commands, Disposable, type ExtensionContext, Uri, window } from "vscode";
import type { Server } from "../server";
import { PreviewManager } from "./manager";

/** Registers `toon.openPreview` and `toon.openPreviewToSide`, and the serializer of `toon.preview` panels. */
export function registerPreview(context: ExtensionContext, server: Server): Disposable {
	const previews = new PreviewManager(context, server);
	const open = (beside: boolean) => (target?: unknown) => {
		const uri = target instanceof Uri ? target : window.activeTextEditor?.document.uri;
		if (uri) previews.open(uri, beside);
		else void window.showInformationMessage("Open a TOON file first, then its preview.");
	};
	return Disposable.from(
		previews,
		commands.registerCommand("toon.openPreview", open(false)),
		commands.registerCommand("toon.openPreviewToSide", open(true)),
	);
}
