/** The command line as whole processes: start-up, the commit hook, threads, and the peer's command line in a loop. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { atLeast, atMost, type Bench, median, type Suite } from "./framework";

const root = process.cwd();
const ours = join(root, "dist", "cli.js");
const peer = join(root, "node_modules", "@toon-format", "cli", "bin", "toon.mjs");

/** A TOON file of about 10 kB, no two alike. */
function document(number: number): string {
	const rows = Array.from({ length: 250 }, (_, row) => {
		const id = number * 250 + row;
		return `  ${id},Person ${(id * 7919) % 1000},City of ${id % 17},${(id * 31) % 1000}.5,${id % 3 === 0}`;
	});
	return `# file ${number}\ntitle: File ${number}\nrows[250]{id,name,city,score,active}:\n${rows.join("\n")}\n`;
}

function writeDocuments(folder: string, count: number): string[] {
	mkdirSync(folder, { recursive: true });
	return Array.from({ length: count }, (_, at) => {
		const file = join(folder, `file-${at}.toon`);
		writeFileSync(file, document(at));
		return file;
	});
}

/** Runs a program to its end; its output is thrown away. An exit code other than 0 and 1 is a failure. */
function run(program: string, args: readonly string[], folder: string): void {
	const env = { ...process.env, XDG_STATE_HOME: join(folder, "..", "state") };
	try {
		execFileSync(program, args, { cwd: folder, env, stdio: "ignore" });
	} catch (error) {
		if ((error as { status?: number }).status !== 1) throw error;
	}
}

const node = (args: readonly string[], folder: string): void => run(process.execPath, args, folder);

/** A repository with staged files, as it is before the hook runs for the first time. */
class Repository {
	readonly folder: string;
	readonly files: readonly string[];
	readonly #pristine: string;

	constructor(folder: string, files: number) {
		this.#pristine = join(folder, `pristine-${files}`);
		this.folder = join(folder, `repository-${files}`);
		this.files = writeDocuments(this.#pristine, files);
		run("git", ["init", "-q"], this.#pristine);
		run("git", ["add", "."], this.#pristine);
	}

	reset(): void {
		rmSync(this.folder, { recursive: true, force: true });
		cpSync(this.#pristine, this.folder, { recursive: true });
	}

	runHook(): void {
		node([ours, "hook", "run", "--stage"], this.folder);
	}
}

/** Median milliseconds of a work whose preparation does not count. */
function timed(prepare: () => void, work: () => void, rounds: number): number {
	const times: number[] = [];
	for (let round = -1; round < rounds; round++) {
		prepare();
		const start = performance.now();
		work();
		if (round >= 0) times.push(performance.now() - start);
	}
	return median(times);
}

export const cli: Suite = {
	name: "cli",
	async run(bench: Bench): Promise<void> {
		const folder = mkdtempSync(join(tmpdir(), "toon-bench-"));
		try {
			await startUp(bench, folder);
			hook(bench, folder);
			await threads(bench, folder);
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	},
};

async function startUp(bench: Bench, folder: string): Promise<void> {
	writeFileSync(join(folder, "small.toon"), "users[2]{id,name}:\n  1,Ada\n  2,Bob\n");
	await bench.compare("check of one small file", {
		ours: () => node([ours, "check", "small.toon"], folder),
		peer: () => node(["-e", "0"], folder),
		as: "share",
		bar: atMost(1.5),
		peerName: "node -e 0",
		rounds: 21,
	});
}

function hook(bench: Bench, folder: string): void {
	for (const [files, limit] of [
		[10, 1000],
		[20, 2000],
	] as const) {
		const repository = new Repository(folder, files);
		const mine = timed(
			() => repository.reset(),
			() => repository.runHook(),
			7,
		);
		bench.amount(`hook, ${files} files of 10 kB`, mine, "ms", atMost(limit), "median of 7, whole process");
		if (files !== 20) continue;
		const theirs = timed(
			() => repository.reset(),
			() => {
				for (const file of repository.files) node([peer, file, "-o", `${file}.json`], repository.folder);
			},
			3,
		);
		const detail = `${Math.round(mine)} ms against ${Math.round(theirs)} ms (@toon-format/cli, once a file)`;
		bench.amount("hook, 20 files, against a loop", theirs / mine, "×", atLeast(5), detail);
	}
}

/** On two cores threads may not be slower; on four they are to be three times as fast. */
async function threads(bench: Bench, folder: string): Promise<void> {
	const cores = availableParallelism();
	const bar = cores >= 4 ? atLeast(3) : atLeast(1);
	const data = join(folder, "data");
	writeDocuments(data, 1000);
	const oneCore = join(folder, "one-core.cjs");
	writeFileSync(oneCore, 'require("node:os").availableParallelism = () => 1;\n');
	let round = 0;
	const works: [string, () => string[]][] = [
		["count", () => ["count", data]],
		["convert to Markdown", () => ["convert", data, "--to", "markdown", "--out", join(folder, `out-${round++}/`)]],
	];
	for (const [name, args] of works) {
		await bench.compare(`${name}, 1,000 files of 10 kB`, {
			ours: () => node([ours, ...args()], folder),
			peer: () => node(["--require", oneCore, ours, ...args()], folder),
			as: "speedup",
			bar,
			peerName: `one thread; ${cores} cores here`,
			rounds: 5,
			warmup: 1,
		});
	}
}
