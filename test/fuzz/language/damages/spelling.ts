/** Damage to what stands on a line: headers, delimiters, strings, odd characters. */
import { type Damage, FIELD, HEADER, INLINE, inBlock, inLine, isWideTable, TABLE } from "./places";

export const SPELLING: readonly Damage[] = [
	// Headers.
	{
		what: "a length too great",
		make: inLine(HEADER, (line) => line.replace(/\[(\d+)/, (_, n) => `[${Number(n) + 1}`)),
	},
	{
		what: "a length too small",
		make: inLine(HEADER, (line) => line.replace(/\[(\d+)/, (all, n) => (Number(n) > 1 ? `[${Number(n) - 1}` : all))),
	},
	{ what: "a comma in the bracket", make: inLine(HEADER, (line) => line.replace(/\[(\d+)\]/, "[$1,]")) },
	{ what: "a hash in the bracket", make: inLine(HEADER, (line) => line.replace(/\[(\d+)\]/, "[#$1]")) },
	{ what: "spaces in the bracket", make: inLine(HEADER, (line) => line.replace(/\[(\d+)\]/, "[ $1 ]")) },
	{ what: "a noun in the bracket", make: inLine(HEADER, (line) => line.replace(/\[(\d+)\]/, "[$1 rows]")) },
	{ what: "a decimal in the bracket", make: inLine(HEADER, (line) => line.replace(/\[(\d+)\]/, "[$1.0]")) },
	{ what: "no number in the bracket", make: inLine(HEADER, (line) => line.replace(/\[\d+\]/, "[]")) },
	{ what: "a letter for the number", make: inLine(HEADER, (line) => line.replace(/\[\d+\]/, "[N]")) },
	{
		what: "no bracket before the fields",
		make: inBlock(
			TABLE,
			(head, body) => [head.replace(/\[\d+\]/, ""), ...body],
			(body, match) => match[2] === undefined && match[3] !== "" && isWideTable(body, match),
		),
	},
	{ what: "a space before the bracket", make: inLine(/^ *[\p{L}\p{N}_]+\[\d+\]/u, (line) => line.replace("[", " [")) },
	{ what: "no colon behind a header", make: inBlock(TABLE, (head, body) => [head.slice(0, -1), ...body], isWideTable) },
	{
		what: "a delimiter behind the fields",
		make: inBlock(TABLE, (head, body) => [head.replace("}:", ",}:"), ...body], isWideTable),
	},
	{ what: "a comment behind a header", make: inLine(TABLE, (line) => `${line} // a note`) },
	{
		what: "rows on the header line",
		make: inBlock(
			TABLE,
			(head, body) => [`${head} ${body.map((row) => row.trim()).join("; ")}`],
			(body, match) => isWideTable(body, match) && body.every((row) => !row.includes(";")),
		),
	},
	// Delimiters.
	{
		what: "a delimiter behind each row",
		make: inBlock(TABLE, (head, body) => [head, ...body.map((row) => `${row},`)], isWideTable),
	},
	{ what: "a delimiter behind inline values", make: inLine(INLINE, (line) => `${line},`) },
	{
		what: "pipes in the rows",
		make: inBlock(TABLE, (head, body) => [head, ...body.map((row) => row.replaceAll(",", "|"))], isWideTable),
	},
	{
		what: "semicolons in the rows",
		make: inBlock(
			TABLE,
			(head, body) => [head, ...body.map((row) => row.replaceAll(",", ";"))],
			(body, match) => isWideTable(body, match) && body.every((row) => !row.includes(";")),
		),
	},
	{
		what: "a pipe declared, commas written",
		make: inBlock(TABLE, (head, body) => [head.replace("]", "|]"), ...body], isWideTable),
	},
	// Strings.
	{ what: "a string that is not closed", make: inLine(/^ *[\p{L}_]+: "[^"\\]*"$/u, (line) => line.slice(0, -1)) },
	{
		what: "a field in the style of JSON",
		// What is no string would become one.
		make: inLine(/^ *[\p{L}_]+: (?!(?:true|false|null)$)[\p{L} ]+$/u, (line) =>
			line.replace(/^( *)([^:]+): (.*)$/, '$1"$2": "$3",'),
		),
	},
	{ what: "a colon of full width", make: inLine(FIELD, (line) => line.replace(": ", "：")) },
	{ what: "returns for line ends", make: (lines) => (lines.length > 2 ? [`${lines.join("\r")}\r`] : undefined) },
	{
		what: "no-break spaces as indentation",
		make: (lines) =>
			lines.some((line) => line.startsWith("  "))
				? lines.map((line) => line.replace(/^ +/, (spaces) => "\u00a0".repeat(spaces.length)))
				: undefined,
	},
];
