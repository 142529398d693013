/** Where the tokens of a part of a text start, without reading the rest of it. */
import { lastWordEnd } from "./boundaries";
import type { TokenCounter } from "./textCounter";

/** UTF-16 units in which a place is looked for where the text may be cut; then twice as many, and so on. */
const REACH = 1024;

/**
 * The tokens of the text that start in `text[from, to)`, in UTF-16 units from the start of the text.
 * Undefined where the tokenizer does not tell.
 */
export function tokenStarts(text: string, from: number, to: number, counter: TokenCounter): number[] | undefined {
	if (counter.starts === undefined) return undefined;
	const start = counter.cuts.words ? cutBefore(text, from) : 0;
	const end = counter.cuts.words ? cutAfter(text, to) : text.length;
	const starts = counter.starts(text.slice(start, end));
	return starts.map((at) => at + start).filter((at) => from <= at && at < to);
}

function cutBefore(text: string, at: number): number {
	for (let reach = REACH; ; reach *= 2) {
		const least = Math.max(0, at - reach);
		const cut = lastWordEnd(text, least, at);
		if (cut >= 0) return cut;
		if (least === 0) return 0;
	}
}

function cutAfter(text: string, at: number): number {
	for (let reach = REACH; ; reach *= 2) {
		const most = at + reach;
		if (most >= text.length) return text.length;
		const cut = lastWordEnd(text, at, most);
		if (cut >= 0) return cut;
	}
}
