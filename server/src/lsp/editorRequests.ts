/** The editor's own requests, each with what the server says of it and the feature that answers. */
import {
	type CodeAction,
	type Connection,
	DocumentFormattingRequest,
	DocumentRangeFormattingRequest,
	type Range,
	type ServerCapabilities,
	type TextEdit,
} from "vscode-languageserver";
import { adviceActions } from "../features/advice";
import { codeActions, FIX_ALL_KIND } from "../features/codeActions";
import { codeLenses } from "../features/codeLens";
import { documentSymbols, SYMBOL_LIMIT, symbolCount } from "../features/documentSymbols";
import { formatting } from "../features/formatting";
import { hover } from "../features/hover";
import type { Advice } from "../workspace/advice";
import type { Answers } from "../workspace/answers";
import { wholeFile } from "../workspace/embedded/places";
import { FENCE_KIND, type FenceConversions } from "../workspace/fenceConversions";
import type { TokenService } from "../workspace/tokenService";
import type { ConfiguredDocument } from "../workspace/workspace";
import { EditorFeatures } from "./editorFeatures";
import * as protocol from "./protocol";
import type { RepairOffers } from "./repairOffers";
import { tell } from "./requests";

/** Whom the answers come from. */
export interface EditorAnswerers {
	readonly answers: Answers;
	readonly tokens: TokenService;
	readonly features: EditorFeatures;
	readonly repairs: RepairOffers;
	readonly advice: Pick<Advice, "known">;
	readonly fences: FenceConversions;
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
	listen(connection, { answers, features, advice, fences }) {
		connection.onCodeAction(async ({ textDocument: { uri }, range, context }, token) => {
			const found = await answers.each(uri, { range }, (configured, { range }) => {
				const { document, settings } = configured;
				const fixes = codeActions(document.toon, document.uri, range, {
					only: context.only,
					severities: settings.severities,
				});
				const wantsFixes = context.only === undefined || context.only.includes("quickfix");
				const known = wantsFixes ? advice.known(configured) : undefined;
				const isFile = document.places === wholeFile;
				const advised = known ? adviceActions(document.toon, known, { uri: document.uri, range, isFile }) : [];
				return [
					...fixes,
					...advised,
					...features.codeActions(configured, range, context.only),
					...formatFence(configured, context.only),
				];
			});
			if (found === undefined || !isWanted(FENCE_KIND, context.only)) return found;
			return [...found, ...(await fences.actions(uri, range, features.resolvesEdits, token))];
		});
	},
};

/** Whether an editor that asks for `only` these kinds wants one of that kind. */
const isWanted = (kind: string, only: readonly string[] | undefined): boolean =>
	only?.some((each) => kind === each || kind.startsWith(`${each}.`)) ?? true;

/** Formats all of a fence: what formats a file leaves it as it is. */
function formatFence({ document, settings }: ConfiguredDocument, only: readonly string[] | undefined): CodeAction[] {
	if (document.places === wholeFile || !isWanted(FENCE_KIND, only)) return [];
	const { alignColumns, removeNeedlessQuotes } = settings;
	const result = formatting(document.toon, { alignColumns, removeNeedlessQuotes });
	if (!("edits" in result) || result.edits.length === 0) return [];
	return [{ title: "Format Fence", kind: FENCE_KIND, edit: { changes: { [document.uri]: result.edits } } }];
}

const documentSymbolRequest: EditorRequest = {
	capabilities: { documentSymbolProvider: true },
	listen(connection, { answers }) {
		/** Files whose outline is not whole, as the client was told. */
		const cut = new Set<string>();
		connection.onDocumentSymbol(({ textDocument }) =>
			answers.each(textDocument.uri, {}, ({ document }) => {
				const symbols = documentSymbols(document.toon);
				const { uri } = textDocument;
				const isCut = symbolCount(symbols) >= SYMBOL_LIMIT;
				if (isCut !== cut.has(uri)) {
					if (isCut) cut.add(uri);
					else cut.delete(uri);
					tell(connection, protocol.outlined, { uri, limit: isCut ? SYMBOL_LIMIT : null });
				}
				return symbols;
			}),
		);
	},
};

const hoverRequest: EditorRequest = {
	capabilities: { hoverProvider: true },
	listen(connection, { answers, tokens }) {
		connection.onHover(({ textDocument, position }) =>
			answers.one(textDocument.uri, { position }, async (configured, { position }) => {
				const settled = await tokens.settled(configured);
				if (settled === undefined) return undefined;
				const { document } = settled;
				const { revision } = document;
				const pause = async (): Promise<boolean> => {
					await new Promise((resolve) => setImmediate(resolve));
					return document.revision === revision;
				};
				const { baseline } = settled.settings;
				const { firstLine } = document.places;
				return hover(document.toon, position, { ...settled, baseline, firstLine, pause });
			}),
		);
	},
};

const codeLensRequest: EditorRequest = {
	capabilities: { codeLensProvider: {} },
	listen(connection, { answers, tokens }) {
		connection.onCodeLens(({ textDocument }) =>
			answers.each(textDocument.uri, {}, async (configured) => {
				const settled = configured.settings.tokenLenses ? await tokens.settled(configured) : undefined;
				if (settled === undefined) return [];
				const { document, meter, settings, label } = settled;
				const mark = label.startsWith("~") ? "~" : "";
				return codeLenses(document.toon, meter, { baseline: settings.baseline, mark });
			}),
		);
	},
};

const formattingRequest: EditorRequest = {
	capabilities: { documentFormattingProvider: true, documentRangeFormattingProvider: true },
	listen(connection, { answers, repairs }) {
		const format = (uri: string, { document, settings }: ConfiguredDocument, range?: Range): TextEdit[] => {
			const { alignColumns, removeNeedlessQuotes } = settings;
			const { toon, places } = document;
			const result = formatting(toon, { alignColumns, removeNeedlessQuotes }, range, places.firstLine);
			if ("edits" in result) return result.edits;
			repairs.refused(uri, result.problem);
			return [];
		};
		connection.onDocumentFormatting(async ({ textDocument }) => {
			// What formats all of a file that only holds documents is somebody else.
			const edits = await answers.each(textDocument.uri, {}, (configured) =>
				configured.document.places === wholeFile ? format(textDocument.uri, configured) : [],
			);
			return edits ?? [];
		});
		connection.onDocumentRangeFormatting(async ({ textDocument, range }) => {
			const edits = await answers.each(textDocument.uri, { range }, (configured, { range }) =>
				format(textDocument.uri, configured, range),
			);
			return edits ?? [];
		});
	},
};

const ALL: readonly EditorRequest[] = [
	codeActionRequest,
	documentSymbolRequest,
	hoverRequest,
	codeLensRequest,
	formattingRequest,
];

/**
 * What the client is told of all of them.
 *
 * @param registersFormatting whether formatting is registered later, for TOON alone: an editor that asks which formatter of
 *   Markdown it should take is not to be told of one that leaves Markdown alone
 */
export function editorCapabilities(registersFormatting: boolean): ServerCapabilities {
	const all: ServerCapabilities = Object.assign({}, ...ALL.map(({ capabilities }) => capabilities));
	if (!registersFormatting) return all;
	const { documentFormattingProvider: _, documentRangeFormattingProvider: __, ...others } = all;
	return others;
}

/** Registers formatting for TOON files. */
export async function registerFormatting(connection: Connection): Promise<void> {
	const options = { documentSelector: [{ language: "toon" }] };
	await connection.client.register(DocumentFormattingRequest.type, options);
	await connection.client.register(DocumentRangeFormattingRequest.type, options);
}

export function answerEditor(connection: Connection, answerers: EditorAnswerers): void {
	for (const request of ALL) request.listen(connection, answerers);
}
