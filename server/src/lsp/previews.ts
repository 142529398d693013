/** Answers the preview's requests: one preview for each open document, gone with it. */
import type { Connection } from "vscode-languageserver";
import { URI, Utils } from "vscode-uri";
import { baseName } from "../convert/marker";
import { Preview, type PreviewSettings } from "../features/preview";
import type { OpenDocument } from "../workspace/documents";
import type { Metrics } from "../workspace/metrics";
import type { SettingsStore } from "../workspace/settings";
import * as protocol from "./protocol";
import { onRequest } from "./requests";

export interface PreviewDependencies {
	readonly connection: Connection;
	readonly settings: SettingsStore;
	readonly metrics: Pick<Metrics<"preview">, "record">;
	readonly document: (uri: string) => OpenDocument | undefined;
	/** Milliseconds of a monotonic clock. */
	readonly now: () => number;
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

export function answerPreviews({
	connection,
	settings,
	metrics,
	document: documentOf,
	now,
}: PreviewDependencies): void {
	const previews = new WeakMap<OpenDocument, Preview>();
	const previewOf = (uri: string): Preview | undefined => {
		const document = documentOf(uri);
		if (document === undefined) return undefined;
		let preview = previews.get(document);
		if (preview === undefined) {
			preview = new Preview(document, pause);
			previews.set(document, preview);
		}
		return preview;
	};

	onRequest(connection, protocol.preview, async ({ uri, base }, token) => {
		const chosen = await previewSettings(settings, uri);
		const start = now();
		// An edit in the middle of it: begin again with the new text.
		while (!token.isCancellationRequested) {
			const version = documentOf(uri)?.version;
			const update = await previewOf(uri)?.update(chosen, base, token);
			if (update === undefined || version === undefined) return null;
			if (update === null) continue;
			metrics.record("preview", now() - start);
			return { ...update, version };
		}
		return null;
	});
	onRequest(connection, protocol.previewRows, async (params, token) => {
		return (await previewOf(params.uri)?.rows(params, token)) ?? null;
	});
	onRequest(connection, protocol.previewSearch, async (params, token) => {
		return (await previewOf(params.uri)?.search(params, token)) ?? null;
	});
}

async function previewSettings(settings: SettingsStore, uri: string): Promise<PreviewSettings> {
	const { taskLists, statusWords } = await settings.of(uri);
	return {
		title: baseName(Utils.basename(URI.parse(uri))),
		markdown: { taskLists, ...(statusWords && { statusWords }) },
	};
}
