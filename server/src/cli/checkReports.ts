/** What `check` prints, one reporter for each `--format`. Each prints as results come, so that nothing piles up. */
import type { Problem } from "../workspace/tasks";
import { githubReport } from "./githubReport";
import { jsonReport } from "./jsonReport";
import { sarifReport } from "./sarifReport";
import type { Terminal } from "./terminal";
import { textReport } from "./textReport";

export interface Reporter {
	/** Called once for each file, in order. */
	file(name: string, problems: readonly Problem[]): Promise<void>;
	end(totals: Totals): Promise<void>;
}

export interface Totals {
	readonly files: number;
	readonly errors: number;
	readonly warnings: number;
	/** Remarks that were not asked for. */
	readonly leftOut: number;
}

export const reportFormats = ["text", "json", "github", "sarif"] as const;
export type ReportFormat = (typeof reportFormats)[number];

const reporters: Readonly<Record<ReportFormat, (terminal: Terminal) => Reporter>> = {
	text: textReport,
	json: jsonReport,
	github: githubReport,
	sarif: sarifReport,
};

export const createReporter = (format: ReportFormat, terminal: Terminal): Reporter => reporters[format](terminal);
