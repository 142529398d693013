/** `scan FOLDERS…`: what the data files of a workspace cost, what they would cost as TOON, and where TOON does not pay. */
import { formatOf, isReadable } from "../convert";
import { difference } from "../savings";
import { Extremes } from "../workspace/extremes";
import type { ScanPart, ScanTask } from "../workspace/tasks";
import { type Context, runTasks } from "./context";
import { type NamedEncoding, namedEncoding } from "./encoding";
import { EXIT_CODES, type ExitCode } from "./exitCodes";
import { type Input, inputs } from "./inputs";
import { counted } from "./messages";
import type { Planned } from "./queue";
import { errorOf, failed, planRead } from "./read";
import { type Column, columnWidths, tableLine } from "./table";
import type { Sink } from "./terminal";
import { visibleJson, visibleLine } from "./visible";

export interface ScanOptions {
	/** An encoding or a model. */
	readonly encoding: string;
	readonly json: boolean;
	/** How many of those that gain most, and of those that lose most, are named. */
	readonly top: number;
}

export async function scan(folders: readonly string[], options: ScanOptions, context: Context): Promise<ExitCode> {
	const { terminal, folder } = context;
	const model = await namedEncoding(options.encoding, context);
	const plan = async (input: Input): Promise<Planned<ScanTask>> => {
		const from = input.kind === "file" ? formatOf(input.path) : "json";
		if (from === undefined || !isReadable(from)) return failed(input, errorOf("of no format that is scanned"));
		return planRead(input, context, (source) => ({ kind: "scan", source, from, encoding: model.encoding }));
	};
	const accepts = (path: string): boolean => isReadable(formatOf(path) ?? "toon");
	const found = inputs(folders, { folder, accepts });
	const report = options.json ? jsonScan(terminal.out, model) : textScan(terminal.out, model, options.top);
	let isMissing = false;
	for await (const { input, result } of runTasks(found, plan, context)) {
		for (const part of result.parts ?? []) {
			const name = part.line === undefined ? input.name : `${input.name}:${part.line + 1}`;
			await report.part({ ...part, name });
		}
		// What is named and is not there is a mistake; what is there and is no value is only left out.
		if (input.kind === "problem") isMissing = true;
		for (const { message, range } of result.problems) {
			await report.skipped(input.name, range === undefined ? message : `line ${range.start.line + 1}: ${message}`);
		}
	}
	await report.end();
	return isMissing ? EXIT_CODES.failed : EXIT_CODES.ok;
}

/** One file, or one fence with its line. */
type Scanned = ScanPart & { readonly name: string };

interface ScanReport {
	part(part: Scanned): Promise<void>;
	skipped(name: string, reason: string): Promise<void>;
	end(): Promise<void>;
}

/** Tokens of all that was scanned. */
class Sum {
	files = 0;
	tokens = 0;
	toon = 0;
	skipped = 0;

	add({ tokens, toon }: ScanPart): void {
		this.files++;
		this.tokens += tokens;
		this.toon += toon;
	}
}

/** Everything, as it comes. */
function jsonScan(out: Sink, model: NamedEncoding): ScanReport {
	const sum = new Sum();
	const head = { encoding: model.name, exact: model.kind === "exact" };
	const start = `${JSON.stringify(head).slice(0, -1)},\n"files": [`;
	let separator = start;
	const skipped: { file: string; reason: string }[] = [];
	return {
		async part(part) {
			sum.add(part);
			const { name: file, tokens, toon } = part;
			await out.write(`${separator}\n${visibleJson({ file, tokens, toon, gain: gainOf(part) })}`);
			separator = ",";
		},
		async skipped(file, reason) {
			sum.skipped++;
			if (skipped.length < MOST_REASONS) skipped.push({ file, reason });
		},
		async end() {
			const { files, tokens, toon } = sum;
			const total = { files, tokens, toon, gain: tokens - toon, skipped: sum.skipped };
			const left = separator === start ? start : "";
			await out.write(`${left}\n],\n"skipped": ${visibleJson(skipped)},\n"total": ${JSON.stringify(total)}}\n`);
		},
	};
}

/** Reasons that are kept; beyond that files are only counted. */
const MOST_REASONS = 10_000;

/** The totals, and those that gain and lose most. */
function textScan(out: Sink, model: NamedEncoding, top: number): ScanReport {
	const sum = new Sum();
	const gaining = new Extremes<Scanned>(top, (part) => gainOf(part));
	const losing = new Extremes<Scanned>(top, (part) => -gainOf(part));
	const label = model.label;
	const mark = label.startsWith("~") ? "~" : "";
	return {
		async part(part) {
			sum.add(part);
			if (gainOf(part) > 0) gaining.add(part);
			else losing.add(part);
		},
		async skipped() {
			sum.skipped++;
		},
		async end() {
			await out.write(section(out, `Gain most as TOON (${label})`, gaining.parts, mark));
			await out.write(section(out, "Cost no less as TOON", losing.parts, mark));
			const figures = `${figure(sum.tokens, mark)} tokens as they stand, ${figure(sum.toon, mark)} as TOON`;
			const skipped =
				sum.skipped === 0 ? "" : ` · ${counted(sum.skipped, "file")} left out: no valid data (--json says why)`;
			await out.write(`${counted(sum.files, "file")}: ${figures} · ${share(sum.tokens, sum.toon)}${skipped}\n`);
		},
	};
}

const gainOf = ({ tokens, toon }: ScanPart): number => tokens - toon;

const COLUMNS: readonly Column[] = [
	{ title: "file", align: "left" },
	...["as it stands", "TOON", "gain", "share"].map((title) => ({ title, align: "right" }) as const),
];

function section(out: Sink, title: string, parts: readonly Scanned[], mark: string): string {
	if (parts.length === 0) return "";
	const rows = parts.map(({ name, tokens, toon }) => [
		visibleLine(name),
		figure(tokens, mark),
		figure(toon, mark),
		`${mark}${signed(tokens - toon)}`,
		share(tokens, toon),
	]);
	const widths = columnWidths(COLUMNS, rows);
	const head = tableLine(
		COLUMNS.map((column) => column.title),
		COLUMNS,
		widths,
	);
	return `${out.colors.bold(title)}\n${head}${rows.map((row) => tableLine(row, COLUMNS, widths)).join("")}\n`;
}

const figure = (tokens: number, mark: string): string => `${mark}${tokens.toLocaleString("en")}`;

const signed = (tokens: number): string => tokens.toLocaleString("en").replace("-", "−");

const share = (tokens: number, toon: number): string => difference(toon, tokens, 1) ?? "–";
