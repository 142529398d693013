/** What git calls once `git install` has told it to: `git textconv` for its diffs, `git merge` for its merges. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { COMPARED_DEPTH, depthOfJson, flatten, mergeTexts, readExact } from "../compare";
import { writeAtomically } from "../workspace/atomicWrite";
import { decodeText, encodeText } from "../workspace/text";
import type { Context } from "./context";
import { EXIT_CODES, type ExitCode } from "./exitCodes";
import { GitError, git } from "./git";

/**
 * Prints a file as one line for each value, so that git's diff shows what changed by value. A file that has no value is
 * printed as it is: git compares its text then, as it would without us.
 */
export async function gitTextconv(file: string, context: Context): Promise<ExitCode> {
	const { out } = context.terminal;
	const bytes = await readFile(resolve(context.folder, file));
	const read = decodeText(bytes);
	const text = "text" in read ? read.text : bytes.toString("latin1");
	const json = "text" in read ? await jsonOf(text) : undefined;
	if (json === undefined) {
		await out.write(text);
		return EXIT_CODES.ok;
	}
	let lines = "";
	for (const line of flatten(readExact(json))) {
		lines += `${line}\n`;
		if (lines.length < 2 ** 16) continue;
		await out.write(lines);
		lines = "";
	}
	await out.write(lines);
	return EXIT_CODES.ok;
}

async function jsonOf(text: string): Promise<string | undefined> {
	const { runTask } = await import("../workspace/worker");
	const options = { pretty: false };
	const common = { strict: true, indentSize: "auto", options, output: undefined } as const;
	const result = await runTask({ kind: "convert", source: { text }, from: "toon", to: "json", ...common });
	const isTaken = result.text !== undefined && depthOfJson(result.text, COMPARED_DEPTH) <= COMPARED_DEPTH;
	return isTaken ? result.text : undefined;
}

/** What tells git that there are no conflicts, or some. */
const MERGED = EXIT_CODES.ok;
const CONFLICTS = EXIT_CODES.stale;

/**
 * Merges `theirs` into the file `ours`, where git looks for the result. What cannot be merged by its structure is left to
 * git's own merge of texts.
 * @param size characters of a conflict's mark
 */
export async function gitMerge(
	files: { readonly base: string; readonly ours: string; readonly theirs: string; readonly size: number },
	{ folder }: Context,
): Promise<ExitCode> {
	const { size } = files;
	const paths = [files.base, files.ours, files.theirs].map((name) => resolve(folder, name));
	const texts = await Promise.all(paths.map(async (path) => decodeText(await readFile(path))));
	const [base, ours, theirs] = texts.map((each) => ("text" in each ? each.text : undefined));
	const marks = { ours: "ours", theirs: "theirs", size };
	const result =
		base === undefined || ours === undefined || theirs === undefined
			? undefined
			: mergeTexts(base, ours, theirs, marks);
	if (result !== undefined) {
		const mark = texts[1] !== undefined && "mark" in texts[1] && texts[1].mark;
		await writeAtomically(paths[1]!, encodeText(result.text, mark));
		return result.conflicts === 0 ? MERGED : CONFLICTS;
	}
	const labels = ["-L", marks.ours, "-L", "base", "-L", marks.theirs];
	const args = ["merge-file", `--marker-size=${size}`, ...labels, paths[1]!, paths[0]!, paths[2]!];
	try {
		await git(args, folder);
		return MERGED;
	} catch (error) {
		// It ends with the number of conflicts, or refuses what is no text: the file is there, and somebody must look at it.
		if (error instanceof GitError) return CONFLICTS;
		throw error;
	}
}
