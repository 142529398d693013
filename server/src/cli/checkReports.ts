/** What `check` prints, one reporter for each `--format`. Each prints as results come, so that nothing piles up. */
import { githubReport } from "./githubReport";
import { jsonReport } from "./jsonReport";
import type { Reporter } from "./reporter";
import { sarifReport } from "./sarifReport";
import type { Terminal } from "./terminal";
import { textReport } from "./textReport";

export const REPORT_FORMATS = ["text", "json", "github", "sarif"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

const REPORTERS: Readonly<Record<ReportFormat, (terminal: Terminal) => Reporter>> = {
	text: textReport,
	json: jsonReport,
	github: githubReport,
	sarif: sarifReport,
};

export const createReporter = (format: ReportFormat, terminal: Terminal): Reporter => REPORTERS[format](terminal);
