/** The Markdown blocks that values are shown as: lines, and how blocks stand below each other. */

/** What is on one or more lines, with no empty line around. */
export interface Block {
	readonly kind: "paragraph" | "table" | "other";
	readonly lines: string[];
	/** Line of the source for each of `lines`. */
	readonly sources: number[];
}

/** An item of a list. */
export interface Item {
	readonly blocks: readonly Block[];
	/** Empty lines stand between its blocks. */
	readonly spread: boolean;
	/** Of the source. */
	readonly line: number;
}

export const block = (kind: Block["kind"], line: number, text: string): Block => ({
	kind,
	lines: [text],
	sources: [line],
});

/** A fence longer than any row of backticks in the code. */
export function codeBlock(language: string, code: string, line: number): Block {
	const longest = (code.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 2);
	const fence = "`".repeat(longest + 1);
	const lines = [fence + language, ...code.split("\n"), fence];
	return { kind: "other", lines, sources: lines.map(() => line) };
}

export function heading(depth: number, text: string, line: number, hasBreak: boolean): Block {
	// As the printer of the library does: a break within makes it a heading of two lines.
	if (hasBreak && depth < 3) {
		return { kind: "other", lines: [text, (depth === 1 ? "=" : "-").repeat(text.length)], sources: [line, line] };
	}
	return block("other", line, `${"#".repeat(depth)} ${text}`);
}

/** A list with hyphens, its items directly below each other. */
export function list(items: readonly Item[]): Block {
	const lines: string[] = [];
	const sources: number[] = [];
	for (const { blocks, spread, line } of items) {
		let isFirst = true;
		for (const [index, { kind, lines: inner, sources: innerSources }] of blocks.entries()) {
			const above = blocks[index - 1];
			const apart = above !== undefined && (spread || (above.kind === "paragraph" && kind === "paragraph"));
			if (apart) {
				lines.push("");
				sources.push(sources[sources.length - 1]!);
			}
			for (let i = 0; i < inner.length; i++) {
				const text = inner[i]!;
				lines.push(isFirst ? (text === "" ? "-" : `- ${text}`) : text === "" ? "" : `  ${text}`);
				sources.push(innerSources[i]!);
				isFirst = false;
			}
		}
		if (isFirst) {
			lines.push("-");
			sources.push(line);
		}
	}
	return { kind: "other", lines, sources };
}
