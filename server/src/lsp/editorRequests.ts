/** The editor's own requests, each with what the server says of it and the feature that answers. */
import type { Connection, Range, ServerCapabilities, TextEdit } from "vscode-languageserver";
import { codeActions, FIX_ALL_KIND } from "../features/codeActions";
import { codeLenses } from "../features/codeLens";
import { documentSymbols } from "../features/documentSymbols";
import { formatting } from "../features/formatting";
import { hover } from "../features/hover";
import type { TokenService } from "../workspace/tokenService";
import type { Workspace } from "../workspace/workspace";
import { EditorFeatures } from "./editorFeatures";
import { showWarning } from "./requests";

/** Whom the answers come from. */
export interface EditorAnswerers {
	readonly workspace: Workspace;
	readonly tokens: TokenService;
	readonly features: EditorFeatures;
}

interface EditorRequest {
	/** What the client is told that the server can do. */
	readonly capabilities: ServerCapabilities;
	listen(connection: Connection, answerers: EditorAnswerers): void;
}

const codeActionRequest: EditorRequest = {
	capabilities: {
		codeActionProvider: {
			codeActionKinds: ["quickfix", FIX_ALL_KIND, ...EditorFeatures.actionKinds],
			resolveProvider: true,
		},
	},
	listen(connection, { workspace, features }) {
		connection.onCodeAction(async (params) => {
			const { textDocument, range, context } = params;
			const configured = await workspace.document(textDocument.uri);
			if (configured === undefined) return undefined;
			const { document, settings } = configured;
			const fixes = codeActions(document.toon, document.uri, range, {
				only: context.only,
				severities: settings.severities,
			});
			return [...fixes, ...features.codeActions(params)];
		});
	},
};

const documentSymbolRequest: EditorRequest = {
	capabilities: { documentSymbolProvider: true },
	listen(connection, { workspace }) {
		connection.onDocumentSymbol(async ({ textDocument }) => {
			const configured = await workspace.document(textDocument.uri);
			return configured && documentSymbols(configured.document.toon);
		});
	},
};

const hoverRequest: EditorRequest = {
	capabilities: { hoverProvider: true },
	listen(connection, { tokens }) {
		connection.onHover(async ({ textDocument, position }) => {
			const settled = await tokens.settled(textDocument.uri);
			if (settled === undefined) return undefined;
			const { document } = settled;
			const { revision } = document;
			const pause = async (): Promise<boolean> => {
				await new Promise((resolve) => setImmediate(resolve));
				return document.revision === revision;
			};
			return hover(document.toon, position, { ...settled, pause });
		});
	},
};

const codeLensRequest: EditorRequest = {
	capabilities: { codeLensProvider: {} },
	listen(connection, { workspace, tokens }) {
		connection.onCodeLens(async ({ textDocument }) => {
			const { tokenLenses } = await workspace.settingsOf(textDocument.uri);
			const settled = tokenLenses ? await tokens.settled(textDocument.uri) : undefined;
			if (settled === undefined) return undefined;
			const { document, meter, settings, label } = settled;
			const mark = label.startsWith("~") ? "~" : "";
			return codeLenses(document.toon, meter, { baseline: settings.baseline, mark });
		});
	},
};

const formattingRequest: EditorRequest = {
	capabilities: { documentFormattingProvider: true, documentRangeFormattingProvider: true },
	listen(connection, { workspace }) {
		const format = async (uri: string, range?: Range): Promise<TextEdit[]> => {
			const configured = await workspace.document(uri);
			if (configured === undefined) return [];
			const { alignColumns, removeNeedlessQuotes } = configured.settings;
			const result = formatting(configured.document.toon, { alignColumns, removeNeedlessQuotes }, range);
			if ("edits" in result) return result.edits;
			showWarning(connection, result.problem);
			return [];
		};
		connection.onDocumentFormatting(({ textDocument }) => format(textDocument.uri));
		connection.onDocumentRangeFormatting(({ textDocument, range }) => format(textDocument.uri, range));
	},
};

const ALL: readonly EditorRequest[] = [
	codeActionRequest,
	documentSymbolRequest,
	hoverRequest,
	codeLensRequest,
	formattingRequest,
];

/** What the client is told of all of them. */
export const editorCapabilities = (): ServerCapabilities =>
	Object.assign({}, ...ALL.map(({ capabilities }) => capabilities));

export function answerEditor(connection: Connection, answerers: EditorAnswerers): void {
	for (const request of ALL) request.listen(connection, answerers);
}
