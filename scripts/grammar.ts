/**
 * Writes syntaxes/toon.tmLanguage.json: `tsx scripts/grammar.ts`, or `--check` to ask whether it is up to date.
 *
 * The grammar is generated because most of its rules exist once per delimiter (comma, tab, pipe).
 * Two habits keep it linear in the length of a line:
 * - repetitions are possessive (`++`, `*+`), so a failing match never backtracks;
 * - rules that match more than once in a line never use `\G` (such a rule is searched anew after each token) and can
 *   only start where a token can start, so that no two attempts read the same text.
 */

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Rule {
	readonly name?: string;
	readonly comment?: string;
	readonly match?: string;
	readonly begin?: string;
	readonly end?: string;
	readonly while?: string;
	readonly include?: string;
	readonly captures?: Captures;
	readonly beginCaptures?: Captures;
	readonly endCaptures?: Captures;
	readonly patterns?: readonly Rule[];
}
type Captures = Readonly<Record<string, Rule>>;

/** A delimiter as it stands in regular expressions, and its mark in the bracket segment. */
interface Delimiter {
	readonly id: "comma" | "tab" | "pipe";
	readonly char: string;
	readonly mark: string;
}
const delimiters: readonly Delimiter[] = [
	{ id: "comma", char: ",", mark: "()" },
	{ id: "tab", char: "\\t", mark: "(\\t)" },
	{ id: "pipe", char: "|", mark: "(\\|)" },
];

const include = (id: string): Rule => ({ include: `#${id}` });
const scope = (name: string): Rule => ({ name: `${name}.toon` });

// Where a line's content starts: also right after what an embedding grammar (a Markdown list) took of the line.
const lineStart = "(?:^|\\G)";
// The same with two groups: the spaces that an embedding grammar took, and the indentation after them.
const indentation = "(?:^|\\G(?:(?<=^( *))|))([ \\t]*+)";
const quoted = '"(?:[^"\\\\\\n]++|\\\\.)*+"';
// Inside an unquoted token a quote still hides delimiters and colons, to its partner or to the end of the line.
const quotedPart = '"(?:[^"\\\\\\n]++|\\\\(?:.|$))*+(?:"|$)';
const number = "(?<![0-9])-?+(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+";

/** Two groups: a quoted key, or an unquoted key of characters other than `stops`. */
function key(stops: string): string {
	return `(?:(${quoted})|([^ "\\n${stops}](?:[^"\\n${stops}]++|${quoted})*+))`;
}

/** The captures of `key` when its first group is number `first`. */
function keyCaptures(first: number): Captures {
	return {
		[first]: {
			name: "string.quoted.double.toon support.type.property-name.json.quoted.toon",
			patterns: [include("escape"), include("quote")],
		},
		[first + 1]: scope("support.type.property-name.json"),
	};
}

const listMarker = scope("punctuation.definition.list-item");
const keyColon = scope("punctuation.separator.key-value");
const headerColon = scope("punctuation.separator.header");

/** Whether a bracket segment has the colon of the keyed form; without fields that is a mistake, but still a header. */
type Form = "keyed" | "plain" | "either";
const keyedMark: Record<Form, string> = { keyed: "(:)", plain: "()", either: "(:)?+" };

/**
 * `key[N<delim?>]` with groups 1 and 2 indentation, 3 list marker, 4 and 5 key, 6 to 12 bracket segment.
 * What is no length and no mark is taken too, as invalid, so that one typing mistake does not take a table's colours.
 */
function header(delimiter: Delimiter, form: Form, item: string): string {
	const junk = "([^\\[\\]{}:|\\t\\n]*+)";
	const segment = `(\\[)(0|[1-9][0-9]*+)?+${junk}${keyedMark[form]}${delimiter.mark}${junk}(\\])`;
	return `${indentation}${item}${key("\\[:")}?+${segment}`;
}
const headerCaptures: Captures = {
	3: listMarker,
	...keyCaptures(4),
	6: scope("punctuation.section.brackets.begin"),
	7: scope("constant.numeric.integer.length"),
	8: scope("invalid.illegal.bracket-segment"),
	9: scope("keyword.operator.keyed"),
	10: scope("keyword.operator.delimiter"),
	11: scope("invalid.illegal.bracket-segment"),
	12: scope("punctuation.section.brackets.end"),
};

/** One value per token, separated by `delimiter`; with none, one value up to the end of the line. */
function values(delimiter: Delimiter | undefined): Rule {
	const stop = delimiter?.char ?? "";
	const end = delimiter ? `(?= *+(?:[${stop}]|$))` : "(?= *+$)";
	const piece = delimiter ? `(?:[^ "\\n${stop}]++|${quotedPart})` : "[^ \\n]";
	const separator: Rule[] = delimiter
		? [{ name: "punctuation.separator.delimiter.toon", match: `[${stop}]` }]
		: [{ name: "constant.language.empty-array.toon", match: `\\[\\]${end}` }];
	return {
		patterns: [
			...separator,
			{ name: "invalid.illegal.text-after-quote.toon", match: `(?<=") *+[^ \\n${stop}][^\\n${stop}]*+` },
			include("string"),
			{ name: "constant.numeric.toon", match: number + end },
			{ name: "constant.language.boolean.toon", match: `(?:true|false)${end}` },
			{ name: "constant.language.null.toon", match: `null${end}` },
			{ name: "string.unquoted.toon", match: `(?!")${piece}++(?: ++${piece}++)*+` },
		],
	};
}

/** The field list between `{` and `}`; a nested group is the same again. */
function fieldList(delimiter: Delimiter): Rule {
	const name = `[^"{}\\n${delimiter.char}]`;
	return {
		begin: "\\{",
		beginCaptures: { 0: scope("punctuation.section.braces.begin") },
		end: "(\\})|$",
		endCaptures: { 1: scope("punctuation.section.braces.end") },
		patterns: [
			include(`fields-${delimiter.id}`),
			{ name: "punctuation.separator.delimiter.toon", match: `[${delimiter.char}]` },
			{
				begin: '"',
				end: '(")|$',
				name: "string.quoted.double.toon variable.other.field.quoted.toon",
				beginCaptures: { 0: scope("punctuation.definition.string.begin") },
				endCaptures: { 1: scope("punctuation.definition.string.end") },
				patterns: [include("escape")],
			},
			{ name: "variable.other.field.group.toon", match: `(?<=[{}${delimiter.char}])${name}++(?=\\{)` },
			{ name: "variable.other.field.toon", match: `${name}++` },
		],
	};
}

/**
 * A line indented by at least `columns` more than the header, whose indentation stands in groups 1 and 2.
 * A Markdown list takes two to four spaces of each line, as many as there are: it may take more of a row than of the
 * header, and then the row is known by what was taken.
 */
function deeperThanHeader(columns: 1 | 3): string {
	const more = (spaces: number): string => `(?=${" ".repeat(Math.max(spaces, 0))}[ \\t]*+[^ \\t\\n])`;
	const taken = [1, 2].map((spaces) => `\\G(?<=^\\1\\2${" ".repeat(spaces)})${more(columns - spaces)}`);
	const tab = columns === 1 ? "[ \\t]" : "  [ \\t]";
	return [`${lineStart}(?=\\2${tab}[ \\t]*+[^ \\t\\n])`, ...taken].join("|");
}

/**
 * A header with fields, and the lines under it: those indented deeper, with the blank lines and comments between them.
 * On a hyphen line the key stands two columns further right, and so do the siblings that end the table (§10).
 */
function table(delimiter: Delimiter, form: "keyed" | "plain", onHyphen: boolean): Rule {
	const item = onHyphen ? "(?:(-) ++)" : "()";
	return {
		name: form === "keyed" ? "meta.table.keyed.toon" : "meta.table.toon",
		begin: `${header(delimiter, form, item)}(?=\\{)`,
		beginCaptures: headerCaptures,
		while: `${lineStart}(?=[ \\t]*+$| *+#)|${deeperThanHeader(onHyphen ? 3 : 1)}`,
		patterns: [
			{
				name: "meta.field-list.toon",
				begin: "(?<=\\])(?=\\{)",
				end: "(?<=\\})(:)|(?<=\\})|$",
				endCaptures: { 1: headerColon },
				patterns: [include(`fields-${delimiter.id}`)],
			},
			{ name: "invalid.illegal.text-after-header.toon", match: "(?<=\\}|\\}:) *+[^ \\n].*" },
			include("comment"),
			include(form === "keyed" ? `entry-row-${delimiter.id}` : `row-${delimiter.id}`),
		],
	};
}

/** A row, or the key-value line that ends the rows: its first unquoted colon comes before a delimiter (§9.3). */
function row(delimiter: Delimiter): Rule {
	const indent = delimiter.id === "tab" ? " *+" : "[ \\t]*+";
	return {
		patterns: [
			keyValue(`${lineStart}${indent}()${key(`:${delimiter.char}`)}`),
			{
				name: "meta.row.toon",
				begin: `${lineStart}${indent}(?=[^ \\n])`,
				end: "$",
				patterns: [include(`cells-${delimiter.id}`)],
			},
		],
	};
}

/** `entry key: cells`; whatever stands before the first unquoted colon is the entry key (§9.5). */
function entryRow(delimiter: Delimiter): Rule {
	return {
		name: "meta.entry-row.toon",
		begin: `${lineStart}[ \\t]*+(?=[^ \\n])(?:${key(":")} *+(:))?+`,
		beginCaptures: { ...keyCaptures(1), 3: keyColon },
		end: "$",
		patterns: [include(`cells-${delimiter.id}`)],
	};
}

/** A key, its colon and one value; `before` ends with a group for the list marker and the groups of a key. */
function keyValue(before: string): Rule {
	return {
		name: "meta.key-value.toon",
		begin: `${before} *+(:)`,
		beginCaptures: { 1: listMarker, ...keyCaptures(2), 4: keyColon },
		end: "$",
		patterns: [include("value")],
	};
}

/** A header without fields, with its inline values if there are any. */
function arrayHeader(delimiter: Delimiter): Rule {
	return {
		name: "meta.array.toon",
		begin: `${header(delimiter, "either", "(?:(-) ++)?+")}(:)`,
		beginCaptures: { ...headerCaptures, 13: headerColon },
		end: "$",
		patterns: [include(`cells-${delimiter.id}`)],
	};
}

function repository(): Record<string, Rule> {
	const rules: Record<string, Rule> = {
		comment: {
			name: "comment.line.number-sign.toon",
			match: `${lineStart} *+((#).*)$`,
			captures: { 2: scope("punctuation.definition.comment") },
		},
		"key-value": keyValue(`${lineStart}[ \\t]*+(?:(-) ++)?+${key(":")}`),
		scalar: {
			comment: "A root primitive, a primitive list item, or a bare list marker (an empty object).",
			begin: `${lineStart}[ \\t]*+(?:(-)(?: ++|$)|(?=[^ \\t\\n]))`,
			beginCaptures: { 1: listMarker },
			end: "$",
			patterns: [include("value")],
		},
		value: values(undefined),
		string: {
			name: "string.quoted.double.toon",
			begin: '"',
			beginCaptures: { 0: scope("punctuation.definition.string.begin") },
			end: '(")|$',
			endCaptures: { 1: scope("punctuation.definition.string.end") },
			patterns: [include("escape")],
		},
		escape: {
			patterns: [
				{
					name: "constant.character.escape.toon",
					match: '\\\\(?:["\\\\nrt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4})',
				},
				{ name: "invalid.illegal.escape.toon", match: "\\\\(?:u[0-9a-fA-F]{0,4}|.)?" },
			],
		},
		quote: { name: "punctuation.definition.string.toon", match: '"' },
	};
	for (const delimiter of delimiters) {
		rules[`table-${delimiter.id}`] = {
			patterns: [
				table(delimiter, "plain", true),
				table(delimiter, "plain", false),
				table(delimiter, "keyed", true),
				table(delimiter, "keyed", false),
			],
		};
		rules[`array-${delimiter.id}`] = arrayHeader(delimiter);
		rules[`fields-${delimiter.id}`] = fieldList(delimiter);
		rules[`row-${delimiter.id}`] = row(delimiter);
		rules[`entry-row-${delimiter.id}`] = entryRow(delimiter);
		rules[`cells-${delimiter.id}`] = values(delimiter);
	}
	return rules;
}

const grammar = {
	$schema: "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
	comment: "Generated by scripts/grammar.ts; edit that file.",
	name: "TOON",
	scopeName: "source.toon",
	fileTypes: ["toon"],
	patterns: [
		include("comment"),
		...delimiters.map(({ id }) => include(`table-${id}`)),
		...delimiters.map(({ id }) => include(`array-${id}`)),
		include("key-value"),
		include("scalar"),
	],
	repository: repository(),
};

const root = join(import.meta.dirname, "..");
const path = join(root, "syntaxes/toon.tmLanguage.json");
if (!process.argv.includes("--check")) {
	writeFileSync(path, JSON.stringify(grammar));
	execFileSync(process.execPath, [join(root, "node_modules/@biomejs/biome/bin/biome"), "format", "--write", path], {
		cwd: root,
	});
} else if (JSON.stringify(JSON.parse(readFileSync(path, "utf8"))) !== JSON.stringify(grammar)) {
	console.error("syntaxes/toon.tmLanguage.json is out of date: run `npx tsx scripts/grammar.ts`.");
	process.exitCode = 1;
}
