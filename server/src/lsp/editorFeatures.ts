/** Answers what editors ask of a language: completion, navigation, colours, refactorings, and what is ours alone. */
import {
	type CancellationToken,
	type CodeAction,
	type CodeActionParams,
	type Connection,
	type DocumentLink,
	type InitializeParams,
	LSPErrorCodes,
	ResponseError,
	type ServerCapabilities,
} from "vscode-languageserver";
import { FORMATS, NEVER_CANCELLED, writerOf } from "../convert";
import { COMPLETION_TRIGGERS, completions } from "../features/completion";
import { findLinks } from "../features/documentLinks";
import { foldingRanges } from "../features/foldingRanges";
import { inlays } from "../features/inlays";
import { ON_TYPE_TRIGGERS, onType } from "../features/onType";
import { paste } from "../features/paste";
import { findRow, formatSteps, pathAt } from "../features/paths";
import { type RefactoringData, refactorActions, refactoringEdits, refactorKind } from "../features/refactorings";
import { definition, documentHighlights, references } from "../features/references";
import { prepareRename, rename } from "../features/rename";
import { replaced } from "../features/replace";
import { selectedDocument } from "../features/selection";
import { selectionRanges } from "../features/selectionRanges";
import { columnTokens, columnTypes } from "../features/semanticTokens";
import { SIGNATURE_TRIGGERS, signatureHelp } from "../features/signatureHelp";
import type { OpenDocument } from "../workspace/documents";
import { linksTo } from "../workspace/links";
import type { ToonFiles } from "../workspace/toonFiles";
import type { Workspace } from "../workspace/workspace";
import { WorkspaceSymbols } from "../workspace/workspaceSymbols";
import * as protocol from "./protocol";
import { onRequest, showWarning, tell } from "./requests";

export interface EditorFeaturesDependencies {
	readonly connection: Connection;
	readonly settings: Pick<Workspace, "settingsOf">;
	readonly document: (uri: string) => OpenDocument | undefined;
	/** All that are open: what they hold comes before what is on disk. */
	readonly documents: () => readonly OpenDocument[];
	readonly folders: () => readonly string[];
	/** Undefined where there is no file system. */
	readonly files: ToonFiles | undefined;
}

/** What the client can do, as far as it matters here. */
interface Abilities {
	readonly snippets: boolean;
	readonly resolvesEdits: boolean;
	readonly foldingLimit: number | undefined;
	readonly refreshesTokens: boolean;
}

export class EditorFeatures {
	readonly #d: EditorFeaturesDependencies;
	readonly #symbols: WorkspaceSymbols | undefined;
	#client: Abilities = { snippets: false, resolvesEdits: false, foldingLimit: undefined, refreshesTokens: false };

	constructor(dependencies: EditorFeaturesDependencies) {
		this.#d = dependencies;
		const { files } = dependencies;
		this.#symbols = files && new WorkspaceSymbols(files);
		this.#answerNavigation();
		this.#answerTyping();
		this.#answerChanges();
		this.#answerOwn();
	}

	/** Notes what the client can do, and says what is offered. */
	initialize({ capabilities: { textDocument, workspace } }: InitializeParams): ServerCapabilities {
		this.#client = {
			snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
			resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true,
			foldingLimit: textDocument?.foldingRange?.rangeLimit,
			refreshesTokens: workspace?.semanticTokens?.refreshSupport === true,
		};
		const [first, ...more] = ON_TYPE_TRIGGERS;
		return {
			completionProvider: { triggerCharacters: COMPLETION_TRIGGERS },
			signatureHelpProvider: { triggerCharacters: SIGNATURE_TRIGGERS },
			foldingRangeProvider: true,
			selectionRangeProvider: true,
			definitionProvider: true,
			referencesProvider: true,
			documentHighlightProvider: true,
			renameProvider: { prepareProvider: true },
			documentLinkProvider: {},
			...(this.#symbols !== undefined && { workspaceSymbolProvider: true }),
			semanticTokensProvider: { legend: { tokenTypes: [...columnTypes], tokenModifiers: [] }, range: true },
			documentOnTypeFormattingProvider: { firstTriggerCharacter: first, moreTriggerCharacter: [...more] },
		};
	}

	/** Kinds of code actions that come from here. */
	static readonly actionKinds: readonly string[] = [refactorKind];

	/** Refactorings at the start of the range, where such are wanted. */
	codeActions({ textDocument, range, context }: CodeActionParams): CodeAction[] {
		const document = this.#d.document(textDocument.uri);
		const isWanted = context.only?.some((kind) => refactorKind === kind || refactorKind.startsWith(`${kind}.`)) ?? true;
		if (document === undefined || !isWanted) return [];
		// Whoever cannot ask for the edits later gets them now, when refactorings are asked for by name.
		if (!this.#client.resolvesEdits && context.only === undefined) return [];
		return refactorActions(document.toon, document.uri, document.version, range.start, this.#client.resolvesEdits);
	}

	/** Tells the client which counts do not fit any more, once its edit is in. */
	async changed(document: OpenDocument): Promise<void> {
		const edits = document.countEdits();
		if (edits.length === 0) return;
		const { version, uri } = document;
		const { autoUpdateCounts } = await this.#d.settings.settingsOf(uri);
		if (autoUpdateCounts && document.version === version) {
			tell(this.#d.connection, protocol.countsChanged, { uri, version, edits });
		}
	}

	/** The settings are others: colours may be. */
	reconfigured(): void {
		if (this.#client.refreshesTokens) this.#d.connection.languages.semanticTokens.refresh();
	}

	#answerNavigation(): void {
		const { connection } = this.#d;
		connection.onFoldingRanges(
			this.#answer((document, _, token) =>
				foldingRanges(document.toon, this.#client.foldingLimit, () => token.isCancellationRequested),
			),
		);
		connection.onSelectionRanges(this.#answer((document, { positions }) => selectionRanges(document.toon, positions)));
		connection.onDefinition(
			this.#answer((document, { position }) => definition(document.toon, document.uri, position)),
		);
		connection.onReferences(
			this.#answer((document, { position, context }) =>
				references(document.toon, document.uri, position, context.includeDeclaration),
			),
		);
		connection.onDocumentHighlight(
			this.#answer((document, { position }) => documentHighlights(document.toon, position)),
		);
		connection.onDocumentLinks(this.#answer((document) => this.#links(document)));
		connection.onWorkspaceSymbol(async ({ query }, token) =>
			this.#symbols?.search(query, this.#d.folders(), this.#d.documents(), token),
		);
		connection.languages.semanticTokens.onRange(async ({ textDocument, range }, token) => {
			const { rainbowColumns } = await this.#d.settings.settingsOf(textDocument.uri);
			const document = this.#d.document(textDocument.uri);
			if (document === undefined || !rainbowColumns || token.isCancellationRequested) return { data: [] };
			return { data: columnTokens(document.toon, range) };
		});
	}

	#answerTyping(): void {
		const { connection } = this.#d;
		const { document } = this.#d;
		connection.onCompletion(
			this.#answer((open, { position }) => completions(open.toon, position, { snippets: this.#client.snippets })),
		);
		connection.onSignatureHelp(this.#answer((open, { position }) => signatureHelp(open.toon, position)));
		// The edits belong to the text as it is at this moment: nothing is waited for.
		connection.onDocumentOnTypeFormatting(({ textDocument, position, ch }) => {
			const open = document(textDocument.uri);
			return open && onType(open.toon, position, ch);
		});
	}

	#answerChanges(): void {
		const { connection } = this.#d;
		connection.onPrepareRename(
			this.#answer((document, { position }) => {
				const place = prepareRename(document.toon, position);
				return "reason" in place ? refused(place.reason) : place;
			}),
		);
		connection.onRenameRequest(
			this.#answer((document, { position, newName }) => {
				const result = rename(document.toon, position, newName);
				return "reason" in result ? refused(result.reason) : { changes: { [document.uri]: result.edits } };
			}),
		);
		connection.onCodeActionResolve((action) => {
			const data = action.data as RefactoringData | undefined;
			const document = data && this.#d.document(data.uri);
			if (data === undefined || document === undefined) return action;
			if (document.version !== data.version) return action;
			const result = refactoringEdits(document.toon, data.refactoring, data.position);
			if ("edits" in result) return { ...action, edit: { changes: { [data.uri]: result.edits } } };
			showWarning(connection, result.reason);
			return action;
		});
	}

	#answerOwn(): void {
		const { connection } = this.#d;
		const open = (uri: string): OpenDocument => {
			const document = this.#d.document(uri);
			if (document === undefined) throw refused(`${uri} is not open.`);
			return document;
		};
		const shape = { strings: ["uri"] };
		onRequest(
			connection,
			protocol.path,
			({ uri, position, style }) => {
				const steps = pathAt(open(uri).toon, position);
				return steps === undefined ? null : formatSteps(steps, style);
			},
			shape,
		);
		onRequest(connection, protocol.row, ({ uri, position, row }) => findRow(open(uri).toon, position, row), shape);
		onRequest(
			connection,
			protocol.inlays,
			({ uri, range, namesOn, align }) => {
				const document = this.#d.document(uri);
				return document === undefined
					? []
					: inlays(document.toon, range, { ...(namesOn !== undefined && { namesOn }), align: align === true });
			},
			shape,
		);
		onRequest(connection, protocol.paste, ({ uri, range, text }) => paste(open(uri).toon, range, text) ?? null, {
			strings: ["uri", "text"],
		});
		onRequest(
			connection,
			protocol.convertSelection,
			({ uri, range, to, pretty }) => {
				if (!FORMATS.includes(to))
					throw refused(`There is no format ${JSON.stringify(to)}: choose one of ${FORMATS.join(", ")}.`);
				const selected = selectedDocument(open(uri).toon, range);
				if ("reason" in selected) throw refused(selected.reason);
				const { text, warnings } = writerOf(to).convert(
					selected,
					{ ...(pretty !== undefined && { pretty }) },
					NEVER_CANCELLED,
				);
				return { text, warnings: warnings.map(({ message }) => message) };
			},
			{ strings: ["uri", "to"] },
		);
		onRequest(connection, protocol.replaceSelection, ({ text, to, from }) => replaced(text, to, from), {
			strings: ["text", "to"],
			optionalStrings: ["from"],
		});
	}

	async #links({ toon, uri }: OpenDocument): Promise<DocumentLink[]> {
		return linksTo(findLinks(toon), uri, this.#d.files);
	}

	/**
	 * An answer about an open document. It lets what has arrived by now come first, so that a question that was cancelled
	 * or whose text has changed costs nothing.
	 */
	#answer<Params extends { readonly textDocument: { readonly uri: string } }, Result>(
		answer: (document: OpenDocument, params: Params, token: CancellationToken) => Result | Promise<Result>,
	): (params: Params, token: CancellationToken) => Promise<Result | ResponseError<void> | null> {
		return async (params, token) => {
			await new Promise((resolve) => setImmediate(resolve));
			if (token.isCancellationRequested) return cancelled();
			const document = this.#d.document(params.textDocument.uri);
			return document === undefined ? null : await answer(document, params, token);
		};
	}
}

const refused = (reason: string): ResponseError<void> => new ResponseError(LSPErrorCodes.RequestFailed, reason);

const cancelled = (): ResponseError<void> => new ResponseError(LSPErrorCodes.RequestCancelled, "Cancelled.");
