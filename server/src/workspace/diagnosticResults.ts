/** The diagnostics of open documents: pulled with a name for what was answered, or pushed a moment after each edit. */
import type { Diagnostic } from "vscode-languageserver-types";
import { URI } from "vscode-uri";
import { adviceDiagnostic } from "../features/advice";
import { budgetDiagnostic } from "../features/budget";
import { lspDiagnostics } from "../features/diagnostics";
import type { Advice } from "./advice";
import type { Answers } from "./answers";
import { budgetOf } from "./budgets";
import type { OpenDocument, OpenFile } from "./documents";
import { wholeFile } from "./embedded/places";
import type { Stopwatch } from "./metrics";
import type { Settings } from "./settings";
import type { TokenService } from "./tokenService";
import type { ConfiguredDocument, ConfiguredFile, Workspace } from "./workspace";

/** Milliseconds that pushed diagnostics wait for the next keystroke. */
const PUSH_DELAY = 100;

export interface DiagnosticServices {
	readonly workspace: Pick<Workspace, "file" | "folders">;
	readonly answers: Pick<Answers, "each">;
	readonly metrics: Stopwatch<"diagnose">;
	/** Counts documents that have a budget. */
	readonly tokens: Pick<TokenService, "settled">;
	readonly advice: Pick<Advice, "known">;
}

export type PulledDiagnostics =
	| { readonly kind: "full"; readonly resultId?: string; readonly items: Diagnostic[] }
	/** The client has the newest already. */
	| { readonly kind: "unchanged"; readonly resultId: string };

/** The problems of a document in some state, as some settings want them shown. */
interface KnownProblems {
	readonly revision: number;
	readonly settings: Settings;
	readonly problems: readonly Diagnostic[];
}

export class DiagnosticResults {
	readonly #services: DiagnosticServices;
	readonly #known = new WeakMap<OpenDocument, KnownProblems>();

	constructor(services: DiagnosticServices) {
		this.#services = services;
	}

	/** @param previousResultId the name of what the client shows */
	async pull(uri: string, previousResultId: string | undefined): Promise<PulledDiagnostics> {
		const configured = await this.#services.workspace.file(uri);
		if (configured === undefined) return { kind: "full", items: [] };
		const resultId = this.#nameOf(configured);
		if (resultId === previousResultId) return { kind: "unchanged", resultId };
		return { kind: "full", resultId, items: await this.#compute(uri) };
	}

	/** What is to be pushed; undefined when the document was closed. */
	async push(uri: string): Promise<{ version: number; diagnostics: Diagnostic[] } | undefined> {
		const configured = await this.#services.workspace.file(uri);
		if (configured === undefined) return undefined;
		const { version } = configured.file;
		const diagnostics = await this.#compute(uri);
		// Of an edit that came while tokens were counted its own diagnostics are pushed.
		return configured.file.version === version ? { version, diagnostics } : undefined;
	}

	async #compute(uri: string): Promise<Diagnostic[]> {
		return (await this.#services.answers.each(uri, {}, (configured) => this.#diagnosticsOf(configured))) ?? [];
	}

	/** Those of a document that has not changed are known: of the fences of a file an edit changes one. */
	#problemsOf(document: OpenDocument, settings: Settings): readonly Diagnostic[] {
		const { revision } = document;
		const known = this.#known.get(document);
		if (known?.revision === revision && known.settings === settings) return known.problems;
		const shown = { limit: settings.maxProblems, severities: settings.severities };
		const problems = lspDiagnostics(document.toon, document.uri, shown);
		this.#known.set(document, { revision, settings, problems });
		return problems;
	}

	async #diagnosticsOf(configured: ConfiguredDocument): Promise<readonly Diagnostic[]> {
		const { document, settings } = configured;
		const budget = this.#budgetOf(configured);
		const advice = this.#services.advice.known(configured);
		const compute = (): readonly Diagnostic[] => {
			const diagnostics = this.#problemsOf(document, settings);
			return advice === undefined ? diagnostics : [adviceDiagnostic(document.toon, advice), ...diagnostics];
		};
		if (budget === undefined) return this.#services.metrics.time("diagnose", compute);
		const counted = await this.#services.tokens.settled(configured);
		const diagnostics = this.#services.metrics.time("diagnose", compute);
		const over = counted && budgetDiagnostic(document.toon, counted.meter.counts.toon, budget, counted.label);
		return over === undefined ? diagnostics : [over, ...diagnostics];
	}

	/** Budgets are those of whole files. */
	#budgetOf({ document, settings }: ConfiguredDocument): number | undefined {
		if (document.places !== wholeFile) return undefined;
		return budgetOf(URI.parse(document.uri), settings.budgets, this.#services.workspace.folders);
	}

	/** Names all that an answer depends on: these documents, their states and places, and how problems are shown. */
	#nameOf({ file, settings }: ConfiguredFile): string {
		const { maxProblems, severities, model } = settings;
		const shown = Object.entries(severities).map(([code, severity]) => `${code}=${severity}`);
		const documents = file.documents.map((document) => {
			const budget = this.#budgetOf({ document, settings });
			const counted = budget === undefined ? [] : [`budget=${budget}`, `model=${model}`];
			const advised = this.#services.advice.known({ document, settings }) === undefined ? [] : ["advice"];
			return [document.id, document.revision, document.places.name, ...counted, ...advised].join(":");
		});
		return [...documents, maxProblems, ...shown.sort()].join(" ");
	}
}

/** For clients that do not pull: waits after each change; a newer change replaces a waiting one. */
export class DiagnosticPusher {
	readonly #results: DiagnosticResults;
	readonly #publish: (uri: string, diagnostics: Diagnostic[], version?: number) => void;
	readonly #timers = new Map<string, NodeJS.Timeout>();

	constructor(results: DiagnosticResults, publish: (uri: string, diagnostics: Diagnostic[], version?: number) => void) {
		this.#results = results;
		this.#publish = publish;
	}

	changed({ uri }: Pick<OpenFile, "uri">): void {
		this.#forget(uri);
		this.#timers.set(
			uri,
			setTimeout(() => void this.#push(uri), PUSH_DELAY),
		);
	}

	/** What belongs to no document is taken away. */
	closed(uri: string): void {
		this.#forget(uri);
		this.#publish(uri, []);
	}

	#forget(uri: string): void {
		clearTimeout(this.#timers.get(uri));
		this.#timers.delete(uri);
	}

	async #push(uri: string): Promise<void> {
		this.#timers.delete(uri);
		const pushed = await this.#results.push(uri);
		if (pushed !== undefined) this.#publish(uri, pushed.diagnostics, pushed.version);
	}
}
