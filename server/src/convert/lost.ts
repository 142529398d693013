/** Characters of a TOON document that documents for people cannot hold. */
import type { ToonDocument } from "../language";
import type { Warnings } from "./warnings";

/** NUL as itself, or as an escape that is not escaped. */
const NUL = /(?<!\\)(?:\\\\)*(\\u0000|\0)/;
/**
 * Control characters, as themselves or as such escapes. Markdown writes them as references, which GitHub reads; most other
 * readers (markdown-it and micromark among them) show U+FFFD for them. U+0085 stands as it is.
 */
const CONTROL = /(?<!\\)(?:\\\\)*(\\u00(?:0[0-8bef]|1[\da-f]|7f|8[0-46-9a-f]|9[\da-f])|(?![\t\n\f\r\x85])\p{Cc})/iu;

/** What most texts have none of, found fast. */
const MAY_HAVE = /\\u00|(?![\t\n\f\r])\p{Cc}/u;

/** Warns of each line with NUL in it, for which HTML shows U+FFFD. */
export const warnOfNul = (document: ToonDocument, format: string, warnings: Warnings): void =>
	warnOf(document, NUL, (name) => `${format} cannot hold ${name}: U+FFFD stands in its place.`, warnings);

/** Warns of each line with a control character in it that readers of Markdown do not give back. */
export const warnOfControls = (document: ToonDocument, warnings: Warnings): void =>
	warnOf(
		document,
		CONTROL,
		(name, isNul) =>
			isNul
				? `Markdown cannot hold ${name}: U+FFFD stands in its place.`
				: `Markdown does not carry ${name} safely: most readers show U+FFFD in place of its reference.`,
		warnings,
	);

function warnOf(
	document: ToonDocument,
	pattern: RegExp,
	message: (name: string, isNul: boolean) => string,
	warnings: Warnings,
): void {
	const text = document.getText();
	if (!MAY_HAVE.test(text)) return;
	for (const [line, content] of text.split("\n").entries()) {
		const found = pattern.exec(content)?.[1];
		if (found === undefined) continue;
		const code = found.length === 1 ? found.charCodeAt(0) : Number.parseInt(found.slice(2), 16);
		const name = code === 0 ? "the character NUL" : `the control character U+00${hex(code)}`;
		warnings.add("lines with control characters", () => ({ message: message(name, code === 0), line }));
	}
}

const hex = (code: number): string => code.toString(16).toUpperCase().padStart(2, "0");
