/** What the info string of a fence says about its language. */

/**
 * The first word, in lower case: of `toon {.numbers}`, `toon:a.toon`, `{toon}` and `{.toon #id}` (Pandoc, Quarto) it is
 * `toon`. Empty where there is none.
 */
export function languageOf(info: string): string {
	const word = /^(?:\{\s*\.?)?([^\s{}.,:;=?`]+)(?=$|[\s{},:;?])/.exec(info)?.[1] ?? "";
	return word.toLowerCase();
}
