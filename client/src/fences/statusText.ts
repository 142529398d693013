/** The words of the meter of Markdown. Knows nothing of the editor. */
import { BASELINE_NAMES, comparedWith, grouped, type TokensResult } from "../../../server/src/lsp/protocol";

/** `fence 120 · file 1,840 tokens`; outside of fences `file 1,840 tokens`. */
export function fenceStatusText({ toon, file, exact, savings }: TokensResult): string {
	const figure = (count: number): string => `${exact ? "" : "~"}${grouped(count)}`;
	if (file === undefined) return `file ${figure(toon)} tokens`;
	// What is cheaper otherwise should be seen; what is as it should be needs no words.
	const isMore = savings !== null && savings.tokens < 0;
	const words = isMore && comparedWith(toon, savings.baselineTokens, BASELINE_NAMES[savings.baseline]);
	const more = words ? ` (${words})` : "";
	return `fence ${figure(toon)}${more} · file ${figure(file)} tokens`;
}
