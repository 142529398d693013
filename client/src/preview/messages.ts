/** What a preview's panel and the script in its webview tell each other. Types only: both sides compile this file. */
import type {
	PreviewMatches,
	PreviewResult,
	PreviewRows,
	PreviewRowsParams,
	PreviewSearchParams,
	PreviewTickParams,
} from "../../../server/src/lsp/protocol";

/** What a webview remembers over a reload of the window; also what the panel is opened again from. */
export interface PreviewState {
	readonly uri: string;
	readonly locked: boolean;
	/** Source line at the top of the view. */
	readonly line: number;
	/** Anchors of the lists of tasks that are shown as tables. */
	readonly tables: readonly number[];
}

/** What the preview says instead of, or above, the document. */
export interface PreviewNotice {
	readonly text: string;
	/** The blocks that are shown no longer belong to anything. */
	readonly clear: boolean;
}

export type ToWebview =
	| { readonly type: "update"; readonly uri: string; readonly locked: boolean; readonly result: PreviewResult }
	| { readonly type: "rows"; readonly request: number; readonly result: PreviewRows | null }
	| { readonly type: "found"; readonly request: number; readonly result: PreviewMatches | null }
	| { readonly type: "scrollTo"; readonly line: number }
	| { readonly type: "select"; readonly line: number }
	/** Why tasks cannot be ticked; null where they can. */
	| { readonly type: "fixed"; readonly reason: string | null }
	/** Go to the source of what is looked at. */
	| { readonly type: "showSource" }
	| { readonly type: "locked"; readonly locked: boolean }
	| { readonly type: "notice"; readonly notice: PreviewNotice | null };

/** Things that a person asks for in the preview's toolbar. */
export type PreviewAction = "copyMarkdown" | "openMarkdown" | "export" | "repair" | "toggleLock";

export type FromWebview =
	/** The script runs and shows nothing yet: send everything. */
	| { readonly type: "ready" }
	/** An update did not fit what is shown: send everything. */
	| { readonly type: "lost" }
	| { readonly type: "rows"; readonly request: number; readonly params: Omit<PreviewRowsParams, "uri"> }
	| { readonly type: "search"; readonly request: number; readonly params: Omit<PreviewSearchParams, "uri"> }
	/** The person scrolled: this source line is at the top now. */
	| { readonly type: "scrolled"; readonly line: number }
	| { readonly type: "tick"; readonly params: Omit<PreviewTickParams, "uri"> }
	/** Show this place in the source. */
	| { readonly type: "reveal"; readonly line: number; readonly character: number }
	| { readonly type: "action"; readonly action: PreviewAction };
