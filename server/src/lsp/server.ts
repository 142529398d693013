/** Wires the connection: what is asked, saved and changed, to the rooms that answer. Runs in Node and elsewhere. */
import {
	type Connection,
	DidChangeConfigurationNotification,
	type InitializeParams,
	type InitializeResult,
	TextDocumentSyncKind,
	TextDocuments,
	type WorkspaceFolder,
} from "vscode-languageserver";
import { URI } from "vscode-uri";
import { isRecordingWanted, Ledger, Recorder } from "../ledger";
import type { RankSource } from "../tokens";
import { Advice } from "../workspace/advice";
import { Answers } from "../workspace/answers";
import { ConversionService } from "../workspace/conversionService";
import { Counting, type LoadTokenizer } from "../workspace/counting";
import { DiagnosticResults } from "../workspace/diagnosticResults";
import { documentConfiguration, type OpenFile } from "../workspace/documents";
import { markdownMaker } from "../workspace/embedded/languages";
import { Expenses } from "../workspace/expenses";
import { FenceConversions } from "../workspace/fenceConversions";
import { FileConversions } from "../workspace/fileConversions";
import type { Files } from "../workspace/files";
import type { GeneratedRecords } from "../workspace/generated";
import { type FindFiles, measureWorkspace } from "../workspace/measureWorkspace";
import { Metrics } from "../workspace/metrics";
import { type MetricsFigures, OPERATIONS, type Operation } from "../workspace/metricsTypes";
import type { WorkPool } from "../workspace/pool";
import { Previews } from "../workspace/previews";
import { SavingsLedger } from "../workspace/savingsLedger";
import { SavingsService } from "../workspace/savingsService";
import { judge, judgeCaches } from "../workspace/thresholds";
import { TokenService } from "../workspace/tokenService";
import type { ToonFiles } from "../workspace/toonFiles";
import { Workspace } from "../workspace/workspace";
import { clientFiles } from "./clientFiles";
import { answerConversions, tellSaved } from "./conversionRequests";
import { answerPulls, type DiagnosticDelivery, pulledDiagnostics, pushedDiagnostics } from "./diagnosticRequests";
import { EditorFeatures } from "./editorFeatures";
import { answerEditor, editorCapabilities, registerFormatting } from "./editorRequests";
import { answerMetrics } from "./metricsRequests";
import { answerPreviews } from "./previewRequests";
import * as protocol from "./protocol";
import { RepairOffers } from "./repairOffers";
import { onNotification, showWarning, tell } from "./requests";
import { answerLedger, answerSavings } from "./savingsRequests";
import { timedConnection } from "./timedConnection";
import { answerTokens } from "./tokenRequests";
import { answerTools, type ToolRunner } from "./toolRequests";

/** What the server needs of the machine it runs on. */
export interface Runtime {
	readonly ranks: RankSource;
	readonly records: GeneratedRecords;
	/** Files of this machine, writable below `roots`; undefined for schemes that only the client can reach. */
	filesOf(uri: URI, roots: readonly URI[]): Files | undefined;
	/** .toon files, for links and symbols; absent where there is no file system. */
	readonly toonFiles?: ToonFiles;
	/** Finds files, to measure them; absent where there is no file system. */
	readonly find?: FindFiles;
	/** Reads the file of a tokenizer; absent where there is no file system. */
	readonly tokenizer?: LoadTokenizer;
	/** Threads for heavy work, where there are any. */
	readonly pool?: Pick<WorkPool, "run" | "running">;
	/** Folder of the ledger of savings; absent where there is no file system. */
	readonly ledgerFolder?: string;
	/** Tools for agents; absent where there are no threads. */
	readonly tools?: ToolRunner;
	/** Id of the process, where there is one. */
	readonly pid?: number;
	/** Milliseconds of a monotonic clock. */
	now(): number;
	/** Bytes. */
	memory(): MetricsFigures["memory"];
	/** Milliseconds that something which is ready waits for this thread. */
	delay(): MetricsFigures["queue"]["delay"];
}

/** What the client can do, as far as it matters here. */
interface ClientAbilities {
	readonly configuration: boolean;
	readonly registersConfiguration: boolean;
	readonly registersFormatting: boolean;
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
	readonly #metrics: Metrics<Operation>;
	/** By method. */
	readonly #requests = new Metrics<string>([], () => this.#runtime.now());
	readonly #documents: TextDocuments<OpenFile>;
	readonly #workspace: Workspace;
	readonly #answers: Answers;
	readonly #repairs: RepairOffers;
	readonly #counting: Counting;
	readonly #conversions: ConversionService;
	readonly #files: FileConversions;
	readonly #tokens: TokenService;
	readonly #savings: SavingsService;
	readonly #advice: Advice;
	readonly #results: DiagnosticResults;
	readonly #fences: FenceConversions;
	readonly #features: EditorFeatures;
	readonly #ledger: SavingsLedger | undefined;
	#client: ClientAbilities = abilitiesOf({ processId: null, rootUri: null, capabilities: {}, workspaceFolders: null });
	#diagnostics: DiagnosticDelivery | undefined;

	constructor(untimed: Connection, runtime: Runtime) {
		const connection = timedConnection(untimed, this.#requests, () => runtime.now());
		this.#connection = connection;
		this.#runtime = runtime;
		const metrics = new Metrics(OPERATIONS, () => runtime.now());
		const documents = new TextDocuments(documentConfiguration(metrics, markdownMaker));
		const workspace = new Workspace(
			(uri) => this.#fetchSettings(uri),
			(uri) => documents.get(uri),
		);
		const answers = new Answers(workspace);
		const counting = new Counting(runtime.ranks, runtime.tokenizer);
		const conversions = new ConversionService({ counting, metrics, pool: runtime.pool });
		this.#metrics = metrics;
		this.#documents = documents;
		this.#workspace = workspace;
		this.#answers = answers;
		this.#repairs = new RepairOffers(connection, answers);
		this.#counting = counting;
		this.#conversions = conversions;
		this.#files = new FileConversions({
			workspace,
			conversions,
			filesOf: (uri, roots) => runtime.filesOf(uri, roots) ?? clientFiles(connection),
			records: runtime.records,
			onConverted: (conversion) => void this.#ledger?.converted(conversion),
		});
		this.#tokens = new TokenService({
			workspace,
			counting,
			conversions,
			metrics,
			tell: (counts) => tell(connection, protocol.tokensChanged, counts),
		});
		this.#savings = new SavingsService({ workspace, counting, pool: runtime.pool });
		this.#ledger = runtime.ledgerFolder === undefined ? undefined : this.#openLedger(runtime.ledgerFolder);
		this.#advice = new Advice({
			workspace,
			savings: this.#savings,
			tell: (uri) => this.#diagnostics?.refresh(documents.all().filter((document) => document.uri === uri)),
		});
		this.#results = new DiagnosticResults({
			advice: this.#advice,
			workspace,
			answers,
			metrics,
			tokens: this.#tokens,
		});
		this.#fences = new FenceConversions({ workspace, conversions });
		this.#features = new EditorFeatures({
			connection,
			fences: this.#fences,
			settings: workspace,
			answers,
			openFiles: () => documents.all(),
			folders: () => workspace.folders.map((folder) => folder.toString()),
			files: runtime.toonFiles,
		});
		connection.onInitialize((params) => this.#initialize(params));
		connection.onInitialized(() => this.#initialized());
		connection.onShutdown(() => this.#ledger?.close());
		this.#listenToDocuments();
		this.#answer();
	}

	#openLedger(folder: string): SavingsLedger {
		const warn = (message: string): void => showWarning(this.#connection, message);
		const ledger = new Ledger({ folder, onNotice: warn });
		const recorder = isRecordingWanted()
			? new Recorder({ folder, source: "editor", onProblem: warn, onWritten: () => this.#ledger?.written() })
			: undefined;
		return new SavingsLedger({
			workspace: this.#workspace,
			counting: this.#counting,
			tokens: this.#tokens,
			ledger,
			recorder,
			figures: () => ({
				operations: { ...this.#metrics.figures(), ...this.#requests.figures() },
				caches: this.#caches(),
			}),
		});
	}

	#caches() {
		return { counts: this.#counting.cache.figures, conversions: this.#conversions.cache };
	}

	#initialize(params: InitializeParams): InitializeResult {
		this.#client = abilitiesOf(params);
		this.#setFolders(params.workspaceFolders ?? []);
		const options = params.initializationOptions as protocol.InitializationOptions | null | undefined;
		// Other editors know of no trust; who does says it, and what is not plainly yes is no.
		this.#workspace.isTrusted = options?.trusted === undefined || options.trusted === true;
		const { pullsDiagnostics, refreshesDiagnostics } = this.#client;
		this.#diagnostics = pullsDiagnostics
			? pulledDiagnostics(this.#connection, refreshesDiagnostics)
			: pushedDiagnostics(this.#connection, this.#results);
		return {
			serverInfo: { name: "TOON Workbench" },
			capabilities: {
				textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
				...(pullsDiagnostics && {
					diagnosticProvider: { identifier: "toon", interFileDependencies: false, workspaceDiagnostics: false },
				}),
				...this.#features.initialize(params),
				...editorCapabilities(this.#client.registersFormatting),
				workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
			},
		};
	}

	#initialized(): void {
		const connection = this.#connection;
		if (this.#client.registersConfiguration) {
			void connection.client.register(DidChangeConfigurationNotification.type, { section: "toon" });
		}
		if (this.#client.registersFormatting) void registerFormatting(connection);
		if (this.#client.workspaceFolders) {
			connection.workspace.onDidChangeWorkspaceFolders(async () => {
				this.#setFolders((await connection.workspace.getWorkspaceFolders()) ?? []);
			});
		}
		connection.onDidChangeConfiguration(() => this.#reconfigure());
		onNotification(connection, protocol.trusted, ({ trusted }) => {
			this.#workspace.isTrusted = trusted;
		});
	}

	#listenToDocuments(): void {
		const documents = this.#documents;
		// Whoever looks at a document without waiting for its settings finds them applied soon.
		documents.onDidOpen(({ document }) => void this.#workspace.file(document.uri));
		documents.onDidChangeContent(({ document }) => {
			this.#diagnostics?.changed(document);
			this.#tokens.changed(document);
			this.#advice.changed(document);
			for (const touched of document.touched) void this.#features.changed(touched);
		});
		documents.onDidSave(({ document }) => {
			this.#repairs.saved(document.uri);
			void this.#ledger?.saved(document.uri);
			void tellSaved(this.#connection, this.#files, document.uri);
		});
		documents.onDidClose(({ document }) => {
			this.#workspace.closed(document.uri);
			this.#diagnostics?.closed(document.uri);
			this.#tokens.closed(document.uri);
			this.#advice.closed(document.uri);
			for (const { toon } of document.documents) this.#conversions.forget(toon.getText());
		});
		documents.listen(this.#connection);
	}

	#answer(): void {
		const connection = this.#connection;
		const workspace = this.#workspace;
		const tokens = this.#tokens;
		const metrics = this.#metrics;
		answerConversions(connection, {
			workspace,
			conversions: this.#conversions,
			files: this.#files,
			onConverted: (conversion) => void this.#ledger?.converted(conversion),
		});
		answerTokens(connection, tokens);
		const { find, pool } = this.#runtime;
		const counting = this.#counting;
		answerSavings(connection, {
			savings: this.#savings,
			expenses: new Expenses(workspace, tokens),
			measure:
				find &&
				((question, tell, cancellation) =>
					measureWorkspace(question, { workspace, counting, pool, find }, tell, cancellation)),
		});
		answerLedger(connection, this.#ledger);
		answerPreviews(connection, new Previews({ workspace, metrics, now: () => this.#runtime.now() }));
		answerPulls(connection, this.#results);
		answerEditor(connection, {
			answers: this.#answers,
			tokens,
			features: this.#features,
			repairs: this.#repairs,
			advice: this.#advice,
			fences: this.#fences,
		});
		answerTools(connection, {
			runner: this.#runtime.tools,
			place: () => ({ roots: workspace.folders, mayWrite: workspace.isTrusted }),
			conversions: this.#conversions,
		});
		answerMetrics(connection, {
			figures: () => this.#figures(),
			pid: this.#runtime.pid,
			isLogged: async () => (await workspace.settingsOf("")).logsSlowness,
		});
	}

	#figures(): MetricsFigures {
		const operations = this.#metrics.figures();
		const requests = this.#requests.figures();
		return {
			operations,
			requests,
			judged: judge({ ...operations, ...requests }),
			caches: judgeCaches(this.#caches()),
			memory: this.#runtime.memory(),
			queue: { threads: this.#runtime.pool?.running ?? 0, delay: this.#runtime.delay() },
		};
	}

	#reconfigure(): void {
		this.#workspace.reconfigure();
		const documents = this.#documents.all();
		this.#diagnostics?.refresh(documents);
		for (const document of documents) {
			void this.#workspace.file(document.uri);
			this.#tokens.changed(document);
			this.#advice.changed(document);
		}
		this.#features.reconfigured();
	}

	#setFolders(folders: readonly WorkspaceFolder[]): void {
		this.#workspace.folders = folders.map(({ uri }) => URI.parse(uri));
	}

	async #fetchSettings(scopeUri: string): Promise<unknown> {
		if (!this.#client.configuration) return undefined;
		return this.#connection.workspace.getConfiguration({ scopeUri, section: "toon" });
	}
}

function abilitiesOf({ capabilities }: InitializeParams): ClientAbilities {
	const { workspace, textDocument } = capabilities;
	return {
		configuration: workspace?.configuration === true,
		registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
		registersFormatting:
			textDocument?.formatting?.dynamicRegistration === true &&
			textDocument.rangeFormatting?.dynamicRegistration === true,
		pullsDiagnostics: textDocument?.diagnostic !== undefined,
		refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
		workspaceFolders: workspace?.workspaceFolders === true,
	};
}
