/** The fenced code blocks of a Markdown text that hold data of a format. */
import { FORMATS, type Format } from "../convert";

export interface Fence {
	readonly format: Format;
	/** Zero-based line of its first content line. */
	readonly line: number;
	readonly text: string;
}

/** Other names for formats, as info strings use them. */
const ALIASES: Readonly<Record<string, Format>> = { yml: "yaml", ndjson: "jsonl", json5: "jsonc" };

/** Blocks between ``` or ~~~ (CommonMark §4.5) whose info string begins with the name of a format. */
export function dataFences(markdown: string): Fence[] {
	const lines = markdown.split(/\r?\n/);
	const found: Fence[] = [];
	for (let at = 0; at < lines.length; at++) {
		const open = /^( {0,3})(`{3,}|~{3,})[ \t]*([^\s`{]*)/.exec(lines[at]!);
		if (open === null) continue;
		const [, margin = "", mark = "", info = ""] = open;
		const first = ++at;
		const isEnd = (line: string): boolean => {
			const close = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
			return close !== undefined && close[0] === mark[0] && close.length >= mark.length;
		};
		while (at < lines.length && !isEnd(lines[at]!)) at++;
		const name = info.toLowerCase();
		const format = ALIASES[name] ?? FORMATS.find((each) => each === name);
		if (format === undefined) continue;
		const content = lines.slice(first, at).map((line) => withoutMargin(line, margin.length));
		found.push({ format, line: first, text: content.map((line) => `${line}\n`).join("") });
	}
	return found;
}

/** The content of an indented fence loses up to as many spaces as the fence has. */
function withoutMargin(line: string, margin: number): string {
	let spaces = 0;
	while (spaces < margin && line[spaces] === " ") spaces++;
	return line.slice(spaces);
}
