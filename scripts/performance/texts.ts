/** What is said of a run: docs/performance.md, and the section of the README. */
import { barOf, withUnit } from "../../bench/figures";
import type { Measure } from "../../bench/framework";
import { type Results, ratioOf, rounded } from "./results";
import { type Scale, scaleSection } from "./scale";

const row = (measure: Measure): string => {
	const { suite, name, ratio, unit, met, detail } = measure;
	const verdict = met === false ? "missed" : "";
	return `| ${suite}: ${name} | ${withUnit(ratio, unit)} | ${barOf(measure)} | ${verdict} | ${detail} |`;
};

/** The whole of docs/performance.md. */
export const performancePage = (results: Results, scale: Scale): string => `# Performance

Measured by \`npm run bench\`, each beside a peer or the full work in the same run, in turn, so that the speed of the
machine does not count. \`×\` is a ratio: how many times as fast as the named peer (≥), or which share of its time or size
(≤). The bar is what must be reached before a change is accepted.

${results.machine}, ${results.date}:

| | Figure | Bar | | Medians |
|---|--:|--:|---|---|
${results.measures.map(row).join("\n")}

\`cli: count\` and \`cli: convert\` of 1,000 files compare threads with one thread. On two cores hardly a thread is started,
so both sides do the same work, and the figure is 1 within what the machine varies.

${scaleSection(scale)}
To measure again: \`npm run bench -- --json run.json && npm run performance -- run.json\`, which writes this page, the
README's section and its chart; and the same with \`npm run bench -- scale --large --json run.json\`. The figures stand in
[performance.json](performance.json) and [scale.json](scale.json).
`;

const start = "<!-- written by npm run performance -->\n";
const end = "<!-- end -->\n";

/** The README with its section on speed as the run has it. Throws if the marks of the section are gone. */
export function withSpeed(readme: string, results: Results): string {
	const [before, rest] = readme.split(start);
	const after = rest?.split(end)[1];
	if (before === undefined || after === undefined)
		throw new Error(`README.md has no section between ${start}and ${end}`);
	return before + start + speed(results) + end + after;
}

function speed(results: Results): string {
	const parse = "full parse with diagnostics, 4 MB table";
	const json = rounded(1 / ratioOf(results, "language", `${parse}, JSON.parse`));
	const reference = rounded(ratioOf(results, "language", `${parse}, reference`));
	const edit = rounded(1 / ratioOf(results, "language", "a character in the middle, 5 MB table"));
	const wasm = rounded(ratioOf(results, "tokens", "1 MB of TOON, tiktoken WASM"));
	return `<picture>
  <source media="(prefers-color-scheme: dark)" srcset="images/performance-dark.svg">
  <source media="(prefers-color-scheme: light)" srcset="images/performance-light.svg">
  <img alt="Bars: the time that TOON Workbench takes, and the time that others take" src="images/performance.png">
</picture>

A table of 4 MB is read, with every diagnostic, ${json} times as fast as \`JSON.parse\` reads the same value, and ${reference} times as
fast as the reference decoder decodes it. A character typed into 5 MB costs 1/${edit} of reading it again. Tokens are counted
exactly, ${wasm} times as fast as by tiktoken's WebAssembly ([every figure](docs/performance.md)).
`;
}
