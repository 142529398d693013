/** Wires the connection: what is asked, saved and changed, to the rooms that answer. Runs in Node and elsewhere. */
import {
	type Connection,
	DidChangeConfigurationNotification,
	type InitializeParams,
	type InitializeResult,
	type Range,
	TextDocumentSyncKind,
	TextDocuments,
	type TextEdit,
} from "vscode-languageserver";
import { URI } from "vscode-uri";
import { codeActions, fixAllKind } from "../features/codeActions";
import { codeLenses } from "../features/codeLens";
import { documentSymbols } from "../features/documentSymbols";
import { formatting } from "../features/formatting";
import { hover } from "../features/hover";
import type { RankSource } from "../tokens";
import { Counting } from "../workspace/counting";
import { documentConfiguration, type OpenDocument } from "../workspace/documents";
import type { Files } from "../workspace/files";
import type { GeneratedRecords } from "../workspace/generated";
import { Metrics } from "../workspace/metrics";
import type { WorkPool } from "../workspace/pool";
import { SettingsStore } from "../workspace/settings";
import type { ToonFiles } from "../workspace/toonFiles";
import { ConversionService } from "./conversionService";
import { answerPulls, type DiagnosticsProvider, pulledDiagnostics, pushDiagnostics } from "./diagnosticsProvider";
import { EditorFeatures } from "./editorFeatures";
import { answerPreviews } from "./previews";
import * as protocol from "./protocol";
import { ask, onNotification, onRequest, showWarning } from "./requests";
import { TokenService } from "./tokenService";

/** What the server needs of the machine it runs on. */
export interface Runtime {
	readonly ranks: RankSource;
	readonly records: GeneratedRecords;
	/** Files of this machine, writable below `roots`; undefined for schemes that only the client can reach. */
	filesOf(uri: URI, roots: readonly URI[]): Files | undefined;
	/** .toon files, for links and symbols; absent where there is no file system. */
	readonly toonFiles?: ToonFiles;
	/** Threads for heavy work, where there are any. */
	readonly pool?: Pick<WorkPool, "run">;
	/** Milliseconds of a monotonic clock. */
	now(): number;
	/** Bytes. */
	memory(): { readonly heapUsed: number; readonly rss: number };
}

const operations = ["parse", "reparse", "diagnose", "tokens", "convert", "preview"] as const;

/** What the client can do, as far as it matters here. */
interface ClientAbilities {
	readonly configuration: boolean;
	readonly registersConfiguration: boolean;
	readonly pullsDiagnostics: boolean;
	readonly refreshesDiagnostics: boolean;
	readonly workspaceFolders: boolean;
}

/** Serves one client until the connection closes. */
export function startServer(connection: Connection, runtime: Runtime): void {
	new Server(connection, runtime);
	connection.listen();
}

class Server {
	readonly #connection: Connection;
	readonly #runtime: Runtime;
	readonly #metrics: Metrics<protocol.Operation>;
	readonly #documents: TextDocuments<OpenDocument>;
	readonly #settings: SettingsStore;
	readonly #counting: Counting;
	readonly #conversions: ConversionService;
	readonly #tokens: TokenService;
	readonly #features: EditorFeatures;
	#client: ClientAbilities = abilitiesOf({ processId: null, rootUri: null, capabilities: {}, workspaceFolders: null });
	#diagnostics: DiagnosticsProvider | undefined;
	#folders: readonly URI[] = [];
	#trusted = true;

	constructor(connection: Connection, runtime: Runtime) {
		this.#connection = connection;
		this.#runtime = runtime;
		this.#metrics = new Metrics(operations, () => runtime.now());
		this.#documents = new TextDocuments(documentConfiguration(this.#metrics));
		this.#settings = new SettingsStore((scopeUri) =>
			this.#client.configuration
				? connection.workspace.getConfiguration({ scopeUri, section: "toon" })
				: Promise.resolve(undefined),
		);
		this.#counting = new Counting(runtime.ranks);
		this.#conversions = new ConversionService({
			connection,
			settings: this.#settings,
			counting: this.#counting,
			metrics: this.#metrics,
			records: runtime.records,
			filesOf: (uri, roots) => runtime.filesOf(uri, roots) ?? this.#clientFiles,
			document: (uri) => this.#documents.get(uri),
			workspaceFolders: () => this.#folders,
			isTrusted: () => this.#trusted,
			pool: runtime.pool,
		});
		this.#tokens = new TokenService({
			connection,
			settings: this.#settings,
			counting: this.#counting,
			conversions: this.#conversions,
			metrics: this.#metrics,
			document: (uri) => this.#documents.get(uri),
		});
		this.#features = new EditorFeatures({
			connection,
			settings: this.#settings,
			document: (uri) => this.#documents.get(uri),
			documents: () => this.#documents.all(),
			folders: () => this.#folders.map((folder) => folder.toString()),
			files: runtime.toonFiles,
		});
		answerPreviews({
			connection,
			settings: this.#settings,
			metrics: this.#metrics,
			document: (uri) => this.#documents.get(uri),
			now: () => runtime.now(),
		});
		connection.onInitialize((params) => this.#initialize(params));
		connection.onInitialized(() => this.#initialized());
		this.#listenToDocuments();
		this.#answerFeatures();
	}

	#initialize(params: InitializeParams): InitializeResult {
		this.#client = abilitiesOf(params);
		const folders = params.workspaceFolders ?? [];
		this.#folders = folders.map(({ uri }) => URI.parse(uri));
		const options = params.initializationOptions as protocol.InitializationOptions | null | undefined;
		this.#trusted = options?.trusted !== false;
		const { pullsDiagnostics, refreshesDiagnostics } = this.#client;
		const dependencies = {
			connection: this.#connection,
			settings: this.#settings,
			metrics: this.#metrics,
			document: (uri: string) => this.#documents.get(uri),
		};
		answerPulls(dependencies);
		this.#diagnostics = pullsDiagnostics
			? pulledDiagnostics(dependencies, refreshesDiagnostics)
			: pushDiagnostics(dependencies);
		return {
			serverInfo: { name: "TOON Workbench" },
			capabilities: {
				textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
				...(pullsDiagnostics && {
					diagnosticProvider: { identifier: "toon", interFileDependencies: false, workspaceDiagnostics: false },
				}),
				...this.#features.initialize(params),
				codeActionProvider: {
					codeActionKinds: ["quickfix", fixAllKind, ...EditorFeatures.actionKinds],
					resolveProvider: true,
				},
				documentSymbolProvider: true,
				hoverProvider: true,
				codeLensProvider: {},
				documentFormattingProvider: true,
				documentRangeFormattingProvider: true,
				workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
			},
		};
	}

	#initialized(): void {
		const connection = this.#connection;
		if (this.#client.registersConfiguration) {
			void connection.client.register(DidChangeConfigurationNotification.type, { section: "toon" });
		}
		if (this.#client.workspaceFolders) {
			connection.workspace.onDidChangeWorkspaceFolders(async () => {
				const folders = (await connection.workspace.getWorkspaceFolders()) ?? [];
				this.#folders = folders.map(({ uri }) => URI.parse(uri));
			});
		}
		connection.onDidChangeConfiguration(() => this.#reconfigure());
		onNotification(connection, protocol.trusted, ({ trusted }) => {
			this.#trusted = trusted;
		});
	}

	#listenToDocuments(): void {
		const documents = this.#documents;
		documents.onDidOpen(({ document }) => void this.#configure(document));
		documents.onDidChangeContent(({ document }) => {
			this.#diagnostics?.changed(document);
			this.#tokens.changed(document);
			void this.#features.changed(document);
		});
		documents.onDidSave(({ document }) => void this.#conversions.saved(document.uri));
		documents.onDidClose(({ document }) => {
			this.#settings.forget(document.uri);
			this.#diagnostics?.closed(document.uri);
			this.#tokens.closed(document.uri);
		});
		documents.listen(this.#connection);
	}

	#answerFeatures(): void {
		const connection = this.#connection;
		connection.onCodeAction((params) => {
			const { textDocument, range, context } = params;
			const document = this.#documents.get(textDocument.uri);
			const fixes = document && codeActions(document.toon, document.uri, range, context.only);
			return fixes && [...fixes, ...this.#features.codeActions(params)];
		});
		connection.onDocumentSymbol(({ textDocument }) => {
			const document = this.#documents.get(textDocument.uri);
			return document && documentSymbols(document.toon);
		});
		connection.onHover(async ({ textDocument, position }) => {
			const counted = await this.#tokens.settledFor(textDocument.uri);
			if (counted === undefined) return undefined;
			const { document } = counted;
			const { revision } = document;
			const pause = async (): Promise<boolean> => {
				await new Promise((resolve) => setImmediate(resolve));
				return document.revision === revision;
			};
			return hover(document.toon, position, { ...counted, pause });
		});
		connection.onCodeLens(async ({ textDocument }) => {
			const { tokenLenses } = await this.#settings.of(textDocument.uri);
			const counted = tokenLenses ? await this.#tokens.settledFor(textDocument.uri) : undefined;
			return counted && codeLenses(counted.document.toon, counted.meter);
		});
		connection.onDocumentFormatting(({ textDocument }) => this.#format(textDocument.uri));
		connection.onDocumentRangeFormatting(({ textDocument, range }) => this.#format(textDocument.uri, range));
		onRequest(connection, protocol.metrics, () => ({
			operations: this.#metrics.figures(),
			caches: { counts: this.#counting.cache.figures, conversions: this.#conversions.cache },
			memory: this.#runtime.memory(),
		}));
	}

	async #format(uri: string, range?: Range): Promise<TextEdit[]> {
		const document = this.#documents.get(uri);
		if (document === undefined) return [];
		const { alignColumns, removeNeedlessQuotes } = await this.#settings.of(uri);
		const result = formatting(document.toon, { alignColumns, removeNeedlessQuotes }, range);
		if ("edits" in result) return result.edits;
		showWarning(this.#connection, result.problem);
		return [];
	}

	/** Takes over the settings of a document; its diagnostics may be others then. */
	async #configure(document: OpenDocument): Promise<void> {
		const settings = await this.#settings.of(document.uri);
		const { revision } = document;
		document.configure(settings);
		if (document.revision !== revision) this.#diagnostics?.refresh([document]);
	}

	async #reconfigure(): Promise<void> {
		this.#settings.clear();
		const documents = this.#documents.all();
		await Promise.all(documents.map(async (document) => document.configure(await this.#settings.of(document.uri))));
		this.#diagnostics?.refresh(documents);
		for (const document of documents) this.#tokens.changed(document);
		this.#features.reconfigured();
	}

	/** Files of schemes that only the client can reach. */
	readonly #clientFiles: Files = {
		read: async (uri) => {
			const answer = await ask(this.#connection, protocol.readFile, { uri: uri.toString() });
			return answer === null ? undefined : fromBase64(answer.content);
		},
		write: (uri, content) =>
			ask(this.#connection, protocol.writeFile, { uri: uri.toString(), content: toBase64(content) }),
	};
}

function abilitiesOf({ capabilities }: InitializeParams): ClientAbilities {
	const { workspace, textDocument } = capabilities;
	return {
		configuration: workspace?.configuration === true,
		registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
		pullsDiagnostics: textDocument?.diagnostic !== undefined,
		refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
		workspaceFolders: workspace?.workspaceFolders === true,
	};
}

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0));

/** In parts, since a call takes only so many arguments. */
function toBase64(bytes: Uint8Array): string {
	let binary = "";
	for (let start = 0; start < bytes.length; start += 8192) {
		binary += String.fromCharCode(...bytes.subarray(start, start + 8192));
	}
	return btoa(binary);
}
