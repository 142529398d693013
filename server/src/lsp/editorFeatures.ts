/** Answers what editors ask of a language: completion, navigation, colours, refactorings, and what is ours alone. */
import {
	type CancellationToken,
	type CodeAction,
	CodeLensRefreshRequest,
	type Connection,
	type InitializeParams,
	LSPErrorCodes,
	type Position,
	type Range,
	ResponseError,
	type SelectionRange,
	type ServerCapabilities,
} from "vscode-languageserver";
import { ConversionError, FORMATS, NEVER_CANCELLED, withPlace, writerOf } from "../convert";
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
import { columnTokens, columnTypes, encodeTokens } from "../features/semanticTokens";
import { SIGNATURE_TRIGGERS, signatureHelp } from "../features/signatureHelp";
import type { Answers, PlaceQuestion } from "../workspace/answers";
import type { OpenDocument, OpenFile } from "../workspace/documents";
import type { FenceActionData, FenceConversions } from "../workspace/fenceConversions";
import { linksTo } from "../workspace/links";
import type { ToonFiles } from "../workspace/toonFiles";
import type { ConfiguredDocument, Workspace } from "../workspace/workspace";
import { WorkspaceSymbols } from "../workspace/workspaceSymbols";
import * as protocol from "./protocol";
import { onRequest, showWarning, tell } from "./requests";

export interface EditorFeaturesDependencies {
	readonly connection: Connection;
	readonly settings: Pick<Workspace, "settingsOf">;
	readonly answers: Answers;
	readonly fences: FenceConversions;
	/** All that are open: what they hold comes before what is on disk. */
	readonly openFiles: () => readonly OpenFile[];
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
	readonly refreshesLenses: boolean;
	/** It takes over counts by itself. */
	readonly takesCounts: boolean;
}

export class EditorFeatures {
	readonly #d: EditorFeaturesDependencies;
	readonly #symbols: WorkspaceSymbols | undefined;
	#client: Abilities = {
		snippets: false,
		resolvesEdits: false,
		foldingLimit: undefined,
		refreshesTokens: false,
		refreshesLenses: false,
		takesCounts: false,
	};

	/** The setting `toon.autoUpdateCounts`, as it was when a count last did not fit. */
	#followsCounts = false;

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
	initialize({
		capabilities: { textDocument, workspace },
		initializationOptions,
	}: InitializeParams): ServerCapabilities {
		const own = initializationOptions as protocol.InitializationOptions | null | undefined;
		this.#client = {
			snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
			resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true,
			foldingLimit: textDocument?.foldingRange?.rangeLimit,
			refreshesTokens: workspace?.semanticTokens?.refreshSupport === true,
			refreshesLenses: workspace?.codeLens?.refreshSupport === true,
			takesCounts: own?.takesCounts === true,
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

	/** Whether the client asks for the edits of an action when it is chosen. */
	get resolvesEdits(): boolean {
		return this.#client.resolvesEdits;
	}

	/** Refactorings at the start of the range, where such are wanted. */
	codeActions({ document }: ConfiguredDocument, range: Range, only: readonly string[] | undefined): CodeAction[] {
		const isWanted = only?.some((kind) => refactorKind === kind || refactorKind.startsWith(`${kind}.`)) ?? true;
		if (!isWanted) return [];
		// Whoever cannot ask for the edits later gets them now, when refactorings are asked for by name.
		if (!this.#client.resolvesEdits && only === undefined) return [];
		return refactorActions(document.toon, document.uri, document.version, range.start, this.#client.resolvesEdits);
	}

	/** Tells the client which counts do not fit any more, once its edit is in. */
	async changed(document: OpenDocument): Promise<void> {
		const edits = document.places.out(document.countEdits());
		if (edits.length === 0) return;
		const { version, uri } = document;
		const { autoUpdateCounts } = await this.#d.settings.settingsOf(uri);
		this.#followsCounts = autoUpdateCounts;
		if (autoUpdateCounts && document.version === version) {
			tell(this.#d.connection, protocol.countsChanged, { uri, version, edits });
		}
	}

	/** The settings are others: colours and lenses may be. */
	reconfigured(): void {
		if (this.#client.refreshesTokens) this.#d.connection.languages.semanticTokens.refresh();
		// An answer that says no is a client that has nothing to refresh.
		if (this.#client.refreshesLenses)
			this.#d.connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
	}

	#answerNavigation(): void {
		const { connection, answers } = this.#d;
		connection.onFoldingRanges(
			this.#each(({ document }, _, token) =>
				foldingRanges(document.toon, this.#client.foldingLimit, () => token.isCancellationRequested),
			),
		);
		connection.onSelectionRanges(
			this.#whenFree(({ textDocument, positions }) => this.#selectionRanges(textDocument.uri, positions)),
		);
		connection.onDefinition(
			this.#one(({ document }, { position }) => definition(document.toon, document.uri, position)),
		);
		connection.onReferences(
			this.#one(({ document }, { position, context }) =>
				references(document.toon, document.uri, position, context.includeDeclaration),
			),
		);
		connection.onDocumentHighlight(
			this.#one(({ document }, { position }) => documentHighlights(document.toon, position)),
		);
		connection.onDocumentLinks(
			this.#each(({ document }) => linksTo(findLinks(document.toon), document.uri, this.#d.files)),
		);
		connection.onWorkspaceSymbol(async ({ query }, token) =>
			this.#symbols?.search(query, this.#d.folders(), this.#d.openFiles(), token),
		);
		connection.languages.semanticTokens.onRange(async ({ textDocument, range }, token) => {
			const tokens = await answers.each(textDocument.uri, { range }, ({ document, settings }, { range }) =>
				settings.rainbowColumns && !token.isCancellationRequested ? columnTokens(document.toon, range) : [],
			);
			return { data: encodeTokens(tokens ?? []) };
		});
	}

	/** As many as there are positions: where there is no document, nothing grows. */
	async #selectionRanges(uri: string, positions: readonly Position[]): Promise<SelectionRange[]> {
		const found = positions.map(async (position): Promise<SelectionRange> => {
			const own = await this.#d.answers.one(
				uri,
				{ position },
				({ document }, { position }) => selectionRanges(document.toon, [position])[0],
			);
			return own ?? { range: { start: position, end: position } };
		});
		return Promise.all(found);
	}

	#answerTyping(): void {
		const { connection, answers } = this.#d;
		connection.onCompletion(
			this.#one(({ document }, { position }) =>
				completions(document.toon, position, { snippets: this.#client.snippets }),
			),
		);
		connection.onSignatureHelp(this.#one(({ document }, { position }) => signatureHelp(document.toon, position)));
		// The edits belong to the text as it is at this moment: nothing is waited for.
		connection.onDocumentOnTypeFormatting(({ textDocument, position, ch }) =>
			answers.now(textDocument.uri, { position }, (document, { position }) => {
				const edits = onType(document.toon, position, ch);
				if (this.#client.takesCounts || !this.#followsCounts || edits.length > 0) return edits;
				return document.countEdits().filter(({ range }) => range.start.line !== position.line);
			}),
		);
	}

	#answerChanges(): void {
		const { connection, answers } = this.#d;
		connection.onPrepareRename(
			this.#one(({ document }, { position }) => {
				const place = prepareRename(document.toon, position);
				return "reason" in place ? refused(place.reason) : place;
			}),
		);
		connection.onRenameRequest(
			this.#one(({ document }, { position, newName }) => {
				const result = rename(document.toon, position, newName, document.places.firstLine);
				return "reason" in result ? refused(result.reason) : { changes: { [document.uri]: result.edits } };
			}),
		);
		connection.onCodeActionResolve(async (action) => {
			const data = action.data as RefactoringData | FenceActionData | undefined;
			if (data === undefined) return action;
			if ("fenceTo" in data) return this.#resolveFence(action, data);
			const result = await answers.one(data.uri, data, ({ document: { toon, version } }, { refactoring, position }) =>
				version === data.version ? refactoringEdits(toon, refactoring, position) : undefined,
			);
			if (result === undefined) return action;
			if ("edits" in result) return { ...action, edit: { changes: { [data.uri]: result.edits } } };
			showWarning(connection, result.reason);
			return action;
		});
	}

	async #resolveFence(action: CodeAction, data: FenceActionData): Promise<CodeAction> {
		try {
			const edit = await this.#d.fences.edits(data);
			return edit === undefined ? action : { ...action, edit };
		} catch (error) {
			if (!(error instanceof ConversionError)) throw error;
			showWarning(this.#d.connection, `Nothing was changed. ${withPlace(error.message, error.place)}`);
			return action;
		}
	}

	#answerOwn(): void {
		const { connection, answers } = this.#d;
		onRequest(connection, protocol.path, async (params) => {
			const found = await answers.one(params.uri, params, ({ document }, { position, style }) => {
				const steps = pathAt(document.toon, position);
				return steps === undefined ? null : formatSteps(steps, style);
			});
			return found === undefined ? this.#absent(params.uri) : found;
		});
		onRequest(connection, protocol.fence, ({ uri, position }) => this.#d.fences.fenceAt(uri, position));
		onRequest(connection, protocol.row, async (params) =>
			answers.one(params.uri, params, ({ document }, { position, row }) => findRow(document.toon, position, row)),
		);
		onRequest(connection, protocol.inlays, async (params) => {
			const found = await answers.each(params.uri, params, ({ document }, { range, namesOn, align }) =>
				inlays(document.toon, range, { ...(namesOn !== undefined && { namesOn }), align: align === true }),
			);
			return found ?? [];
		});
		onRequest(connection, protocol.paste, async (params) => {
			const result = await answers.one(params.uri, params, pasted);
			if (result === undefined) return null;
			const { title, edit, edits } = result;
			// What the edit takes away in front of the range goes with the edits elsewhere.
			const { start } = edit.range;
			const isWider = start.character < params.range.start.character;
			const before = isWider ? [{ range: { start, end: params.range.start }, newText: "" }] : [];
			return { title, text: edit.newText, edits: [...before, ...edits] };
		});
		onRequest(connection, protocol.convertSelection, async (params) => {
			const { uri, to } = params;
			if (!FORMATS.includes(to))
				throw refused(`There is no format ${JSON.stringify(to)}: choose one of ${FORMATS.join(", ")}.`);
			const found = await answers.one(uri, params, ({ document }, { range, pretty }) => {
				const selected = selectedDocument(document.toon, range);
				if ("reason" in selected) throw refused(selected.reason);
				const options = { marker: false, ...(pretty !== undefined && { pretty }) };
				const { text, warnings } = writerOf(to).convert(selected, options, NEVER_CANCELLED);
				return { text, warnings: warnings.map(({ message }) => message) };
			});
			return found ?? this.#absent(uri);
		});
		onRequest(connection, protocol.replaceSelection, ({ text, to, from, before }) => replaced(text, to, from, before));
	}

	/** @throws ResponseError that says why there is no document */
	#absent(uri: string): never {
		const isOpen = this.#d.openFiles().some((file) => file.uri === uri);
		throw refused(isOpen ? "There is no TOON at this place." : `${uri} is not open.`);
	}

	/** An answer of the document at a position. */
	#one<Params extends TextDocumentParams, Result>(
		answer: (configured: ConfiguredDocument, params: Params) => Result | Promise<Result>,
	): (params: Params, token: CancellationToken) => Promise<Result | ResponseError<void> | null> {
		return this.#whenFree(
			async (params) => (await this.#d.answers.one(params.textDocument.uri, params, answer)) ?? null,
		);
	}

	/** The answers of all documents of a file. */
	#each<Params extends TextDocumentParams, Result>(
		answer: (configured: ConfiguredDocument, params: Params, token: CancellationToken) => Result[] | Promise<Result[]>,
	): (params: Params, token: CancellationToken) => Promise<Result[] | ResponseError<void> | null> {
		return this.#whenFree(async (params, token) => {
			const found = await this.#d.answers.each(params.textDocument.uri, params, (configured, own) =>
				answer(configured, own, token),
			);
			return found ?? null;
		});
	}

	/** Lets what has arrived by now come first, so that a question that was cancelled or whose text has changed costs nothing. */
	#whenFree<Params, Result>(
		answer: (params: Params, token: CancellationToken) => Promise<Result>,
	): (params: Params, token: CancellationToken) => Promise<Result | ResponseError<void>> {
		return async (params, token) => {
			await new Promise((resolve) => setImmediate(resolve));
			return token.isCancellationRequested ? cancelled() : answer(params, token);
		};
	}
}

type TextDocumentParams = PlaceQuestion & { readonly textDocument: { readonly uri: string } };

/** What takes the place of the range, as an edit like those elsewhere. */
function pasted({ document }: ConfiguredDocument, { range, text }: protocol.PasteParams) {
	const result = paste(document.toon, range, text);
	return result && { ...result, edit: { range, newText: result.text } };
}

const refused = (reason: string): ResponseError<void> => new ResponseError(LSPErrorCodes.RequestFailed, reason);

const cancelled = (): ResponseError<void> => new ResponseError(LSPErrorCodes.RequestCancelled, "Cancelled.");
