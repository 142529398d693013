/** Objects: key-value lines, nesting, keys as they may be written, and what is wrong about them (§5, §7.3, §8). */
import { type Case, testCases } from "../../../support/marked";

const objects: readonly Case[] = [
	{
		name: "fields of every type",
		text: `
			name: Ada Lovelace
			age: 36
			admin: true
			left: false
			note: null
		`,
		value: { name: "Ada Lovelace", age: 36, admin: true, left: false, note: null },
	},
	{
		name: "nested objects, also empty ones",
		text: `
			a:
			  b:
			    c: 1
			  d:
			e:
		`,
		value: { a: { b: { c: 1 }, d: {} }, e: {} },
	},
	{
		name: "the space behind the colon may be left out, and there may be more",
		text: `
			a:1
			b:   two words
		`,
		value: { a: 1, b: "two words" },
	},
	{ name: "a value may have colons, commas and brackets", text: "a: b: c, [d] {e}", value: { a: "b: c, [d] {e}" } },
	{ name: "a bracket behind the first colon is no header", text: "a: x[2]: y", value: { a: "x[2]: y" } },
	{ name: "an empty document is an empty object", text: "", value: {} },
	{ name: "only spaces around tokens are trimmed", text: "a: \u00a0x\u00a0", value: { a: "\u00a0x\u00a0" } },
];

const keys: readonly Case[] = [
	{
		name: "unquoted keys are read as they stand",
		text: `
			foo-bar: 1
			2key: 2
			foo.bar: 3
			two words: 4
			日本: 5
			-: 6
		`,
		value: { "foo-bar": 1, "2key": 2, "foo.bar": 3, "two words": 4, 日本: 5, "-": 6 },
	},
	{
		name: "quoted keys may be anything",
		text: `
			"a: b": 1
			"": 2
			"[3]": 3
			"tab\\there": 4
			"quote\\"": 5
		`,
		value: { "a: b": 1, "": 2, "[3]": 3, "tab\there": 4, 'quote"': 5 },
	},
	{
		name: "spaces may stand between a quoted key and its colon",
		text: '"a" : 1',
		value: { a: 1 },
	},
	{
		name: "prototype keys are ordinary keys",
		text: `
			__proto__: 1
			constructor:
			  prototype: 2
			toString: 3
		`,
		value: JSON.parse('{"__proto__":1,"constructor":{"prototype":2},"toString":3}'),
	},
	{
		name: "a key without a closing quote",
		text: `
			a: 1
			"b: 2
			^^^^^ unterminated-string
		`,
	},
	{
		name: "text behind a quoted key",
		text: `
			a: 1
			"b" c: 2
			   ^^ text-after-quote
		`,
	},
	{
		name: "an invalid escape in a key",
		text: `
			"a\\qb": 1
			  ^^ invalid-escape
		`,
	},
];

const missingColons: readonly Case[] = [
	{
		name: "a line without a colon among fields",
		text: `
			a: 1
			host localhost
			              $0 missing-colon
			b: 2
		`,
	},
	{
		name: "a line without a colon in a nested object",
		text: `
			a:
			  user
			      $0 missing-colon
			  b: 2
		`,
	},
	{
		name: "a quoted key without a colon",
		text: `
			a: 1
			"b c"
			     $0 missing-colon
		`,
	},
	{
		name: "a colon inside quotes is none",
		text: `
			a: 1
			"b: c"
			      $0 missing-colon
		`,
	},
];

const duplicates: readonly Case[] = [
	{
		name: "a key twice",
		text: `
			a: 1
			b: 2
			a: 3
			^ duplicate-key strict
		`,
	},
	{
		name: "in non-strict mode the last value wins, at the place of the first",
		text: `
			a: 1
			b: 2
			a: 3
			^ duplicate-key strict
		`,
		looseValue: { a: 3, b: 2 },
	},
	{
		name: "every further one is a mistake",
		text: `
			a: 1
			a: 2
			^ duplicate-key strict
			a: 3
			^ duplicate-key strict
		`,
		looseValue: { a: 3 },
	},
	{
		name: "quoted or not, header or not, it is the same key",
		text: `
			a: 1
			"a": 2
			^^^ duplicate-key strict
			a[1]: 3
			^ duplicate-key strict
			"\\u0061":
			^^^^^^^^ duplicate-key strict
			  b: 1
		`,
		looseValue: { a: { b: 1 } },
	},
	{
		name: "equal keys of different objects are none",
		text: `
			a:
			  x: 1
			b:
			  x: 1
			  a: 2
		`,
		value: { a: { x: 1 }, b: { x: 1, a: 2 } },
	},
];

describe("cases: objects", () => {
	describe("key-value lines", () => testCases(objects));
	describe("keys", () => testCases(keys));
	describe("missing colons", () => testCases(missingColons));
	describe("duplicate keys", () => testCases(duplicates));
});
