/** What the info string of a fence says about its language. */
import { FORMATS, type Format } from "../../convert";

/** Other names for formats, as info strings use them. */
const ALIASES: Readonly<Record<string, Format>> = { yml: "yaml", ndjson: "jsonl", json5: "jsonc", md: "markdown" };

/**
 * The first word, in lower case: of `toon {.numbers}`, `toon:a.toon`, `{toon}` and `{.toon #id}` (Pandoc, Quarto) it is
 * `toon`. Empty where there is none.
 */
export function languageOf(info: string): string {
	const word = /^(?:\{\s*\.?)?([^\s{}.,:;=?`]+)(?=$|[\s{},:;?])/.exec(info)?.[1] ?? "";
	return word.toLowerCase();
}

/** The format that a fence holds data of; undefined for any other language. */
export function formatOfInfo(info: string): Format | undefined {
	const language = languageOf(info);
	return ALIASES[language] ?? FORMATS.find((each) => each === language);
}
