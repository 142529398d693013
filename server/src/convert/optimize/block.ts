/** The lines of one container, written anew by the encoder: as a table, with its comments between the rows. */
import { ToonDocument } from "../../language";
import { toonToToon } from "../toonToToon";
import { ConversionError, type DelimiterName, NEVER_CANCELLED } from "../types";
import type { Container } from "./containers";

/** A replacement of whole lines, without the end of the last one. */
export interface BlockEdit {
	readonly line: number;
	readonly lastLine: number;
	/** UTF-16 units of the last line. */
	readonly lastLength: number;
	readonly oldText: string;
	readonly newText: string;
}

/**
 * The container as a table with that delimiter; undefined where the encoder writes no table, or where the lines are
 * not as the specification has them in strict mode: those are left alone.
 */
export function asTable(document: ToonDocument, container: Container, delimiter: DelimiterName): BlockEdit | undefined {
	const { line, lastLine, hasHeader } = container;
	const { indentSize } = document.options;
	const lastLength = document.line(lastLine).text.length;
	const oldText = document.getText({
		start: { line, character: 0 },
		end: { line: lastLine, character: lastLength },
	});
	const lines = oldText.split(/\r?\n/);
	// A line end that only editors see, or one in a place of its own, would shift the lines.
	if (lines.length !== lastLine - line + 1 || /\r(?!\n)/.test(oldText)) return undefined;

	const { prefix, width } = placeOf(document, container);
	const content: string[] = [];
	const comments: Comment[] = [];
	for (const [at, text] of lines.entries()) {
		if (at === 0 && hasHeader) {
			content.push(text.slice(prefix.length));
			continue;
		}
		const own = at === 0 ? text.slice(prefix.length) : text;
		const trimmed = own.replace(/^ +/, "");
		if (trimmed.startsWith("#")) comments.push({ line: line + at, text: trimmed });
		else if (trimmed !== "") {
			if (own.length - trimmed.length < width) return undefined;
			content.push(own.slice(width));
		}
	}

	const written = encoded(content.join("\n"), indentSize, delimiter);
	if (written === undefined) return undefined;
	const [header = "", ...rows] = written.split("\n");
	const indentation = " ".repeat(indentSize);
	const isTable = header.endsWith("}:") && rows.length === container.starts.length;
	if (!isTable || !rows.every((row) => row.startsWith(indentation) && row[indentSize] !== " ")) return undefined;

	const eol = oldText.includes("\r\n") ? "\r\n" : "\n";
	const margin = " ".repeat(width);
	const result = [prefix + header];
	let next = 0;
	for (const [index, row] of rows.entries()) {
		// Comments between the members before and this one, and within it.
		for (; next < comments.length && comments[next]!.line <= container.ends[index]!; next++) {
			result.push(margin + indentation + comments[next]!.text);
		}
		result.push(margin + row);
	}
	return { line, lastLine, lastLength, oldText, newText: result.join(eol) };
}

interface Comment {
	readonly line: number;
	readonly text: string;
}

/** What stands before the container on its first line, and how many spaces its lines are indented by. */
function placeOf(document: ToonDocument, { line, hasHeader }: Container): { prefix: string; width: number } {
	const { text, tokens, depth, isItem } = document.line(line);
	if (!hasHeader) return { prefix: text.startsWith("\uFEFF") ? "\uFEFF" : "", width: 0 };
	const start = tokens.find(({ type }) => !["byte-order-mark", "whitespace", "list-marker"].includes(type))?.start ?? 0;
	return { prefix: text.slice(0, start), width: (depth + (isItem ? 1 : 0)) * document.options.indentSize };
}

/** A text that stands alone as the encoder writes it; undefined where it has errors. */
function encoded(text: string, indentSize: number, delimiter: DelimiterName): string | undefined {
	const document = new ToonDocument(text, { strict: true, indentSize, styles: [] });
	if (document.hasErrors) return undefined;
	try {
		return toonToToon.convert(document, { indentSize, delimiter }, NEVER_CANCELLED).text;
	} catch (error) {
		if (error instanceof ConversionError) return undefined;
		throw error;
	}
}
