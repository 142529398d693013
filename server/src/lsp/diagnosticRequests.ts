/** Delivers diagnostics: on demand to clients that pull (LSP 3.17), else pushed after each change. */
import type { Connection } from "vscode-languageserver";
import { DiagnosticPusher, type DiagnosticResults } from "../workspace/diagnosticResults";
import type { OpenFile } from "../workspace/documents";

/** What a client with pull diagnostics and one without need is the same text; only the way differs. */
export interface DiagnosticDelivery {
	changed(document: OpenFile): void;
	closed(uri: string): void;
	/** Settings changed: everything is asked for again. */
	refresh(documents: readonly OpenFile[]): void;
}

/** Answers `textDocument/diagnostic`, to whoever asks. */
export function answerPulls(connection: Connection, results: DiagnosticResults): void {
	connection.languages.diagnostics.on(({ textDocument, previousResultId }) =>
		results.pull(textDocument.uri, previousResultId),
	);
}

/** The client pulls: it is only told when everything may have changed. */
export function pulledDiagnostics(connection: Connection, canRefresh: boolean): DiagnosticDelivery {
	const refresh = (): void => {
		if (canRefresh) connection.languages.diagnostics.refresh();
	};
	return { changed: () => {}, closed: () => {}, refresh };
}

/** Publishes diagnostics shortly after each change. */
export function pushedDiagnostics(connection: Connection, results: DiagnosticResults): DiagnosticDelivery {
	const pusher = new DiagnosticPusher(results, (uri, diagnostics, version) => {
		const params = { uri, diagnostics, ...(version !== undefined && { version }) };
		connection.sendDiagnostics(params).catch(() => {});
	});
	return {
		changed: (document) => pusher.changed(document),
		closed: (uri) => pusher.closed(uri),
		refresh: (documents) => {
			for (const document of documents) pusher.changed(document);
		},
	};
}
