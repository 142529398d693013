/** A text under repair, as pieces of the text it was: so that all that was done can be said as edits of that text. */

type Piece = { readonly start: number; readonly end: number } | { readonly text: string };

export interface OffsetEdit {
	readonly start: number;
	readonly end: number;
	readonly newText: string;
}

const lengthOf = (piece: Piece): number => ("text" in piece ? piece.text.length : piece.end - piece.start);

export class Pieces {
	readonly #length: number;
	#pieces: readonly Piece[];

	/** @param length UTF-16 code units of the text */
	constructor(length: number) {
		this.#length = length;
		this.#pieces = length === 0 ? [] : [{ start: 0, end: length }];
	}

	/** Puts `newText` in place of `[start, end)` of the text as it is now. */
	replace(start: number, end: number, newText: string): void {
		const pieces: Piece[] = [];
		let at = 0;
		let isWritten = false;
		const write = (): void => {
			if (!isWritten && newText !== "") pieces.push({ text: newText });
			isWritten = true;
		};
		for (const piece of this.#pieces) {
			const length = lengthOf(piece);
			if (start > at) pieces.push(cut(piece, 0, Math.min(length, start - at)));
			if (start < at + length || (start === at && end === at)) write();
			if (end < at + length) pieces.push(cut(piece, Math.max(0, end - at), length));
			at += length;
		}
		write();
		this.#pieces = pieces.filter((piece) => lengthOf(piece) > 0);
	}

	/** The offset in the text as it was, of one in the text as it is; of new text that of what stands before it. */
	originOf(offset: number): number {
		let at = 0;
		let origin = 0;
		for (const piece of this.#pieces) {
			const length = lengthOf(piece);
			if (!("text" in piece)) {
				if (offset < at + length) return piece.start + Math.max(0, offset - at);
				origin = piece.end;
			} else if (offset < at + length) return origin;
			at += length;
		}
		return origin;
	}

	/** All changes as edits of the text as it was, in order, none touching another. */
	edits(): readonly OffsetEdit[] {
		const edits: OffsetEdit[] = [];
		let origin = 0;
		let newText = "";
		const flush = (start: number): void => {
			if (start > origin || newText !== "") edits.push({ start: origin, end: start, newText });
			newText = "";
		};
		for (const piece of this.#pieces) {
			if ("text" in piece) {
				newText += piece.text;
				continue;
			}
			flush(piece.start);
			origin = piece.end;
		}
		flush(this.#length);
		return edits;
	}
}

const cut = (piece: Piece, from: number, to: number): Piece =>
	"text" in piece ? { text: piece.text.slice(from, to) } : { start: piece.start + from, end: piece.start + to };
