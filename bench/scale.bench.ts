/**
 * Size against time and memory, as whole processes: each conversion, check and count from 10 kB on. On demand
 * (`npm run bench -- scale`), with `--large` up to 2 GB. On Linux the time is that of the processor, in all processes and
 * threads together, which a busy machine does not change; elsewhere it is that of the clock.
 */
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bench, Suite } from "./framework";

const program = join(process.cwd(), "dist", "cli.js");

/** Bytes of a source, by what they are called. */
const SIZES: readonly (readonly [name: string, bytes: number])[] = [
	["10 kB", 1e4],
	["100 kB", 1e5],
	["1 MB", 1e6],
	["10 MB", 1e7],
];
const LARGE_SIZES: typeof SIZES = [
	["2 GB", 2 ** 31],
	["100 MB", 1e8],
];

/** Bytes up to which a format is read or written whole; it has no point beyond. */
const WHOLE_ONLY = 2e7;

interface Job {
	readonly name: string;
	readonly from: Source;
	readonly args: readonly string[];
	/** Part by part, whatever the size. */
	readonly isStreamed: boolean;
	/** Bytes beyond which it is not measured, since it takes long and tells nothing new. */
	readonly most?: number;
}

const sources = ["csv", "toon", "jsonl", "json", "tsv", "yaml", "md"] as const;
type Source = (typeof sources)[number];

const titles: Readonly<Record<Source, string>> = {
	csv: "CSV",
	tsv: "TSV",
	jsonl: "JSONL",
	json: "JSON",
	toon: "TOON",
	yaml: "YAML",
	md: "Markdown",
};

const streamed: readonly Source[] = ["csv", "tsv", "jsonl", "json", "toon"];

const convert = (from: Source, to: string, title: string, isStreamed: boolean): Job => ({
	name: `${titles[from]} to ${title}`,
	from,
	args: ["convert", "--force", "--out", "out/", "--to", to],
	isStreamed,
});

const jobs: readonly Job[] = [
	...streamed.filter((from) => from !== "toon").map((from) => convert(from, "toon", "TOON", true)),
	convert("yaml", "toon", "TOON", false),
	convert("md", "toon", "TOON", false),
	convert("toon", "json", "JSON", true),
	convert("toon", "jsonl", "JSONL", true),
	convert("toon", "csv", "CSV", true),
	convert("toon", "tsv", "TSV", true),
	convert("toon", "yaml", "YAML", false),
	convert("toon", "markdown", "Markdown", false),
	convert("toon", "html", "HTML", false),
	...streamed.map((from) => ({ name: `check ${titles[from]}`, from, args: ["check"], isStreamed: true })),
	...streamed.map((from) => ({
		name: `count ${titles[from]}`,
		from,
		args: ["count"],
		isStreamed: true,
		...(from !== "csv" && from !== "toon" && { most: 1e9 }),
	})),
];

/** Cells of a row: numbers, words and dates, as most tables have. */
const cells = (row: number): readonly (string | number)[] => [
	row,
	`Person Number ${row}`,
	"Copenhagen",
	Number((row * 1.37 + 0.001).toFixed(3)),
	`2025-11-${10 + (row % 20)}`,
];
const FIELDS = ["id", "name", "city", "score", "day"] as const;

const record = (row: number): string =>
	JSON.stringify(Object.fromEntries(FIELDS.map((field, at) => [field, cells(row)[at]])));

/** What stands before the rows, a row, and what stands behind. */
const writers: Partial<Record<Source, readonly [before: string, row: (row: number) => string, after: string]>> = {
	csv: [`${FIELDS.join(",")}\n`, (row) => `${cells(row).join(",")}\n`, ""],
	tsv: [`${FIELDS.join("\t")}\n`, (row) => `${cells(row).join("\t")}\n`, ""],
	jsonl: ["", (row) => `${record(row)}\n`, ""],
	json: ["[\n", (row) => `${row === 0 ? "" : ",\n"}${record(row)}`, "\n]\n"],
};

/** Writes a source of about so many bytes. TOON, YAML and Markdown are made from CSV of that size, by us. */
async function makeSource(folder: string, source: Source, bytes: number): Promise<string> {
	const file = join(folder, `rows.${source}`);
	const writer = writers[source];
	if (writer === undefined) {
		const from = source === "toon" ? await makeSource(folder, "csv", bytes) : await makeSource(folder, "toon", bytes);
		const to = source === "md" ? "markdown" : source;
		await run(folder, [program, "convert", from, "--force", "--to", to, "--out", file]);
		rmSync(from);
		return file;
	}
	const [before, row, after] = writer;
	const descriptor = openSync(file, "w");
	let pending = before;
	for (let at = 0, written = 0; written < bytes; at++) {
		pending += row(at);
		if (pending.length < 1 << 20 && written + pending.length < bytes) continue;
		written += writeSync(descriptor, pending);
		pending = "";
	}
	writeSync(descriptor, after);
	closeSync(descriptor);
	return file;
}

interface Run {
	readonly seconds: number;
	/** Memory of the process and those that it started, at its highest; undefined where the system does not say. */
	readonly megabytes: number | undefined;
}

/** Milliseconds between two looks at the process. */
const LOOK = 10;

function run(folder: string, args: readonly string[]): Promise<Run> {
	return new Promise((resolve, reject) => {
		const env = { ...process.env, XDG_STATE_HOME: join(folder, "state") };
		const start = performance.now();
		const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
		let said = "";
		child.stderr.on("data", (text) => {
			said += String(text);
		});
		let most = 0;
		let ticks = 0;
		const look = setInterval(() => {
			most = Math.max(most, residentBytes(child.pid!));
			ticks = Math.max(ticks, ticksOf(child.pid!));
		}, LOOK);
		child.on("error", reject);
		child.on("exit", (code) => {
			clearInterval(look);
			if (code !== 0) return reject(new Error(`${args.join(" ")} ended with ${code}: ${said}`));
			const seconds = ticks === 0 ? (performance.now() - start) / 1000 : ticks / TICKS_A_SECOND;
			resolve({ seconds, megabytes: most === 0 ? undefined : most / 1e6 });
		});
	});
}

/** Of a process and its children, as Linux tells; 0 elsewhere. */
function residentBytes(pid: number): number {
	try {
		const own = Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
		return childrenOf(pid).reduce((sum, child) => sum + residentBytes(child), own);
	} catch {
		return 0;
	}
}

/** What Linux counts time in, on every machine that Node runs on. */
const TICKS_A_SECOND = 100;

/** Time of the processor that a process and its children took, those that ended too; 0 elsewhere. */
function ticksOf(pid: number): number {
	try {
		// Behind the name, which may hold anything: utime, stime, cutime and cstime are the 12th to 15th (proc(5)).
		const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
		const own = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
		return childrenOf(pid).reduce((sum, child) => sum + ticksOf(child), own);
	} catch {
		return 0;
	}
}

const childrenOf = (pid: number): readonly number[] =>
	readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
		.split(" ")
		.filter((child) => child !== "")
		.map(Number);

const isLarge = process.argv.includes("--large");

export const scale: Suite = {
	name: "scale",
	onDemand: true,
	async run(bench: Bench): Promise<void> {
		const folder = mkdtempSync(join(tmpdir(), "toon-scale-"));
		mkdirSync(join(folder, "out"));
		try {
			for (const [size, bytes] of [...(isLarge ? LARGE_SIZES : []), ...SIZES]) {
				for (const source of sources) {
					const mine = jobs.filter(
						({ from, isStreamed, most = Number.POSITIVE_INFINITY }) =>
							from === source && bytes <= (isStreamed ? most : WHOLE_ONLY),
					);
					if (mine.length > 0) await measure(bench, folder, { size, bytes, source, mine });
				}
			}
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	},
};

interface Part {
	readonly size: string;
	readonly bytes: number;
	readonly source: Source;
	readonly mine: readonly Job[];
}

async function measure(bench: Bench, folder: string, { size, bytes, source, mine }: Part): Promise<void> {
	const file = await makeSource(folder, source, bytes);
	const megabytes = statSync(file).size / 1e6;
	for (const { name, args } of mine) {
		const { seconds, megabytes: memory } = await run(folder, [program, ...args, file]);
		const detail = `${megabytes.toPrecision(3)} MB`;
		bench.amount(`${name}, ${size}: time`, seconds, "s", null, detail);
		if (memory !== undefined) bench.amount(`${name}, ${size}: memory`, memory, "MB", null, detail);
		rmSync(join(folder, "out"), { recursive: true });
		mkdirSync(join(folder, "out"));
	}
	rmSync(file);
}
