/** What the data files of a workspace cost, and what they would cost as TOON: totals, and the few that are worth naming. */
import { URI } from "vscode-uri";
import { type Cancellation, checkCancelled, formatOf, isReadable } from "../convert";
import type { Counting } from "./counting";
import { Extremes } from "./extremes";
import { compileGlob, GlobError } from "./globs";
import type { WorkPool } from "./pool";
import type { Measured, MeasureQuestion, MeasureResult } from "./savingsTypes";
import type { ScanTask } from "./tasks";
import { runTask } from "./worker";
import type { Workspace } from "./workspace";

/** Finds files below a folder, without those that git ignores. */
export type FindFiles = (folder: string, accepts: (path: string) => boolean) => AsyncIterable<string>;

export interface MeasureServices {
	readonly workspace: Pick<Workspace, "folders" | "settingsOf">;
	readonly counting: Counting;
	readonly pool: Pick<WorkPool, "run"> | undefined;
	readonly find: FindFiles;
}

/** Files that a thread is given at a time. */
const BATCH = 16;
/** Batches under way: enough that no thread waits. */
const AHEAD = 4;
/** Of those that gain most, and of those that lose most. */
const MOST_NAMED = 200;

/** @param tell how many files have been measured */
export async function measureWorkspace(
	{ exclude }: MeasureQuestion,
	services: MeasureServices,
	tell: (files: number) => void,
	cancellation: Cancellation,
): Promise<MeasureResult> {
	const { workspace, counting, find } = services;
	const sums = new Sums();
	let label = "";
	for (const folder of workspace.folders.filter(({ scheme }) => scheme === "file")) {
		const counter = await counting.forModel((await workspace.settingsOf(folder.toString())).model);
		label = counter.label;
		const isExcluded = globsOf(exclude);
		const accepts = (path: string): boolean => isReadable(formatOf(path) ?? "toon") && !isExcluded(path);
		const running = new Set<Promise<void>>();
		let batch: ScanTask[] = [];
		const start = (): void => {
			const tasks = batch;
			batch = [];
			const work = run(tasks, services).then((results) => {
				for (const [index, { parts = [], problems }] of results.entries()) {
					sums.add(pathOf(tasks[index]!), parts, problems.length > 0);
				}
				tell(sums.files);
			});
			const settled: Promise<void> = work.finally(() => running.delete(settled));
			running.add(settled);
		};
		for await (const path of find(folder.fsPath, accepts)) {
			checkCancelled(cancellation);
			batch.push({ kind: "scan", source: { file: path }, from: formatOf(path)!, encoding: counter.counter.encoding });
			if (batch.length === BATCH) start();
			if (running.size >= AHEAD) await Promise.race(running);
		}
		if (batch.length > 0) start();
		await Promise.all(running);
	}
	checkCancelled(cancellation);
	return { encoding: label, ...sums.result };
}

async function run(tasks: readonly ScanTask[], { pool }: MeasureServices) {
	return pool === undefined ? Promise.all(tasks.map((task) => runTask(task))) : pool.run(tasks);
}

const pathOf = ({ source }: ScanTask): string => ("file" in source ? source.file : "");

/** Whether a path is one of those that the editor does not show. A glob that is none excludes nothing. */
function globsOf(globs: readonly string[]): (path: string) => boolean {
	const compiled = globs.flatMap((glob) => {
		try {
			return [compileGlob(glob, { dot: true }), compileGlob(`${glob}/**`, { dot: true })];
		} catch (error) {
			if (error instanceof GlobError) return [];
			throw error;
		}
	});
	return (path) => compiled.some((glob) => glob.matches(path));
}

class Sums {
	files = 0;
	#tokens = 0;
	#toon = 0;
	#skipped = 0;
	readonly #gaining = new Extremes<Measured>(MOST_NAMED, ({ tokens, toon }) => tokens - toon);
	readonly #losing = new Extremes<Measured>(MOST_NAMED, ({ tokens, toon }) => toon - tokens);

	add(path: string, parts: readonly Omit<Measured, "uri">[], isSkipped: boolean): void {
		this.files++;
		if (isSkipped) this.#skipped++;
		const uri = URI.file(path).toString();
		for (const part of parts) {
			this.#tokens += part.tokens;
			this.#toon += part.toon;
			(part.toon < part.tokens ? this.#gaining : this.#losing).add({ uri, ...part });
		}
	}

	get result(): Omit<MeasureResult, "encoding"> {
		const { parts: gaining } = this.#gaining;
		const { parts: losing } = this.#losing;
		return { files: this.files, skipped: this.#skipped, tokens: this.#tokens, toon: this.#toon, gaining, losing };
	}
}
