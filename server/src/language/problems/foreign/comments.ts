/** Comments and rules of other notations: `// note`, `-- note`, `; note`, C and HTML comments, `---`. */
import type { TextEdit } from "../../types";
import type { Reading } from "./reading";
import type { SourceLines } from "./sourceLines";

const MARK = /^(?:\/\/|--(?=\s)|;+)/;
const RULE = /^(?:-{3,}|={3,}|\*{3,}|_{3,}|\.{3}|~{4,})$/;
/** How a comment over several lines begins, and what ends it. */
const SPANS: readonly (readonly [open: string, close: string])[] = [
	["/*", "*/"],
	["<!--", "-->"],
];

/** Whether the content is a comment in another notation, or a rule between parts. */
const isForeignComment = (content: string): boolean =>
	MARK.test(content) || RULE.test(content) || SPANS.some(([open]) => content.startsWith(open));

/** Makes TOON comments of one line, or of all that its comment covers. */
function commentEdits(source: SourceLines, line: number): readonly TextEdit[] {
	const content = source.content(line);
	const mark = MARK.exec(content)?.[0];
	if (mark !== undefined && !source.text(line).startsWith("\t")) {
		const at = source.start(line) + source.indent(line);
		return [source.edit(line, at, at + mark.length, "#")];
	}
	const close = SPANS.find(([open]) => content.startsWith(open))?.[1];
	const edits = [source.comment(line)];
	if (close === undefined || content.includes(close)) return edits;
	for (let i = line + 1; i < source.count; i++) {
		if (source.content(i) !== "") edits.push(source.comment(i));
		if (source.content(i).includes(close)) return edits;
	}
	// It never ends: then the first line is all that is surely one.
	return edits.slice(0, 1);
}

export function readComment(source: SourceLines, line: number): Reading | undefined {
	const content = source.content(line);
	if (!isForeignComment(content)) return undefined;
	const message = RULE.test(content)
		? "A rule between parts of a document is not TOON, where blank lines or comments divide. Put # before it."
		: `A comment starts with # in TOON, not with ${/^(?:\/\/|--|;|\/\*|<!--)/.exec(content)![0]}.`;
	return {
		message,
		fixes: () => [{ title: "Make it a comment", edits: commentEdits(source, line), preferred: true }],
	};
}

/**
 * Comments that were read as rows or items of the array with this header: so many that without them the declared
 * length is right.
 */
export function readCountedComments(source: SourceLines, header: number, surplus: number): Reading | undefined {
	if (surplus <= 0) return undefined;
	const found: number[] = [];
	const indent = source.indent(header);
	for (let i = header + 1; i < source.count; i++) {
		if (!source.isContent(i)) continue;
		if (source.indent(i) <= indent) break;
		if (isForeignComment(source.content(i).replace(/^- /, ""))) found.push(i);
	}
	if (found.length !== surplus) return undefined;
	const title = found.length === 1 ? "Make the line a comment" : `Make ${found.length} lines comments`;
	const first = source.content(found[0]!);
	return {
		message: `A comment below this header counts as one of its rows: "${first.slice(0, 40)}". A comment starts with # in TOON: put # before it.`,
		fixes: () => [{ title, edits: found.flatMap((line) => [...commentEdits(source, line)]), preferred: true }],
	};
}
