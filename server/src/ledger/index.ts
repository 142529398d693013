/** The ledger of what TOON saves: what records into it, what is asked of it, and the reports that come of it. */
export { dayOf, isoDay } from "./days";
export { EXPORT_FORMATS, type ExportFormat, exportReport } from "./exports";
export { Ledger, LedgerProblem } from "./ledger";
export { isRecordingWanted, ledgerFolder } from "./place";
export { type Recorded, Recorder } from "./recorder";
export {
	type Money,
	type Projection,
	type ReportOptions,
	type ReportRow,
	type SavingsReport,
	savingsReport,
} from "./report";
export type * from "./types";
