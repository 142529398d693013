/** What the savings report's panel and the script in its webview tell each other. Types only: both sides compile this file. */
import type { SavingsQuestion, SavingsReport } from "../../../server/src/lsp/protocol";

export type ExportFormat = "json" | "toon" | "csv" | "markdown";

export type ToReport =
	| { readonly type: "report"; readonly report: SavingsReport; readonly isRecording: boolean }
	/** Why there is none. */
	| { readonly type: "problem"; readonly message: string };

export type FromReport =
	/** The script runs, or the person wants another report. */
	| { readonly type: "ask"; readonly question: SavingsQuestion }
	| { readonly type: "export"; readonly question: SavingsQuestion; readonly format: ExportFormat };
