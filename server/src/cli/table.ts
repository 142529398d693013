/** Aligned tables for people. */

export interface Column {
	readonly title: string;
	readonly align: "left" | "right";
}

/** Width of a text on a terminal, roughly: wide East Asian characters and emoji take two columns. */
export function widthOf(text: string): number {
	let width = 0;
	for (const character of text) width += /\p{Mn}|\p{Cf}/u.test(character) ? 0 : isWide(character) ? 2 : 1;
	return width;
}

const isWide = (character: string): boolean =>
	/\p{Emoji_Presentation}|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u.test(
		character,
	);

/** Lines with their cells padded to `widths`, two spaces between; nothing trails. */
export const tableLine = (cells: readonly string[], columns: readonly Column[], widths: readonly number[]): string =>
	`${columns
		.map(({ align }, at) => {
			const cell = cells[at] ?? "";
			const padding = " ".repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cell)));
			return align === "left" ? cell + padding : padding + cell;
		})
		.join("  ")
		.trimEnd()}\n`;

/** Widths that hold every title and cell. */
export const columnWidths = (columns: readonly Column[], rows: Iterable<readonly string[]>): number[] => {
	const widths = columns.map(({ title }) => widthOf(title));
	for (const row of rows) for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, widthOf(cell));
	return widths;
};
