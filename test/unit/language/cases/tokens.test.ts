/** Strings, escapes, numbers and literals (§4, §7). */
import { type Case, testCases } from "../../../support/marked";

const strings: readonly Case[] = [
	{
		name: "all escapes",
		text: String.raw`a: "\\ \" \n \r \t \u00e9 \u00E9"`,
		value: { a: '\\ " \n \r \t é é' },
	},
	{
		name: "quoted strings that look like something else",
		text: 'a[4]: "1","true",""," x "',
		value: { a: ["1", "true", "", " x "] },
	},
	{
		name: "anything unquoted that is no literal or number is a string",
		text: "a[4]: True,NULL,tru e,[]",
		value: { a: ["True", "NULL", "tru e", "[]"] },
	},
	{ name: "a quote inside an unquoted value is text", text: 'a: say "hi"', value: { a: 'say "hi"' } },
	{ name: "characters beyond the basic plane stand as they are", text: 'a: "👍"', value: { a: "👍" } },
	{
		name: "the first of the escapes that there are not, which is said once a string",
		text: `
			a: "\\x41 \\' \\/"
			    ^^ invalid-escape
		`,
	},
	{
		name: "incomplete \\u",
		text: `
			a: "\\u00"
			    ^^^^ invalid-escape
			b: "\\uzzzz"
			    ^^ invalid-escape
		`,
	},
	{
		name: "escaped surrogates, alone or in a pair",
		text: `
			a: "\\ud83d"
			    ^^^^^^ invalid-escape
			b: "\\ud83d\\udc4d"
			    ^^^^^^ invalid-escape
		`,
	},
	{
		name: "no closing quote",
		text: `
			a: "open
			   ^^^^^ unterminated-string
			b: "open\\"
			   ^^^^^^^ unterminated-string
		`,
	},
	{
		name: "text behind the closing quote",
		text: `
			a: "x" y
			      ^^ text-after-quote
			b: "x"y
			      ^ text-after-quote
			c: "x" // note
			      ^^^^^^^^ text-after-quote
		`,
	},
	{
		name: "ranges count UTF-16 units",
		text: `
			a: "👍\\q"
			      ^^ invalid-escape
		`,
	},
];

const numbers: readonly Case[] = [
	{
		name: "numbers",
		text: "a[9]: 0,-1,3.14,1e3,1E-2,-0,0.50,12e+1,1.0",
		value: { a: [0, -1, 3.14, 1000, 0.01, 0, 0.5, 120, 1] },
	},
	{
		name: "what only looks like a number is a string",
		text: "a[11]: 007,-01,+1,.5,5.,1e,0x1f,1_000,NaN,Infinity,1 2",
		value: { a: ["007", "-01", "+1", ".5", "5.", "1e", "0x1f", "1_000", "NaN", "Infinity", "1 2"] },
	},
	{
		name: "a number too large for a double is a string, as the reference has it",
		text: "a: 1e999",
		value: { a: "1e999" },
	},
	{ name: "a number that a double cannot hold", text: "a: 9007199254740993", value: { a: 9007199254740992 } },
];

describe("cases: tokens", () => {
	describe("strings", () => testCases(strings));
	describe("numbers", () => testCases(numbers));
});
