/** Characters of a TOON document that documents for people cannot hold. */
import type { ToonDocument } from "../language";
import type { Warnings } from "./warnings";

/** NUL as itself, or as an escape that is not escaped. */
const NUL = /(?<!\\)(?:\\\\)*\\u0000|\0/;

/** Warns of each line with NUL in it, for which HTML and Markdown show U+FFFD. */
export function warnOfNul(document: ToonDocument, format: string, warnings: Warnings): void {
	const text = document.getText();
	if (!text.includes("\\u0000") && !text.includes("\0")) return;
	for (const [line, content] of text.split("\n").entries()) {
		if (!NUL.test(content)) continue;
		const message = `${format} cannot hold the character NUL: U+FFFD stands in its place.`;
		warnings.add("lines with NUL", () => ({ message, line }));
	}
}
