/** Texts of documents within the Markdown of tooltips. */

/** A text as code, on one line, whatever is in it: a run of backticks longer than its own surrounds it. */
export function codeSpan(text: string): string {
	// An empty line or a line of dashes would end the paragraph, and the span with it.
	const flat = text.replaceAll(/[\s\p{Cc}]+/gu, " ");
	if (flat.trim() === "") return flat === "" ? "" : "` `";
	const fence = "`".repeat(1 + Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length)));
	return `${fence}${/^[` ]|[` ]$/.test(flat) ? ` ${flat} ` : flat}${fence}`;
}
