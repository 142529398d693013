/** The fenced code block of a Markdown text that holds a line. */

export interface FenceAt {
	/** First word of the info string, in lower case. */
	readonly language: string;
	/** Zero-based line of its first content. */
	readonly line: number;
	readonly text: string;
}

/** @param line zero-based; that of a fence itself belongs to it */
export function fenceAt(lines: readonly string[], line: number): FenceAt | undefined {
	for (let at = 0; at < lines.length && at <= line; at++) {
		const open = /^( {0,3})(`{3,}|~{3,})[ \t]*([^\s`{]*)/.exec(lines[at]!);
		if (open === null) continue;
		const [, margin = "", mark = "", info = ""] = open;
		const first = ++at;
		while (at < lines.length && !closes(lines[at]!, mark)) at++;
		if (line > at) continue;
		const content = lines
			.slice(first, at)
			.map((each) => each.slice(margin.length - each.slice(0, margin.length).trimStart().length));
		return { language: info.toLowerCase(), line: first, text: content.map((each) => `${each}\n`).join("") };
	}
	return undefined;
}

function closes(line: string, mark: string): boolean {
	const close = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
	return close !== undefined && close[0] === mark[0] && close.length >= mark.length;
}
