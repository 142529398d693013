/** Token counts as they travel to the client. Types only. */
import type { Position, Range } from "../language";

/** What is counted of a file or a document; default: all of it, for the model of its settings. */
export interface TokensQuestion {
	readonly uri: string;
	/** Of a Markdown file: the fence here, and beside it the file. Where there is no fence, the file. */
	readonly position?: Position;
	/** Encoding or model name. */
	readonly encoding?: string;
	readonly range?: Range;
}

export interface TokensResult {
	readonly version: number;
	/** Encoding that was counted with, `~` in front when the model's own tokenizer is not public. */
	readonly encoding: string;
	readonly toon: number;
	/** Of the file around it, where the document is a fence. */
	readonly file?: number;
	/** The same value as JSON indented by two spaces; null where the document has errors. */
	readonly json: number | null;
	readonly jsonCompact: number | null;
	/** False while a count is still under way, or where it is an estimate: show `~`. */
	readonly exact: boolean;
	/** Against the baseline of `toon.savings.baseline`; null where there is no value to compare with. */
	readonly savings: Savings | null;
	/** Most tokens that `toon.tokens.budget` allows this document; absent where none is set. */
	readonly budget?: number;
	/** Tokens that the model reads at once, answer included; absent where that is not known. */
	readonly context?: number;
	/** Says why the model named in the settings is not counted exactly. */
	readonly notice?: string;
}

export interface Savings {
	readonly baseline: "json-compact" | "json" | "yaml";
	readonly baselineTokens: number;
	/** Baseline minus TOON: negative where TOON costs more. */
	readonly tokens: number;
	/** `tokens` as a share of the baseline, in per cent. */
	readonly percent: number;
}

export interface CountTextResult {
	readonly encoding: string;
	readonly tokens: number;
	readonly exact: boolean;
	/** Tokens of the same value as TOON; null where the text is not a whole value. */
	readonly asToon: number | null;
}
