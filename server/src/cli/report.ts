/** `report`: what TOON saved, out of the ledger of this machine: for people, for scripts, and for monitoring. */
import { resolve } from "node:path";
import {
	dayOf,
	type ExportFormat,
	exportReport,
	Ledger,
	LedgerProblem,
	type LedgerRange,
	ledgerFolder,
	type SavingsReport,
	savingsReport,
} from "../ledger";
import { writeAtomically } from "../workspace/atomicWrite";
import { fileError } from "../workspace/fileErrors";
import type { Context } from "./context";
import { EXIT_CODES, type ExitCode, UsageError } from "./exitCodes";
import type { Measurement } from "./measurements";
import { measurementsOf } from "./measurements";
import { textReport } from "./savingsReport";
import { visibleLine } from "./visible";

export interface ReportOptions {
	/** First day that counts (days since 1970); undefined: all that is kept. */
	readonly since?: number;
	/** Default: the one that was recorded last. */
	readonly encoding?: string;
	readonly format: ExportFormat | "text";
	/** US dollars for a million input tokens. */
	readonly price?: number;
	/** Days to project over. */
	readonly project?: number;
	/** Most files, and folders, that are named. */
	readonly top: number;
	/** Print metrics as text for Prometheus. */
	readonly prometheus: boolean;
	/** Send metrics to where the OTEL variables say. */
	readonly otlp: boolean;
	/** File to write to instead of standard output. */
	readonly out?: string;
}

/** Days of timings that metrics are about, today among them. */
const FIGURE_DAYS = 2;

export async function report(options: ReportOptions, context: Context): Promise<ExitCode> {
	const { terminal } = context;
	if (options.otlp && endpoint() === undefined) {
		throw new UsageError(
			"--otlp sends nothing until you say where: set OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
		);
	}
	const onNotice = (message: string): void => void terminal.err.write(`${visibleLine(message)}\n`);
	const ledger = new Ledger({ folder: ledgerFolder(), onNotice });
	try {
		if (options.otlp) return await send(await metrics(ledger, options), context);
		const text = options.prometheus
			? await (await import("./prometheus")).prometheusText(await metrics(ledger, options))
			: written(await ask(ledger, options), options, context);
		return await give(text, options, context);
	} catch (error) {
		if (!(error instanceof LedgerProblem)) throw error;
		await terminal.err.write(`toon-workbench: ${visibleLine(error.message)}\n`);
		return EXIT_CODES.failed;
	}
}

async function ask(ledger: Ledger, options: ReportOptions, encoding = options.encoding): Promise<SavingsReport> {
	const { since, price = null, project, top } = options;
	const range: LedgerRange = since === undefined ? { kind: "all" } : { kind: "since", day: since };
	const answer = await ledger.report({ range, encoding, top });
	if (encoding !== undefined && answer.encodings.length > 0 && !answer.encodings.includes(encoding)) {
		throw new UsageError(`nothing was recorded with "${encoding}": try ${answer.encodings.join(", ")}`);
	}
	return savingsReport(answer, range, { pricePerMillion: price, project, today: dayOf(Date.now()) });
}

function written(found: SavingsReport, { format }: ReportOptions, { terminal }: Context): string {
	return format === "text" ? textReport(found, terminal.out.colors) : exportReport(found, format);
}

/** Of all encodings, since each has its own sums. */
async function metrics(ledger: Ledger, options: ReportOptions): Promise<readonly Measurement[]> {
	const first = await ask(ledger, { ...options, top: 0 });
	const chosen = options.encoding === undefined ? first.encodings : [options.encoding];
	const reports: SavingsReport[] = [];
	for (const encoding of chosen) reports.push(await ask(ledger, { ...options, top: 0 }, encoding));
	return measurementsOf(reports, await ledger.figures(FIGURE_DAYS));
}

const endpoint = (): string | undefined =>
	process.env.OTEL_EXPORTER_OTLP_METRICS_ENDPOINT || process.env.OTEL_EXPORTER_OTLP_ENDPOINT || undefined;

async function send(measurements: readonly Measurement[], { terminal }: Context): Promise<ExitCode> {
	const { sendMetrics } = await import("./otlp").catch(() => {
		throw new UsageError("--otlp is part of the npm package only, not of the command line inside the extension");
	});
	const problem = await sendMetrics(measurements);
	if (problem === undefined) return EXIT_CODES.ok;
	await terminal.err.write(`toon-workbench: nothing was sent to ${visibleLine(`${endpoint()}: ${problem}`)}\n`);
	return EXIT_CODES.failed;
}

/** To a file in one go, so that a collector which reads it never finds a half. */
async function give(text: string, { out }: ReportOptions, { terminal, folder }: Context): Promise<ExitCode> {
	if (out === undefined) {
		await terminal.out.write(text);
		return EXIT_CODES.ok;
	}
	try {
		await writeAtomically(resolve(folder, out), Buffer.from(text));
		return EXIT_CODES.ok;
	} catch (error) {
		const { message } = fileError("write", error);
		await terminal.err.write(`toon-workbench: ${visibleLine(`${out}: ${message}`)}\n`);
		return EXIT_CODES.failed;
	}
}
