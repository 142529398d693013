/**
 * The `[N]` of a table or list follows its rows and items while somebody edits them.
 *
 * Only a count that was right before an edit is taken along: one that was wrong stays wrong, since nobody knows which of
 * the two is meant. A header that is edited itself is left alone.
 */
import type { ContentChange, Range, TextEdit, ToonDocument } from "../language";
import { contentAbove, rangeOn } from "./structure";

/** A count that was right before the edit. */
interface Followed {
	/** LSP line of the header. */
	line: number;
	readonly declared: number;
	/** Of an inline array: the column behind which its values stand, on the line of the header itself. */
	readonly colon?: number;
}

/** Watches the edits of a document. Feed it each change before it is applied. */
export class CountFollower {
	readonly #document: ToonDocument;
	#followed: Followed[] = [];
	/** LSP line where the last change ends. */
	#line = 0;

	/** @param document as it stands before the changes; updated by whoever calls `before` */
	constructor(document: ToonDocument) {
		this.#document = document;
	}

	/**
	 * Call before the first change of an update. Counts that fit are let go; those that do not fit yet are still followed,
	 * since an editor may take them over only when somebody stops typing for a moment.
	 */
	begin(): void {
		this.#followed = this.#followed.filter(({ line, declared }) => {
			const { header } = this.#document.line(line);
			return header !== undefined && header.length === declared && header.count !== declared;
		});
	}

	/** Call when the text changes in a way that no count can follow. */
	forget(): void {
		this.#followed = [];
	}

	/** Call before each change is applied. */
	before({ range, text }: ContentChange): void {
		if (range === undefined) {
			this.#followed = [];
			return;
		}
		const { start, end } = range;
		this.#line = start.line + lineBreaks(text);
		const known = this.#followed.filter(
			({ line, colon }) => line < start.line || line > end.line || isBehind(range, line, colon),
		);
		const shift = lineBreaks(text) - (end.line - start.line);
		const found = enclosing(this.#document, range).filter(({ line }) => known.every((each) => each.line !== line));
		for (const each of known) if (each.line > end.line) each.line += shift;
		this.#followed = [...known, ...found];
	}

	/** Whether a list marker was written and nothing behind it: Enter may take it away again, so it is no item yet. */
	#isAtMarker(): boolean {
		const { kind } = this.#document.line(this.#line);
		if (kind === "empty-item") return true;
		return kind === "blank" && this.#line > 0 && this.#document.line(this.#line - 1).kind === "empty-item";
	}

	/** Call when all changes are applied: the counts that do not fit any more. */
	edits(): TextEdit[] {
		if (this.#isAtMarker()) return [];
		return this.#followed.flatMap(({ line, declared }) => {
			const { header, tokens } = this.#document.line(line);
			if (header === undefined || header.length !== declared || header.count === declared) return [];
			const length = tokens.find(({ type }) => type === "length");
			return length === undefined ? [] : [{ range: length.range, newText: String(header.count) }];
		});
	}
}

/** Whether only values of an inline array change. */
const isBehind = ({ start, end }: Range, line: number, colon: number | undefined): boolean =>
	colon !== undefined && start.line === line && end.line === line && start.character > colon;

/** The headers above the changed lines whose content is changed, with counts that are right. */
function enclosing(document: ToonDocument, { start, end }: Range): Followed[] {
	const { lines } = document;
	const found: Followed[] = [];
	const seen = new Set<number>();
	const look = (scope: number): void => {
		for (let at = scope; at !== 0 && !seen.has(at); at = lines.parent(at)) {
			seen.add(at);
			const kind = lines.scopeKind(at);
			if (kind !== "list" && kind !== "table" && kind !== "keyed-table") continue;
			const line = lines.lspLine(lines.opener(at));
			if (line >= start.line) continue;
			const { header } = document.line(line);
			if (header !== undefined && header.length === header.count) found.push({ line, declared: header.length });
		}
	};
	// What stands above the change, with what it opens, and what the change takes away.
	const above = contentAbove(document, start.line);
	if (above !== 0) {
		look(lines.opened(above) || lines.itemScope(above) || lines.scope(above));
		look(lines.scope(above));
	}
	const first = lines.at(lines.place({ line: start.line, character: 0 }).number);
	if (lines.isContent(first)) look(lines.scope(first));
	if (lines.kind(first) === "inline-array") {
		const { header, tokens } = document.line(start.line);
		const colon = tokens.find(({ type }) => type === "colon")?.start;
		const isRight = header !== undefined && header.length === header.count;
		if (isRight && isBehind({ start, end }, start.line, colon)) {
			found.push({ line: start.line, declared: header.length, ...(colon !== undefined && { colon }) });
		}
	}
	const last = lines.at(lines.place({ line: end.line, character: 0 }).number);
	if (lines.isContent(last)) look(lines.scope(last));
	return found;
}

function lineBreaks(text: string): number {
	let count = 0;
	for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
	return count;
}

/** The edit of a header's count for rows or items that an answer adds itself; none where the count was wrong before. */
export function countAfter(document: ToonDocument, opener: number, added: number): TextEdit[] {
	const { lines } = document;
	const line = lines.lspLine(opener);
	const { header, tokens } = document.line(line);
	const length = tokens.find(({ type }) => type === "length");
	if (header === undefined || length === undefined || header.length !== header.count) return [];
	return [{ range: rangeOn(line, length.start, length.end), newText: String(header.length + added) }];
}
