/**
 * Cells that break the rules of quotes, read as they were surely meant: how spreadsheets, shells and people write them.
 *
 * Each reading is a way to cut a line into cells; the one that gives the wanted number of cells is taken. Only asked
 * where a line is known to be wrong.
 */
import { badEscape } from "./escapes";
import { closingQuote, skipSpaces, trimEnd } from "./scan";
import { quote, unescapeText } from "./strings";

/** The cells of a line as valid tokens, in order. */
export type Reading = readonly string[];

const OPENING = "([{";
const CLOSING = ")]}";

/**
 * Cuts at delimiters, of one character or more; `quotes` and `brackets` say what hides them. None where they do not
 * balance.
 */
export function cut(text: string, delimiter: string, quotes: boolean, brackets: boolean): string[] {
	const pieces: string[] = [];
	let from = 0;
	let depth = 0;
	for (let i = 0; i < text.length; i++) {
		const c = text.charAt(i);
		if (c === '"' && quotes) {
			const close = closingQuote(text, i, text.length);
			if (close < 0) break;
			i = close;
		} else if (brackets && OPENING.includes(c)) depth++;
		else if (brackets && CLOSING.includes(c)) depth--;
		else if (depth <= 0 && text.startsWith(delimiter, i)) {
			pieces.push(text.slice(from, i));
			from = i + delimiter.length;
			i = from - 1;
		}
	}
	pieces.push(text.slice(from));
	return depth === 0 ? pieces : [];
}

/** Joins pieces that a delimiter with a space behind it has cut apart, as in prose; none where all delimiters have one. */
function joinProse(pieces: readonly string[], delimiter: string): readonly string[] {
	const joined: string[] = [];
	if (pieces.slice(1).every((piece) => piece.startsWith(" "))) return joined;
	for (const piece of pieces) {
		if (joined.length > 0 && piece.startsWith(" ")) joined[joined.length - 1] += delimiter + piece;
		else joined.push(piece);
	}
	return joined;
}

/** Cuts into cells that end where a quote stands before a delimiter, whatever stands between their quotes. */
function cutAtClosingQuotes(text: string, delimiter: string, escapes: boolean): string[] {
	const pieces: string[] = [];
	for (let from = 0; ; ) {
		const start = skipSpaces(text, from, text.length);
		let end = text.indexOf(delimiter, start);
		if (text.charAt(start) === '"') {
			for (let i = start + 1; ; i++) {
				if (i >= text.length) return [];
				if (escapes && text.charAt(i) === "\\") {
					i++;
					continue;
				}
				if (text.charAt(i) !== '"') continue;
				// Two quotes are one inside, except for the empty string.
				if (text.charAt(i + 1) === '"' && i > start + 1) {
					i++;
					continue;
				}
				const next = skipSpaces(text, i + 1, text.length);
				if (next < text.length && text.charAt(next) !== delimiter) continue;
				end = next < text.length ? next : -1;
				break;
			}
		}
		pieces.push(text.slice(from, end < 0 ? text.length : end));
		if (end < 0) return pieces;
		from = end + 1;
	}
}

/** Leaves out the empty pieces that delimiters around all cells make, up to the wanted number. */
export function withoutEdges(pieces: readonly string[], wanted: number): readonly string[] {
	let from = 0;
	let to = pieces.length;
	if (to - from > wanted && pieces[to - 1]!.trim() === "") to--;
	if (to - from > wanted && pieces[from]!.trim() === "") from++;
	return pieces.slice(from, to);
}

/** Whether the cells are of the kinds that those of other rows are; see `kindOf`. */
export type CellFits = (cell: string, index: number) => boolean;

/** The reading of a line that has the wanted number of cells, or undefined where none has. */
export function readLoosely(text: string, delimiter: string, wanted: number, fits?: CellFits): Reading | undefined {
	if (wanted < 1) return undefined;
	const cuts = [
		cut(text, delimiter, true, false),
		cutAtClosingQuotes(text, delimiter, true),
		cutAtClosingQuotes(text, delimiter, false),
		cut(text, delimiter, true, true),
		cut(text, delimiter, false, true),
		cut(text, delimiter, false, false),
	];
	for (const pieces of cuts) {
		if (pieces.length === wanted && pieces.every(isReadable)) {
			return pieces.map((piece) => writeCell(piece, delimiter));
		}
	}
	for (const pieces of cuts) {
		for (const fewer of [withoutEdges(pieces, wanted), joinProse(pieces, delimiter)]) {
			if (fewer.length === wanted && wanted > 0 && fewer.every(isReadable)) {
				return fewer.map((piece) => writeCell(piece, delimiter));
			}
		}
	}
	return fits === undefined ? undefined : joinByKinds(cuts[0]!, delimiter, wanted, fits);
}

/** Joins one run of cells so that all are of the kinds that those of other rows are, where just one run makes it so. */
function joinByKinds(
	pieces: readonly string[],
	delimiter: string,
	wanted: number,
	fits: CellFits,
): Reading | undefined {
	const surplus = pieces.length - wanted;
	if (surplus <= 0 || wanted === 0) return undefined;
	const found: string[][] = [];
	for (let at = 0; at < wanted; at++) {
		const joined = pieces.slice(at, at + surplus + 1).join(delimiter);
		const cells = [...pieces.slice(0, at), joined, ...pieces.slice(at + surplus + 1)];
		if (cells.every((cell, index) => fits(cell.trim(), index))) found.push(cells);
	}
	return found.length === 1 ? found[0]!.map((piece) => writeCell(piece, delimiter)) : undefined;
}

/** Whether the quotes of the piece are those of one cell: none is left open at its start. */
function isReadable(piece: string): boolean {
	const cell = piece.trim();
	return !cell.startsWith('"') || (cell.length > 1 && cell.endsWith('"')) || closingQuote(cell, 0, cell.length) >= 0;
}

/** The piece as a valid token: as it stands where it is one, else quoted. */
export function writeCell(piece: string, delimiter: string): string {
	const start = skipSpaces(piece, 0, piece.length);
	const cell = piece.slice(start, trimEnd(piece, start, piece.length));
	if (cell.startsWith('"')) {
		const close = closingQuote(cell, 0, cell.length);
		if (close === cell.length - 1 && badEscape(cell, 0, close) < 0) return cell;
	} else if (!cell.includes('"') && (delimiter === "" || !cell.includes(delimiter))) return cell;
	return quote(meaningOf(cell));
}

/** What a cell says whose quotes or escapes are wrong. */
function meaningOf(cell: string): string {
	if (cell.length < 2 || !cell.startsWith('"') || !cell.endsWith('"')) return cell;
	const inner = cell.slice(1, -1);
	if (inner.startsWith('"') && inner.endsWith('"') && inner.length > 2)
		return inner.slice(1, -1).includes('"') ? cell : inner;
	const bare = inner.replace(/\\./g, "");
	// Quotes that close before they open: those around are not around all.
	const first = bare.indexOf('"');
	const isDoubled = /^(?:[^"]|"")*$/.test(bare);
	if (first >= 0 && !isDoubled && /\S/.test(bare.charAt(first - 1) || "x") && !/\S/.test(bare.charAt(first + 1)))
		return cell;
	return unescapeLoosely(isDoubled ? inner.replaceAll('""', '"') : inner);
}

const SURROGATES = /\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})/gi;
const unitOf = (hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));

/**
 * What the text between two quotes says where at least one of its escapes is wrong: JSON's escapes are known, and
 * otherwise a backslash is one, as in the paths of Windows.
 */
export function unescapeLoosely(inner: string): string {
	const text = inner.replace(SURROGATES, (_pair, high: string, low: string) => unitOf(high) + unitOf(low));
	if (isValid(text)) return unescapeText(text, 0, text.length);
	const asJson = text.replace(/\\([\\"/'])|\\(.)/gs, (found, known?: string) =>
		known === "/" || known === "'" ? known : found,
	);
	if (isValid(asJson)) return unescapeText(asJson, 0, asJson.length);
	// Who writes \\ for a backslash elsewhere than at the start, as networks do, knows about the others.
	if (/[^\\]\\\\/.test(text)) {
		const mended = text.replace(/\\(?:\\|u[0-9a-f]{4}|.)/gis, (found) => (isValid(found) ? found : `\\${found}`));
		if (isValid(mended)) return unescapeText(mended, 0, mended.length);
	}
	return text.replace(/\\"(?=.)/gs, '"');
}

const isValid = (inner: string): boolean =>
	badEscape(`"${inner}"`, 0, inner.length + 1) < 0 && !/(?:^|[^\\])(?:\\\\)*"/.test(inner);
