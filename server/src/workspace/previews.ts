/** The previews of open documents: one for each, gone with it. */
import { URI, Utils } from "vscode-uri";
import { baseName, type Cancellation } from "../convert";
import { Preview, type PreviewSettings } from "../features/preview";
import type {
	PreviewMatches,
	PreviewRows,
	PreviewUpdate,
	RowsQuestion,
	SearchQuestion,
	TickAnswer,
	TickQuestion,
} from "../features/preview/types";
import type { OpenDocument } from "./documents";
import type { Stopwatch } from "./metrics";
import type { Settings } from "./settings";
import type { Workspace } from "./workspace";

export interface PreviewServices {
	readonly workspace: Pick<Workspace, "document">;
	readonly metrics: Pick<Stopwatch<"preview">, "record">;
	/** Milliseconds of a monotonic clock. */
	readonly now: () => number;
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

export class Previews {
	readonly #services: PreviewServices;
	readonly #previews = new WeakMap<OpenDocument, Preview>();

	constructor(services: PreviewServices) {
		this.#services = services;
	}

	/** All of it, or what changed since the revision `base`; null when the document is not open. */
	async update(
		uri: string,
		base: number | undefined,
		cancellation: Cancellation,
	): Promise<(PreviewUpdate & { readonly version: number; readonly firstLine: number }) | null> {
		const { workspace, metrics, now } = this.#services;
		const start = now();
		// An edit in the middle of it: begin again with the new text.
		while (!cancellation.isCancellationRequested) {
			const configured = await workspace.document(uri);
			if (configured === undefined) return null;
			const { document, settings } = configured;
			const { version } = document;
			const update = await this.#of(document).update(previewSettings(settings, uri), base, cancellation);
			if (update === null) continue;
			metrics.record("preview", now() - start);
			return { ...update, version, firstLine: document.places.firstLine };
		}
		return null;
	}

	async rows(uri: string, question: RowsQuestion, cancellation: Cancellation): Promise<PreviewRows | null> {
		const configured = await this.#services.workspace.document(uri);
		return configured === undefined ? null : this.#of(configured.document).rows(question, cancellation);
	}

	async search(uri: string, question: SearchQuestion, cancellation: Cancellation): Promise<PreviewMatches | null> {
		const configured = await this.#services.workspace.document(uri);
		return configured === undefined ? null : this.#of(configured.document).search(question, cancellation);
	}

	/** What writes a tick, for the version of the document that it fits; null when the document is not open. */
	async tick(
		uri: string,
		question: TickQuestion,
		cancellation: Cancellation,
	): Promise<(TickAnswer & { readonly version: number }) | null> {
		while (!cancellation.isCancellationRequested) {
			const configured = await this.#services.workspace.document(uri);
			if (configured === undefined) return null;
			const { document, settings } = configured;
			const { version } = document;
			const answer = await this.#of(document).tick(previewSettings(settings, uri), question, cancellation);
			if (answer !== null) return { ...answer, version };
		}
		return null;
	}

	#of(document: OpenDocument): Preview {
		let preview = this.#previews.get(document);
		if (preview === undefined) {
			preview = new Preview(document, pause);
			this.#previews.set(document, preview);
		}
		return preview;
	}
}

const previewSettings = ({ taskLists, statusWords }: Settings, uri: string): PreviewSettings => ({
	title: baseName(Utils.basename(URI.parse(uri))),
	markdown: { taskLists, ...(statusWords && { statusWords }) },
});
