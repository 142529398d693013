/** A report on what TOON saves: the ledger's answer with what follows from it. Whatever is shown or exported is of it. */
import { isoDay } from "./days";
import type { LedgerAnswer, LedgerRange, LedgerSums } from "./types";

/** One row of a report: sums over the latest state of each file on each day. Negative savings are losses. */
export interface ReportRow {
	readonly states: number;
	readonly toon: number;
	readonly json: number;
	readonly jsonCompact: number;
	/** Against JSON indented by two spaces. */
	readonly savedJson: number;
	/** Against JSON without spaces. */
	readonly savedJsonCompact: number;
}

export interface SavingsReport {
	/** `all`, `session`, or the first day that counts. */
	readonly range: string;
	/** Null where nothing has been recorded. */
	readonly encoding: string | null;
	/** False where the counts are estimates. */
	readonly exact: boolean;
	readonly encodings: readonly string[];
	/** First and last day with a record; null where there is none. */
	readonly firstDay: string | null;
	readonly lastDay: string | null;
	readonly total: ReportRow;
	/** By the Monday that each begins with. */
	readonly weeks: readonly (ReportRow & { readonly week: string })[];
	readonly files: readonly (ReportRow & { readonly file: string })[];
	readonly folders: readonly (ReportRow & { readonly folder: string })[];
	readonly forms: readonly (ReportRow & { readonly form: string })[];
	/** Only with a price. */
	readonly money?: Money;
	/** Only where it was asked for, and there is something to project from. */
	readonly projection?: Projection;
}

export interface Money {
	/** US dollars for a million input tokens. */
	readonly pricePerMillion: number;
	/** US dollars. */
	readonly savedJson: number;
	readonly savedJsonCompact: number;
}

export interface Projection {
	/** How far it looks ahead. */
	readonly days: number;
	readonly savedJson: number;
	readonly savedJsonCompact: number;
	/** What must hold for it to come true. */
	readonly assumption: string;
}

export interface ReportOptions {
	/** US dollars for a million input tokens; null: no money is named. */
	readonly pricePerMillion: number | null;
	/** Days to project over; undefined: nothing is projected. */
	readonly project?: number | undefined;
	/** A day (days.ts). */
	readonly today: number;
}

const DAYS_OF_WEEK = 7;

export function savingsReport(answer: LedgerAnswer, range: LedgerRange, options: ReportOptions): SavingsReport {
	const { encoding, encodings, days } = answer;
	const total = rowOf(answer.total);
	const { pricePerMillion } = options;
	const projection = days === null ? undefined : projectionOf(total, days.first, options);
	return {
		range: range.kind === "since" ? isoDay(range.day) : range.kind,
		encoding,
		exact: encoding?.startsWith("~") !== true,
		encodings,
		firstDay: days && isoDay(days.first),
		lastDay: days && isoDay(days.last),
		total,
		weeks: answer.weeks.map((sums) => ({ week: isoDay(sums.day), ...rowOf(sums) })),
		files: answer.files.map((sums) => ({ file: pathOf(sums.folder, sums.name), ...rowOf(sums) })),
		folders: answer.folders.map((sums) => ({ folder: sums.name === "" ? NO_FOLDER : sums.name, ...rowOf(sums) })),
		forms: answer.forms.map((sums) => ({ form: sums.name, ...rowOf(sums) })),
		...(pricePerMillion !== null && { money: moneyOf(total, pricePerMillion) }),
		...(projection !== undefined && { projection }),
	};
}

/** What stands for the folder of texts that came through a pipe. */
const NO_FOLDER = "(no file)";

function pathOf(folder: string, name: string): string {
	if (folder === "") return name;
	const separator = folder.includes("\\") && !folder.includes("/") ? "\\" : "/";
	return folder.endsWith(separator) ? folder + name : folder + separator + name;
}

function rowOf({ states, toon, json, jsonCompact }: LedgerSums): ReportRow {
	return { states, toon, json, jsonCompact, savedJson: json - toon, savedJsonCompact: jsonCompact - toon };
}

function moneyOf({ savedJson, savedJsonCompact }: ReportRow, pricePerMillion: number): Money {
	const dollars = (tokens: number): number => Math.round(tokens * pricePerMillion) / 1_000_000;
	return { pricePerMillion, savedJson: dollars(savedJson), savedJsonCompact: dollars(savedJsonCompact) };
}

/** Of less than a week nothing is projected: nobody works on a Sunday as on a Monday. */
function projectionOf(total: ReportRow, first: number, { project, today }: ReportOptions): Projection | undefined {
	const seen = today - first + 1;
	if (project === undefined || seen < DAYS_OF_WEEK) return undefined;
	const ahead = (tokens: number): number => Math.round((tokens / seen) * project);
	return {
		days: project,
		savedJson: ahead(total.savedJson),
		savedJsonCompact: ahead(total.savedJsonCompact),
		assumption: `the next ${project} days are like the ${seen} days from ${isoDay(first)} to ${isoDay(today)}`,
	};
}
