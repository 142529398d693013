/** Text of one line that has nothing to look at twice: escapes and references are resolved, all else is as it stands. */

/** ASCII punctuation may follow a backslash. */
const ESCAPABLE = /[!-/:-@[-`{-~]/;

/** What can begin markup. */
const MARKS = /[\\*_`[\]<&~!\0]/;

const ALPHANUMERIC = /[\p{L}\p{N}]/u;

/**
 * The text that a reader sees, without white space around it; undefined where only the whole parser knows. Addresses are
 * links to themselves, and read as they stand.
 */
export function simpleText(source: string): string | undefined {
	const text = trim(source);
	if (!MARKS.test(text)) return text;
	// A link's address has its escapes and references as they stand.
	if (/[\\&]/.test(text) && /https?:\/\/|www\.|[\w.+-]@/i.test(text)) return undefined;
	let out = "";
	for (let at = 0; at < text.length; at++) {
		const character = text[at]!;
		if (!MARKS.test(character)) {
			out += character;
			continue;
		}
		const next = text[at + 1] ?? "";
		switch (character) {
			case "\\":
				if (next !== "" && ESCAPABLE.test(next)) {
					out += next;
					at++;
				} else if (next === "") return undefined;
				else out += character;
				break;
			case "_":
				// Within a word it means nothing; alone neither.
				if (!isWithinWord(text, at) && !(isSpace(text[at - 1]) && isSpace(text[at + 1]))) return undefined;
				out += character;
				break;
			case "*":
				if (!(isSpace(text[at - 1]) && isSpace(text[at + 1]))) return undefined;
				out += character;
				break;
			case "&": {
				const reference = /^&#(?:x([\da-f]{1,6})|(\d{1,7}));/i.exec(text.slice(at, at + 12));
				if (reference === null) {
					if (/[#A-Za-z]/.test(next)) return undefined;
					out += character;
					break;
				}
				const code = Number.parseInt(reference[1] ?? reference[2]!, reference[1] === undefined ? 10 : 16);
				const value = referenced(code);
				if (value === undefined) return undefined;
				out += value;
				at += reference[0].length - 1;
				break;
			}
			case "<": {
				const lineBreak = /^<br\s*\/?>/i.exec(text.slice(at, at + 12));
				if (lineBreak !== null) {
					out += "\n";
					at += lineBreak[0].length - 1;
				} else if (/[!/?A-Za-z]/.test(next)) return undefined;
				else out += character;
				break;
			}
			case "!":
				if (next === "[") return undefined;
				out += character;
				break;
			case "]":
				out += character;
				break;
			default:
				return undefined;
		}
	}
	return out;
}

/** Without spaces and tabs around. */
export function trim(text: string): string {
	let from = 0;
	let to = text.length;
	while (from < to && (text[from] === " " || text[from] === "\t")) from++;
	while (to > from && (text[to - 1] === " " || text[to - 1] === "\t")) to--;
	return text.slice(from, to);
}

const isSpace = (character: string | undefined): boolean => character === undefined || character === " ";

const isWithinWord = (text: string, at: number): boolean =>
	ALPHANUMERIC.test(text[at - 1] ?? "") && ALPHANUMERIC.test(text[at + 1] ?? "");

/** The character of a reference; undefined for those that stand for something else, or nothing. */
function referenced(code: number): string | undefined {
	const isOdd = code < 32 ? code !== 9 && code !== 10 && code !== 13 : code >= 127 && code <= 160;
	if (isOdd || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff || (code & 0xfffe) === 0xfffe) return undefined;
	return code >= 0xfdd0 && code < 0xfdf0 ? undefined : String.fromCodePoint(code);
}
