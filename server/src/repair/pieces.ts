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

	/** Applies edits of the text as it is now, which do not overlap, in the order of their places; in one pass. */
	apply(edits: readonly OffsetEdit[]): void {
		const pieces: Piece[] = [];
		let next = 0;
		let at = 0;
		for (const piece of this.#pieces) {
			const end = at + lengthOf(piece);
			let done = at;
			for (; next < edits.length && edits[next]!.start < end; next++) {
				const edit = edits[next]!;
				if (edit.start > done) pieces.push(cut(piece, done - at, edit.start - at));
				if (edit.start >= at && edit.newText !== "") pieces.push({ text: edit.newText });
				done = Math.max(done, Math.min(end, edit.end));
				// The rest of what it replaces is in the pieces behind.
				if (edit.end > end) break;
			}
			if (done < end) pieces.push(cut(piece, done - at, end - at));
			at = end;
		}
		for (; next < edits.length; next++) {
			if (edits[next]!.start >= at && edits[next]!.newText !== "") pieces.push({ text: edits[next]!.newText });
		}
		this.#pieces = pieces;
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
