/** Random Markdown with fences in lists and quotes, whole ones and broken ones; and what a user does to it. */
import type { Random } from "./random";
import { randomDocument } from "./texts";

/** What stands between fences, and what decides whether they are some. */
const LINES = [
	"text",
	"more of it: [a](b)",
	"# Heading",
	"---",
	"===",
	"***",
	"- item",
	"-",
	"1. first",
	"2. second",
	"+   wide",
	"-\ttab",
	"> quoted",
	">quoted",
	">",
	">\ttab",
	"    code",
	"\tcode",
	"<div>",
	"</div>",
	"<!-- comment",
	"-->",
	"<script>",
	"</script>",
	'<span class="a">',
	"",
	"",
	"  ",
	"\t",
	"a: 1",
	"t[2]{a,b}:",
	"  1,2",
];

const PREFIXES = [
	"",
	"",
	"",
	" ",
	"  ",
	"   ",
	"    ",
	"\t",
	"> ",
	">",
	"- ",
	"1. ",
	"10) ",
	"* ",
	"-   ",
	"> > ",
	"> - ",
	">\t",
	"-\t",
];

const MARKS = ["```", "```", "```", "````", "~~~", "~~~~", "``"];

const INFOS = [
	"toon",
	"toon",
	"toon",
	"TOON",
	" toon {.numbers}",
	"{toon}",
	"{.toon #id}",
	"toon:a.toon",
	"json",
	"csv",
	"",
	"toonish",
	"to`on",
];

/** A fence with a TOON document, sound or broken, at some indentation. */
function fence(random: Random, prefix: string): string[] {
	const mark = random.pick(MARKS);
	const body = randomDocument(random).text.split("\n").slice(0, 12);
	if (random.chance(0.5)) body.splice(random.below(body.length + 1), 0, random.pick(LINES));
	const end = random.chance(0.85) ? [random.pick([mark, mark, `${mark}${mark[0]}`, random.pick(MARKS)])] : [];
	return [`${mark}${random.pick(INFOS)}`, ...body, ...end].map((line) => prefix + line);
}

/** Lines that go on in the containers that the first of them opens. */
function contained(random: Random, depth: number): string[] {
	if (depth === 0 || random.chance(0.3)) return random.chance(0.6) ? fence(random, "") : [random.pick(LINES)];
	const inner = random.times(random.between(1, 3), () => contained(random, depth - 1)).flat();
	const marker = random.pick(["> ", "> ", ">", "- ", "1. ", "12. ", "-   ", "* ", "- \t"]);
	const rest = marker.startsWith(">")
		? marker
		: random.chance(0.9)
			? " ".repeat(marker.replace("\t", "  ").length)
			: "";
	return inner.map((line, index) => {
		if (random.chance(0.04)) return line;
		if (line === "" && !rest.startsWith(">") && random.chance(0.7)) return line;
		return (index === 0 ? marker : rest) + line;
	});
}

export function randomMarkdown(random: Random): string {
	const lines: string[] = [];
	for (let left = random.between(1, 8); left > 0; left--) {
		const kind = random.below(4);
		if (kind === 0) lines.push(...fence(random, random.pick(PREFIXES)));
		else if (kind === 1) lines.push(...contained(random, 3));
		else if (kind === 2)
			lines.push(random.times(random.between(1, 3), () => random.pick(PREFIXES)).join("") + random.pick(LINES));
		else lines.push(random.pick(PREFIXES) + random.pick(MARKS) + random.pick(["", "", ...INFOS]));
	}
	const end = random.weighted([
		[6, "\n"],
		[2, "\r\n"],
		[1, "\r"],
	] as const);
	return lines.join(end) + (random.chance(0.7) ? end : "");
}

/** What is typed or pasted into Markdown: all that opens, closes or moves a fence. */
export const MARKDOWN_SNIPPETS = [
	"```",
	"```toon\n",
	"\n```\n",
	"~~~",
	"`",
	"> ",
	">",
	"- ",
	"\n",
	"\r\n",
	"\r",
	" ",
	"    ",
	"\t",
	"toon",
	"json",
	"x",
	",",
	"1,2\n",
	"\n> ",
	"<div>\n",
	"",
	"",
];

/** An edit of a text, as an editor tells it: small ones mostly, often beside what makes a fence. */
export function randomMarkdownEdit(random: Random, text: string): { start: number; end: number; text: string } {
	const marks = [...text.matchAll(/[`~>\n-]/g)].map(({ index }) => index);
	const near = marks.length > 0 && random.chance(0.6);
	const start = Math.min(text.length, near ? random.pick(marks) + random.between(0, 3) : random.below(text.length + 1));
	const length = random.weighted([
		[5, 0],
		[4, 1],
		[2, random.below(8)],
		[1, random.below(200)],
	] as const);
	const inserted = random.chance(0.03) ? randomMarkdown(random).slice(0, 400) : random.pick(MARKDOWN_SNIPPETS);
	return { start, end: Math.min(text.length, start + length), text: inserted };
}
