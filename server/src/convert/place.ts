/** Places in a source, and how they are said. */

/** Zero-based; `character` in UTF-16 code units, absent where the whole line is meant. */
export interface Place {
	readonly line: number;
	readonly character?: number;
}

/** A message for people with its place in front, for those who can show the place in no better way. */
export function withPlace(message: string, place: Place | undefined): string {
	if (place === undefined) return message;
	const { line, character } = place;
	return `Line ${line + 1}${character === undefined ? "" : `, column ${character + 1}`}: ${message}`;
}
