/** The words of the meter of Markdown. Knows nothing of the editor. */
import type { TokensResult } from "../../../server/src/lsp/protocol";

const BASELINE_NAMES = { "json-compact": "compact JSON", json: "JSON", yaml: "YAML" } as const;

/** `fence 120 · file 1,840 tokens`; outside of fences `file 1,840 tokens`. */
export function fenceStatusText({ toon, file, exact, savings }: TokensResult): string {
	const figure = (count: number): string => `${exact ? "" : "~"}${count.toLocaleString("en-US")}`;
	if (file === undefined) return `file ${figure(toon)} tokens`;
	// What is cheaper otherwise should be seen; what is as it should be needs no words.
	const isMore = savings !== null && savings.tokens < 0;
	const more = isMore ? ` (more than ${BASELINE_NAMES[savings.baseline]})` : "";
	return `fence ${figure(toon)}${more} · file ${figure(file)} tokens`;
}
