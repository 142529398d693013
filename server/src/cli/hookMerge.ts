/**
 * `hook merge`, which git runs for .md files (see `hook install --merge`): generated Markdown is merged by merging what it
 * was generated from, and making it anew. Other Markdown is merged as git does it.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readMarker, withMarker } from "../convert";
import { type ConvertTask, hasErrors, type Problem } from "../workspace/tasks";
import { decodeText } from "../workspace/text";
import type { Context } from "./context";
import { EXIT_CODES, type ExitCode } from "./exitCodes";
import { GitError, git } from "./git";
import { tellProblems } from "./messages";

/** What git gives: files with the three versions, the result of which goes to `ours`; and the path, from the top folder. */
export interface MergeFiles {
	readonly base: string;
	readonly ours: string;
	readonly theirs: string;
	/** Characters of a conflict's marks. */
	readonly markSize: string;
	readonly path: string;
}

type Side = "base" | "ours" | "theirs";
const SIDES = ["ours", "base", "theirs"] as const;

/** 0: merged; 1: a conflict, as git's own drivers say it. */
export async function hookMerge(files: MergeFiles, context: Context): Promise<ExitCode> {
	const markers = SIDES.map((side) => markerOf(files[side]));
	const source = markers[0]?.source;
	const isOfSource = (side: Side, at: number): boolean =>
		(markers[at]?.intact === true && markers[at].source === source) || (side === "base" && isEmpty(files.base));
	const isGenerated = source !== undefined && SIDES.every(isOfSource);
	if (!isGenerated) return mergeInPlace(files, context.folder);
	const folder = mkdtempSync(join(tmpdir(), "toon-merge-"));
	try {
		return (
			(await mergeSources(files, source, folder, context)) ??
			(await mergeBodies(files, source, folder, context)) ??
			(await mergeInPlace(files, context.folder))
		);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Undefined where one of the three sources is not found. */
async function mergeSources(
	files: MergeFiles,
	name: string,
	temporary: string,
	context: Context,
): Promise<ExitCode | undefined> {
	const merged = await mergeTexts((side) => sourceOf(files, side, name, context.folder), temporary, context.folder);
	// The source has a conflict, too: whoever settles that commits it, and with it Markdown of what came out.
	if (merged === "conflict") return EXIT_CODES.ok;
	if (merged === undefined) return undefined;
	const { text, problems } = await markdownFrom(merged, name);
	if (text !== undefined) {
		await writeFile(files.ours, text);
		return EXIT_CODES.ok;
	}
	const place = join(dirname(files.path), name);
	const explained: Problem = {
		severity: "error",
		message: `merged without a conflict, but it is not valid: repair it first`,
	};
	await tellProblems(place, [explained, ...problems], context.terminal);
	return EXIT_CODES.stale;
}

/** Without the first lines, which hold the hashes. Undefined where there is a conflict. */
async function mergeBodies(
	files: MergeFiles,
	name: string,
	temporary: string,
	context: Context,
): Promise<ExitCode | undefined> {
	const body = async (side: Side): Promise<string> => {
		const text = readFileSync(files[side], "utf8");
		return text.slice(text.indexOf("\n") + 1);
	};
	const merged = await mergeTexts(body, temporary, context.folder);
	if (merged === undefined || merged === "conflict") return undefined;
	await writeFile(files.ours, withMarker(merged, name));
	return EXIT_CODES.ok;
}

async function mergeTexts(
	textOf: (side: Side) => Promise<string | undefined>,
	temporary: string,
	folder: string,
): Promise<string | "conflict" | undefined> {
	for (const side of SIDES) {
		const text = await textOf(side);
		if (text === undefined) return undefined;
		await writeFile(join(temporary, side), text);
	}
	try {
		const merged = await git(["merge-file", "-p", ...SIDES.map((side) => join(temporary, side))], folder);
		return merged.toString();
	} catch (error) {
		if (error instanceof GitError) return "conflict";
		throw error;
	}
}

/** Git's own way. Its exit code is the number of conflicts. */
async function mergeInPlace({ ours, base, theirs, markSize }: MergeFiles, folder: string): Promise<ExitCode> {
	const labels = ["-L", "ours", "-L", "base", "-L", "theirs"];
	const size = /^\d+$/.test(markSize) ? [`--marker-size=${markSize}`] : [];
	try {
		await git(["merge-file", "-q", ...size, ...labels, ours, base, theirs], folder);
		return EXIT_CODES.ok;
	} catch (error) {
		if (error instanceof GitError) return EXIT_CODES.stale;
		throw error;
	}
}

/**
 * The text that one version of the Markdown was generated from: in the commits that brought that version, the source
 * beside it. It is converted to see that it is the one.
 */
async function sourceOf(files: MergeFiles, side: Side, name: string, folder: string): Promise<string | undefined> {
	// Both sides have made it: there was none before.
	if (side === "base" && isEmpty(files.base)) return "";
	const markdown = readFileSync(files[side], "utf8");
	const blob = (await git(["hash-object", "--no-filters", files[side]], folder)).toString().trim();
	const search = ["log", "--all", "HEAD", "--full-history", "--format=%H", "--max-count=8", `--find-object=${blob}`];
	const commits = await git([...search, "--", files.path], folder).catch(() => Buffer.of());
	for (const commit of ["HEAD", ...commits.toString().split("\n").filter(Boolean)]) {
		const text = await contentOf(`${commit}:${slashedFolder(files.path)}${name}`, folder);
		if (text !== undefined && (await markdownFrom(text, name)).text === markdown) return text;
	}
	return undefined;
}

const slashedFolder = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);

async function contentOf(object: string, folder: string): Promise<string | undefined> {
	const content = await git(["cat-file", "blob", object], folder).catch(() => undefined);
	const read = content && decodeText(content);
	return read && "text" in read ? read.text : undefined;
}

/** As `hook run` writes it. */
async function markdownFrom(
	text: string,
	name: string,
): Promise<{ readonly text?: string; readonly problems: readonly Problem[] }> {
	const options = { source: name };
	const common = { from: "toon", to: "markdown", strict: true, indentSize: "auto", output: undefined } as const;
	const { runTask } = await import("../workspace/worker");
	const result = await runTask<ConvertTask>({ kind: "convert", source: { text }, options, ...common });
	return hasErrors(result.problems) ? { problems: result.problems } : result;
}

const isEmpty = (file: string): boolean => statSync(file).size === 0;

function markerOf(file: string) {
	const read = decodeText(readFileSync(file));
	return "text" in read ? readMarker(read.text) : undefined;
}
