/** What the server records into the ledger of savings, and what it answers from there. */
import { basename, dirname } from "node:path";
import { URI } from "vscode-uri";
import { type Format, formatOf } from "../convert";
import { parse } from "../language";
import {
	dayOf,
	exportReport,
	type Ledger,
	type LedgerRange,
	type Recorder,
	type SavingsReport,
	savingsReport,
} from "../ledger";
import { Meter } from "../savings";
import type { Counting } from "./counting";
import { fileBeside } from "./fileConversions";
import type { OperationFigures } from "./metrics";
import type { SavingsExportQuestion, SavingsQuestion } from "./savingsTypes";
import type { TokenService } from "./tokenService";
import type { Workspace } from "./workspace";

/** Batches in the inbox from which they are taken over into the database, so that it stays small. */
const MANY_BATCHES = 32;
/** Milliseconds between two records of how long operations take. */
const FIGURES_INTERVAL = 600_000;
/** Milliseconds of counting before other requests get their turn. */
const SLICE = 15;
/** Most files, and folders, that a report names. */
const TOP = 200;

export interface SavingsLedgerServices {
	readonly workspace: Pick<Workspace, "settingsOf" | "isTrusted" | "document" | "fileNow">;
	readonly counting: Counting;
	readonly tokens: Pick<TokenService, "settled">;
	readonly ledger: Ledger;
	/** Absent where nothing is to be recorded. */
	readonly recorder: Recorder | undefined;
	/** How long operations took, and what the caches knew, since the start. */
	readonly figures: () => ServerFigures;
}

export interface ServerFigures {
	readonly operations: Readonly<Record<string, OperationFigures>>;
	readonly caches: Readonly<Record<string, { readonly hits: number; readonly misses: number }>>;
}

/** A conversion with TOON on one side. */
export interface ConvertedText {
	readonly source: URI;
	/** Where the TOON was written, if it was. */
	readonly target?: URI;
	readonly from: Format;
	readonly toon: string;
}

export class SavingsLedger {
	readonly #services: SavingsLedgerServices;
	/** The uri that was recorded last, whose settings say how long records are kept. */
	#latest = "";
	#isFolding = false;
	#figuresTimer: NodeJS.Timeout | undefined;

	constructor(services: SavingsLedgerServices) {
		this.#services = services;
	}

	/** A file was saved. Never rejects. */
	async saved(uri: string): Promise<void> {
		if (formatOf(uri) !== "toon") return;
		const { workspace, tokens } = this.#services;
		const version = workspace.fileNow(uri)?.version;
		const recorder = await this.#recorderFor(uri);
		const configured = recorder && (await workspace.document(uri));
		const settled = configured && (await tokens.settled(configured).catch(() => undefined));
		// Edited meanwhile: another save will follow.
		if (recorder === undefined || settled === undefined || settled.document.version !== version) return;
		this.#record(recorder, { uri, encoding: settled.label, form: "toon" }, settled.meter);
	}

	/** A text was converted. Never rejects. */
	async converted({ source, target = fileBeside(source, "toon"), from, toon }: ConvertedText): Promise<void> {
		const recorder = await this.#recorderFor(source.toString());
		if (recorder === undefined) return;
		const { model, strict, indentSize } = await this.#services.workspace.settingsOf(source.toString());
		const { counter, label } = await this.#services.counting.forModel(model);
		const meter = new Meter(parse(toon, from === "toon" ? { strict, indentSize } : {}), counter);
		while (!meter.step(SLICE)) await new Promise((resolve) => setImmediate(resolve));
		const uri = (from === "toon" ? source : target).toString();
		this.#record(recorder, { uri, encoding: label, form: from }, meter);
	}

	/** Takes over batches where many wait. */
	written(): void {
		if (this.#isFolding) return;
		this.#isFolding = true;
		void this.#fold().finally(() => {
			this.#isFolding = false;
		});
	}

	/** The server is about to end. */
	close(): void {
		this.#recordFigures();
		this.#services.recorder?.flush();
	}

	/** @throws LedgerProblem */
	async report(question: SavingsQuestion): Promise<SavingsReport> {
		const { ledger, recorder, workspace } = this.#services;
		recorder?.flush();
		const { pricePerMillion } = await workspace.settingsOf(this.#latest);
		const { encoding, project } = question;
		const today = dayOf(Date.now());
		const range = this.#range(question, today);
		const answer = await ledger.report({ range, encoding, top: TOP });
		return savingsReport(answer, range, { pricePerMillion, project, today });
	}

	/** @throws LedgerProblem */
	async exported(question: SavingsExportQuestion): Promise<string> {
		return exportReport(await this.report(question), question.format);
	}

	/** Deletes all that was ever recorded. @throws LedgerProblem */
	async forget(): Promise<void> {
		this.#services.recorder?.forget();
		await this.#services.ledger.forget();
	}

	#range({ range }: SavingsQuestion, today: number): LedgerRange {
		switch (range) {
			case "session":
				return { kind: "session", session: this.#services.recorder?.session ?? "" };
			case "week":
				return { kind: "since", day: today - 6 };
			case "all":
				return { kind: "all" };
		}
	}

	/** Undefined where nothing is recorded of a document. */
	async #recorderFor(uri: string): Promise<Recorder | undefined> {
		const { workspace, recorder } = this.#services;
		if (recorder === undefined || !workspace.isTrusted) return undefined;
		return (await workspace.settingsOf(uri)).recordSavings ? recorder : undefined;
	}

	#record(recorder: Recorder, { uri, encoding, form }: { uri: string; encoding: string; form: string }, meter: Meter) {
		const { toon, json, jsonCompact } = meter.counts;
		// What has errors has no value, and so no JSON to compare with.
		if (json === null || jsonCompact === null) return;
		this.#latest = uri;
		recorder.record({ ...placeOf(uri), encoding, form, toon, json, jsonCompact });
		this.#figuresTimer ??= setTimeout(() => this.#recordFigures(), FIGURES_INTERVAL).unref();
	}

	/** How long things take goes with what was saved: where nothing is recorded, that is not either. */
	#recordFigures(): void {
		clearTimeout(this.#figuresTimer);
		if (this.#figuresTimer === undefined) return;
		this.#figuresTimer = undefined;
		const { recorder, figures } = this.#services;
		const { operations, caches } = figures();
		for (const [operation, { count, p50, p95, p99, max }] of Object.entries(operations)) {
			if (count > 0) recorder?.add({ kind: "timing", operation, count, p50, p95, p99, max });
		}
		for (const [cache, { hits, misses }] of Object.entries(caches)) {
			if (hits + misses > 0) recorder?.add({ kind: "cache", cache, hits, misses });
		}
	}

	async #fold(): Promise<void> {
		const { ledger, workspace } = this.#services;
		if (ledger.waiting < MANY_BATCHES) return;
		const { keepSavingsDays } = await workspace.settingsOf(this.#latest);
		// What cannot be taken over now waits; whoever asks for a report is told why.
		await ledger.fold(keepSavingsDays).catch(() => {});
	}
}

/** The folder and the name of a file, as its own system writes them. */
function placeOf(uri: string): { folder: string; name: string } {
	const parsed = URI.parse(uri);
	const path = parsed.scheme === "file" ? parsed.fsPath : uri;
	return { folder: dirname(path), name: basename(path) };
}
