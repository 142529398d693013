/** The .toon files of git's index: what the next commit will hold, which need not be what stands in the folder. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readMarker } from "../convert";
import { decodeText } from "../workspace/text";
import { blobContents } from "./blobs";
import { GitError, git, gitForPaths, zeroSeparated } from "./git";

export interface StagedFile {
	/** Relative to the top folder, with slashes. */
	readonly path: string;
	/** Hash of the content in git's object store. */
	readonly blob: string;
}

export interface Staged {
	readonly files: readonly StagedFile[];
	/** Paths that the commit takes away, by deletion or under another name. */
	readonly gone: readonly string[];
}

/** The Markdown beside a TOON file. */
export const markdownOf = (source: string): string => source.replace(/\.toon$/i, ".md");

/** Absolute path of the folder that holds the whole working tree. */
export async function topFolder(folder: string): Promise<string> {
	const output = await git(["rev-parse", "--show-toplevel"], folder);
	return output.toString().replace(/\n$/, "");
}

/**
 * What differs from the last commit: the TOON files, and those whose Markdown differs. After `git commit FILE`, whose
 * index of its own got the new Markdown, the ordinary index still has the old one, which the next commit would bring back.
 */
export async function stagedFiles(folder: string): Promise<Staged> {
	const changes = await changesOf("*.toon", folder);
	const files = new Map<string, StagedFile>();
	const gone: string[] = [];
	for (const { path, mode, blob, status } of changes) {
		if (status === "U") throw new GitError(`${path} is not merged yet`);
		if (status === "D") gone.push(path);
		else if (isRegular(mode)) files.set(path, { path: utf8Name(path), blob });
	}
	for (const file of await sourcesOfMarkdown(folder)) if (!files.has(file.path)) files.set(file.path, file);
	return { files: [...files.values()], gone: gone.sort() };
}

/** The named files, staged or not, and those below named folders. */
export async function indexedFiles(names: readonly string[], folder: string): Promise<Staged> {
	const args = ["ls-files", "--stage", "-z", "--full-name", "--error-unmatch"];
	const files = new Map<string, StagedFile>();
	for (const { path, mode, blob, stage } of entriesOf(await gitForPaths(args, names, folder))) {
		if (!/\.toon$/i.test(path) || !isRegular(mode)) continue;
		if (stage !== "0") throw new GitError(`${path} is not merged yet`);
		files.set(path, { path: utf8Name(path), blob });
	}
	return { files: [...files.values()], gone: [] };
}

/** Those of the paths, relative to the top folder, that are in the index as files. */
export async function inIndex(paths: readonly string[], top: string): Promise<ReadonlyMap<string, StagedFile>> {
	const entries = entriesOf(await gitForPaths(["ls-files", "--stage", "-z", "--full-name"], paths, top));
	return new Map(entries.filter(({ mode }) => isRegular(mode)).map(({ path, blob }) => [path, { path, blob }]));
}

interface Change {
	readonly path: string;
	readonly mode: string;
	readonly blob: string;
	readonly status: string;
}

/** A rename is a deletion and an addition. */
async function changesOf(pattern: string, folder: string): Promise<Change[]> {
	const args = ["diff", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-relative", "--no-ext-diff"];
	const fields = zeroSeparated(await git([...args, "--", `:(top,icase)${pattern}`], folder));
	const changes: Change[] = [];
	for (let at = 0; at + 1 < fields.length; at += 2) {
		// `:100644 100644 OLD NEW M`, then the path.
		const [, mode = "", , blob = "", status = ""] = fields[at]!.split(" ");
		const path = fields[at + 1]!;
		changes.push({ path, mode, blob, status });
	}
	return changes;
}

/** The TOON files in the index beside Markdown of ours that the commit would change. */
async function sourcesOfMarkdown(folder: string): Promise<readonly StagedFile[]> {
	// Those that are not merged yet are nobody's until they are written anew.
	const changes = (await changesOf("*.md", folder)).filter(
		({ path, status }) => status !== "U" && path.endsWith(".md"),
	);
	if (changes.length === 0) return [];
	const top = await topFolder(folder);
	const sources = await inIndex(
		changes.map(({ path }) => sourceOf(path)),
		top,
	);
	const isOfSource = ({ path }: Change): boolean => sources.has(sourceOf(path));
	// One that stands in the folder was not taken out of the commit on purpose.
	const isLeft = ({ path, status }: Change): boolean => status === "D" && existsSync(join(top, path));
	const changed = changes.filter((change) => isOfSource(change) && change.status !== "D" && isRegular(change.mode));
	const wanted = [...(await generatedIn(changed, top)), ...changes.filter((each) => isOfSource(each) && isLeft(each))];
	return wanted.map(({ path }) => sources.get(sourceOf(path))!);
}

const sourceOf = (markdown: string): string => markdown.replace(/\.md$/, ".toon");

/** Those of the files that hold Markdown of ours, unedited. */
export async function generatedIn(files: readonly StagedFile[], folder: string): Promise<readonly StagedFile[]> {
	const contents = await blobContents(files, folder);
	return files.filter((_, at) => {
		const read = decodeText(contents[at]!);
		return "text" in read && readMarker(read.text)?.intact === true;
	});
}

interface Entry extends StagedFile {
	readonly mode: string;
	readonly stage: string;
}

function entriesOf(output: Buffer): Entry[] {
	return zeroSeparated(output).map((entry) => {
		const tab = entry.indexOf("\t");
		const [mode = "", blob = "", stage = ""] = entry.slice(0, tab).split(" ");
		return { path: entry.slice(tab + 1), mode, blob, stage };
	});
}

/** No symbolic link, no submodule. */
const isRegular = (mode: string): boolean => mode.startsWith("100");

/** Node's paths are text: a name of other bytes could not be found again. @throws GitError */
function utf8Name(path: string): string {
	if (path.includes("\uFFFD")) throw new GitError(`${path}: its name is not UTF-8; rename it, or leave it out`);
	return path;
}
