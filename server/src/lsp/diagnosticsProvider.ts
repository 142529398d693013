/** Delivers diagnostics: on demand to clients that pull (LSP 3.17), else pushed after each change. */
import type { Connection, DocumentDiagnosticReport } from "vscode-languageserver";
import { lspDiagnostics } from "../features/diagnostics";
import type { OpenDocument } from "../workspace/documents";
import type { Stopwatch } from "../workspace/metrics";
import type { SettingsStore } from "../workspace/settings";

/** Milliseconds that pushed diagnostics wait for the next keystroke. */
const pushDelay = 100;

export interface DiagnosticsDependencies {
	readonly connection: Connection;
	readonly settings: SettingsStore;
	readonly metrics: Stopwatch<"diagnose">;
	readonly document: (uri: string) => OpenDocument | undefined;
}

/** What a client with pull diagnostics and one without need is the same text; only the way differs. */
export interface DiagnosticsProvider {
	changed(document: OpenDocument): void;
	closed(uri: string): void;
	/** Settings changed: everything is asked for again. */
	refresh(documents: readonly OpenDocument[]): void;
}

async function compute({ settings, metrics }: DiagnosticsDependencies, document: OpenDocument) {
	const { maxProblems } = await settings.of(document.uri);
	return metrics.time("diagnose", () => lspDiagnostics(document.toon, document.uri, maxProblems));
}

/** Answers `textDocument/diagnostic`, with `unchanged` where the client has the newest already; to whoever asks. */
export function answerPulls(dependencies: DiagnosticsDependencies): void {
	const { connection, settings, document: documentOf } = dependencies;
	connection.languages.diagnostics.on(async ({ textDocument, previousResultId }): Promise<DocumentDiagnosticReport> => {
		const document = documentOf(textDocument.uri);
		if (document === undefined) return { kind: "full", items: [] };
		const { maxProblems } = await settings.of(document.uri);
		const resultId = `${document.id}:${document.revision}:${maxProblems}`;
		if (resultId === previousResultId) return { kind: "unchanged", resultId };
		return { kind: "full", resultId, items: await compute(dependencies, document) };
	});
}

/** The client pulls: it is only told when everything may have changed. */
export function pulledDiagnostics({ connection }: DiagnosticsDependencies, canRefresh: boolean): DiagnosticsProvider {
	const refresh = (): void => {
		if (canRefresh) connection.languages.diagnostics.refresh();
	};
	return { changed: () => {}, closed: () => {}, refresh };
}

/** Publishes diagnostics shortly after each change; a newer change replaces a waiting one. */
export function pushDiagnostics(dependencies: DiagnosticsDependencies): DiagnosticsProvider {
	const { connection } = dependencies;
	const timers = new Map<string, NodeJS.Timeout>();
	const publish = async (document: OpenDocument): Promise<void> => {
		timers.delete(document.uri);
		const { version, revision, uri } = document;
		const diagnostics = await compute(dependencies, document);
		const isCurrent = document.revision === revision && dependencies.document(uri) === document;
		if (isCurrent) await connection.sendDiagnostics({ uri, version, diagnostics });
	};
	const changed = (document: OpenDocument): void => {
		clearTimeout(timers.get(document.uri));
		timers.set(
			document.uri,
			setTimeout(() => void publish(document), pushDelay),
		);
	};
	return {
		changed,
		closed: (uri) => {
			clearTimeout(timers.get(uri));
			timers.delete(uri);
			void connection.sendDiagnostics({ uri, diagnostics: [] });
		},
		refresh: (documents) => documents.forEach(changed),
	};
}
