/** Damage to the structure of a document: other notations, wrappings, hyphens, ends that come too early, depths. */
import {
	added,
	cutOff,
	type Damage,
	deeper,
	FIELD,
	INLINE,
	inBlock,
	indentOf,
	inLine,
	isObject,
	isPlainInline,
	isWideTable,
	items,
	jsonOf,
	KEY,
	LIST,
	listBody,
	markdown,
	placeOf,
	shallower,
	TABLE,
	whole,
} from "./places";

export const STRUCTURE: readonly Damage[] = [
	// YAML lists.
	{
		what: "a list without a header",
		make: inBlock(LIST, (head, body) => [head.replace(/\[\d+\]/, ""), ...body], listBody),
	},
	{
		what: "a list without a header, level with its key",
		make: inBlock(LIST, (head, body) => [head.replace(/\[\d+\]/, ""), ...shallower(body, 2)], listBody),
	},
	{
		what: "a list at the root without a header",
		make: (lines) => (/^\[\d+\]:$/.test(lines[0]!) && lines.length > 2 ? shallower(lines.slice(1), 2) : undefined),
	},
	{
		what: "a table as a list of YAML",
		make: inBlock(
			TABLE,
			(head, body, match) => {
				const names = match[5]!.slice(1, -1).split(",");
				const before = `${" ".repeat(indentOf(head))}  `;
				const rows = body.flatMap((row) =>
					row
						.trim()
						.split(",")
						.map((cell, i) => `${before}${i === 0 ? "- " : "  "}${names[i]}: ${cell}`),
				);
				return [`${match[1]}${match[3]}:`, ...rows];
			},
			(body, match) => match[2] === undefined && match[3] !== "" && isWideTable(body, match),
		),
	},
	// Values of lists.
	{ what: "items without hyphens", make: items((value) => value) },
	{ what: "items with asterisks", make: items((value) => `* ${value}`) },
	{ what: "items with bullets", make: items((value) => `• ${value}`) },
	{ what: "items with numbers", make: items((value, index) => `${index + 1}. ${value}`) },
	{ what: "items with numbers and parentheses", make: items((value, index) => `${index + 1}) ${value}`) },
	{ what: "hyphens without spaces", make: items((value) => `-${value}`) },
	{
		what: "items with commas at their ends",
		make: items((value, index, count) => (index === count - 1 ? value : `${value},`)),
	},
	{
		what: "values on the line below the header",
		make: inBlock(
			INLINE,
			(head) => [
				head.replace(/: .*/, ":"),
				`${" ".repeat(indentOf(head) + (/^ *- /.test(head) ? 4 : 2))}${head.replace(/^.*?: /, "")}`,
			],
			(_, match) => isPlainInline(match),
		),
	},
	{
		what: "bare values below a key",
		make: (lines, random) => {
			const listed = items((value) => value)(lines, random);
			return listed?.map((line) => (!lines.includes(line) && LIST.test(line) ? line.replace(/\[\d+\]/, "") : line));
		},
	},
	// Wrappings.
	{ what: "a fence with a name", make: whole(["```toon"], ["```"]) },
	{ what: "a fence without a name", make: whole(["```"], ["```"]) },
	{ what: "a fence of tildes", make: whole(["~~~toon"], ["~~~"]) },
	{ what: "a fence that is not closed", make: whole(["```toon"], []) },
	{
		what: "a fence with prose around",
		make: whole(["Here is the data:", "", "```toon"], ["```", "", "Let me know if you need more!"]),
	},
	{ what: "prose before", make: whole(["Sure! Here is the data that you asked for.", ""], []) },
	{ what: "prose behind", make: whole([], ["", "Let me know if you need anything else!"]) },
	{ what: "prose before and behind", make: whole(["Here you go!", ""], ["", "I hope that this is what you need."]) },
	{ what: "a comment with //", make: added("// a note") },
	{ what: "a comment with // and a comma", make: added("// first, second") },
	{ what: "a comment with --", make: added("-- a note") },
	{ what: "a comment with ;", make: added("; a note") },
	{ what: "a comment of C", make: added("/* a note */") },
	{ what: "a comment of HTML", make: added("<!-- a note -->") },
	{ what: "a rule at the start", make: whole(["---"], []) },
	{ what: "rules around", make: whole(["---"], ["---"]) },
	{ what: "an equals sign for a colon", make: inLine(FIELD, (line) => line.replace(FIELD, "$1$2 = $3")) },
	{
		what: "equals signs for colons",
		make: (lines) => {
			// Entry rows are no fields.
			if (lines.some((line) => /\[\d+:/.test(line))) return undefined;
			const changed = lines.map((line) => line.replace(FIELD, "$1$2=$3"));
			return changed.every((line, at) => line === lines[at]) ? undefined : changed;
		},
	},
	{ what: "an arrow for a colon", make: inLine(FIELD, (line) => line.replace(FIELD, "$1$2 => $3")) },
	{
		what: "a table of Markdown",
		make: inBlock(
			TABLE,
			(head, body, match) => [
				`${match[1]}${match[3]}:`,
				...[
					markdown(match[5]!.slice(1, -1)),
					`|${" --- |".repeat(match[5]!.split(",").length)}`,
					...body.map(markdown),
				].map((row) => " ".repeat(indentOf(head) + 2) + row),
			],
			(body, match) => match[2] === undefined && match[3] !== "" && isWideTable(body, match),
		),
	},
	{
		what: "rows between pipes",
		make: inBlock(
			TABLE,
			(head, body) => [head, ...body.map((row) => " ".repeat(indentOf(row)) + markdown(row))],
			isWideTable,
		),
	},
	{
		what: "a key without its colon",
		make: inBlock(
			KEY,
			(head, body) => [head.slice(0, -1), ...body],
			(body, match) => body.length > 0 && match[2] === undefined,
		),
	},
	{
		what: "a section of INI",
		make: inBlock(
			KEY,
			(_, body, match) => [`[${match[3]}]`, ...shallower(body, 2)],
			(body, match, at) => at === 0 && match[1] === "" && body.length > 1 && body.every((line) => FIELD.test(line)),
		),
	},
	// JSON.
	{ what: "pretty JSON", make: (lines) => JSON.stringify(jsonOf(lines), null, 2)?.split("\n") },
	{
		what: "compact JSON over several lines",
		make: (lines) => {
			const value = jsonOf(lines);
			if (!isObject(value)) return undefined;
			const members = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}:${JSON.stringify(each)}`);
			return members.length < 2 ? undefined : ["{", members.join(",\n"), "}"].join("\n").split("\n");
		},
	},
	{
		what: "a value of JSON",
		make: (lines, random) => {
			const value = jsonOf(lines);
			if (!isObject(value)) return undefined;
			const place = placeOf(lines, random, /^([\p{L}_][\p{L}\p{N}_]*)(?:\[.*)?:$/u, (body) => body.length > 0);
			if (place === undefined) return undefined;
			const key = place.match[1]!;
			const json = JSON.stringify(value[key], null, 2)?.split("\n");
			return json && [...lines.slice(0, place.at), `${key}: ${json[0]}`, ...json.slice(1), ...lines.slice(place.end)];
		},
	},
	// Hyphens.
	{
		what: "a hyphen alone",
		make: inLine(/^ *- [^\s"[\]{}]+: /, (line) => line.replace(/^( *)- (.*)$/, "$1-\n$1  $2")),
	},
	{
		what: "fields level with their hyphens",
		make: inBlock(
			LIST,
			(head, body) => [head, ...body.map((line) => (/^ *- /.test(line) ? line : line.slice(2)))],
			(body, match) =>
				listBody(body, match) &&
				body.every(
					(line) => indentOf(line) <= indentOf(body[0]!) + 2 && (/^ *- [^[\]{}":]+: /.test(line) || FIELD.test(line)),
				) &&
				body.some((line) => !/^ *- /.test(line)),
		),
	},
	{
		what: "items level with their header",
		make: inBlock(LIST, (head, body) => [head, ...shallower(body, 2)], listBody),
	},
	{
		what: "rows level with their header",
		make: inBlock(
			TABLE,
			(head, body) => [head, ...shallower(body, 2)],
			(body, match) => match[2] === undefined && isWideTable(body, match),
		),
	},
	// Truncation.
	{ what: "rows cut off", loses: true, make: cutOff((last) => last) },
	{
		what: "half a row",
		loses: true,
		make: cutOff((last) => (last.includes(",") ? last.slice(0, last.lastIndexOf(",")) : undefined)),
	},
	{ what: "an open string at the end", loses: true, make: cutOff((last) => last.replace(/([^,]+)$/, '"$1')) },
	// Indentation.
	{
		what: "rows indented by a space more",
		make: inBlock(TABLE, (head, body) => [head, ...deeper(body, 1)], isWideTable),
	},
	{
		what: "rows indented by a space less",
		make: inBlock(TABLE, (head, body) => [head, ...shallower(body, 1)], isWideTable),
	},
	{
		what: "a block too deep",
		make: inBlock(
			KEY,
			(head, body) => [head, ...deeper(body, 2)],
			(body) => body.length > 0,
		),
	},
	{
		what: "tabs for spaces",
		make: (lines) =>
			lines.some((line) => line.startsWith("  "))
				? lines.map((line) => line.replace(/^(?: {2})+/, (spaces) => "\t".repeat(spaces.length / 2)))
				: undefined,
	},
	{
		what: "a blank line in a table",
		make: inBlock(TABLE, (head, body) => [head, body[0]!, "", ...body.slice(1)], isWideTable),
	},
];
