/** What the thread of the ledger is asked to do, and what it answers. */
import type { LedgerAnswer, LedgerFigures, LedgerQuestion } from "./types";

export type LedgerJob =
	/** Take over what waits in the inbox, and forget what is older than so many days. */
	| { readonly kind: "fold"; readonly keepDays?: number }
	| { readonly kind: "report"; readonly question: LedgerQuestion }
	/** Figures of the last days, this one among them. */
	| { readonly kind: "figures"; readonly days: number }
	| { readonly kind: "forget" };

export interface LedgerResults {
	readonly fold: { readonly records: number };
	readonly report: LedgerAnswer;
	readonly figures: LedgerFigures;
	readonly forget: Record<string, never>;
}

export type LedgerReply =
	| { readonly result: LedgerResults[LedgerJob["kind"]]; readonly notices: readonly string[] }
	/** In words. */
	| { readonly problem: string };
