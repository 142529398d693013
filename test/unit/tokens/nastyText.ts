/** Random texts from nasty alphabets: white space, marks, cases, new letters, line ends, contractions, broken pairs. */
import type { Random } from "../../support/random";

const whiteSpace = [
	..." \t\v\f\u0085\u00a0\u1680\u2000\u2003\u200a\u2028\u2029\u202f\u205f\u3000",
	"\n",
	"\r",
	"\r\n",
	"  ",
	"    ",
];
const nearlySpace = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u180e", "\u001c", "\u001f", "\0"];
const marks = [
	"\u0301",
	"\u0308",
	"\u0345",
	"\u05bf",
	"\u0903",
	"\u20dd",
	"\ufe0f",
	"\u{1d165}",
	"\u{e0100}",
	"\u3099",
];
const cased = [..."abzABZéÉßſİıKΣσςæÆдДǅǈⅷⅧ𐐀𐐨𝒜ꙮ"];
const uncased = [..."中文字あアーｱ가한ㄱאبहไªºʰˈⵯ𠀀", "\u{1b000}"];
/** Assigned by Unicode 16 and by Unicode 17, and not assigned. */
const recent = [
	"\u{1c89}",
	"\u{a7da}",
	"\u{10d50}",
	"\u{1e5d0}",
	"\u{11f04}",
	"\u{a7ce}",
	"\u{16ea0}",
	"\u{1e6c0}",
	"\u0378",
	"\u{10ffff}",
];
const digits = ["0", "7", "12", "345", "6789", "٣", "०", "²", "½", "Ⅻ", "𝟗", "〇"];
const punctuation = [
	..."'\"’,:;.!?-_+=*#@%&|\\/()[]{}<>~^`$€§",
	"//",
	"...",
	"'",
	"'s",
	"'S",
	"'ſ",
	"'ll",
	"'RE",
	"'vE",
	"'m",
	"'d",
	"'T",
	"'x",
];
const emoji = ["😀", "👍🏽", "👨‍👩‍👧‍👦", "🇩🇪", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\u{1fae9}"];
const broken = ["\ud800", "\udc00", "\ud83d"];
const words = [
	"the",
	" the",
	"hello",
	"World",
	"CamelCase",
	"ABCdef",
	"tokens",
	"<|endoftext|>",
	"<|fim_prefix|>",
	"https://",
	"null",
	"true",
	"1e10",
	"don't",
	"WE'LL",
	"naïve",
	"Straße",
	"日本語",
];

const alphabets: readonly (readonly string[])[] = [
	[...whiteSpace, ...nearlySpace, "a", "/", "!"],
	[...marks, ...cased, ...uncased, " ", "!", "'s"],
	[...cased, "'", "s", "S", "ſ", "'s", "'ſ", "'LL", " ", "\n"],
	[...digits, ".", ",", " ", "-", "\n"],
	[...punctuation, "\n", "\r\n", "\r", "/", " "],
	[...emoji, ...broken, "\u200d", "\ufe0f", " ", "a"],
	[...recent, "a", "A", "1", " ", "\u0301", "'s"],
	[...words, " ", "\n", "\n  ", ",", ": "],
	["a", "A", " ", "\n"],
];

const everything = alphabets.flat();

/** A text of up to `pieces` pieces from one alphabet or from all. */
export function nastyText(random: Random, pieces: number): string {
	const alphabet = random.below(4) === 0 ? everything : random.pick(alphabets);
	const repeats = random.below(8) === 0;
	let text = "";
	for (let left = random.below(pieces + 1); left > 0; left--) {
		const piece = random.pick(alphabet);
		text += repeats ? piece.repeat(1 + random.below(12)) : piece;
	}
	return text;
}
