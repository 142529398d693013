/** The .toon files of git's index: what the next commit will hold, which need not be what stands in the folder. */
import { GitError, git, zeroSeparated } from "./git";

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

/** Absolute path of the folder that holds the whole working tree. */
export async function topFolder(folder: string): Promise<string> {
	const output = await git(["rev-parse", "--show-toplevel"], folder);
	return output.toString().replace(/\n$/, "");
}

/** What differs from the last commit. */
export async function stagedFiles(folder: string): Promise<Staged> {
	const args = ["diff", "--cached", "--raw", "-z", "--no-abbrev", "-M", "--no-relative", "--no-ext-diff"];
	const fields = zeroSeparated(await git([...args, "--", ":(top,icase)*.toon"], folder));
	const files: StagedFile[] = [];
	const gone: string[] = [];
	for (let at = 0; at < fields.length; ) {
		// `:100644 100644 OLD NEW R086`, then the path; for a rename or a copy the old one and the new one.
		const [, mode = "", , blob = "", status = ""] = fields[at++]!.split(" ");
		const first = fields[at++]!;
		const path = /^[RC]/.test(status) ? fields[at++]! : first;
		if (status === "U") throw new GitError(`${path} is not merged yet`);
		if (/^[RD]/.test(status)) gone.push(first);
		if (status !== "D" && isRegular(mode)) files.push({ path, blob });
	}
	return { files, gone: gone.sort() };
}

/** The named files, staged or not, and those below named folders. */
export async function indexedFiles(names: readonly string[], folder: string): Promise<Staged> {
	const args = ["--literal-pathspecs", "ls-files", "--stage", "-z", "--full-name", "--error-unmatch", "--"];
	const files: StagedFile[] = [];
	for (const entry of zeroSeparated(await git([...args, ...names], folder))) {
		const tab = entry.indexOf("\t");
		const [mode = "", blob = "", stageNumber] = entry.slice(0, tab).split(" ");
		const path = entry.slice(tab + 1);
		if (!/\.toon$/i.test(path) || !isRegular(mode)) continue;
		if (stageNumber !== "0") throw new GitError(`${path} is not merged yet`);
		files.push({ path, blob });
	}
	return { files, gone: [] };
}

/** No symbolic link, no submodule. */
const isRegular = (mode: string): boolean => mode.startsWith("100");

/** The contents of blobs, in order. */
export async function blobContents(blobs: readonly string[], folder: string): Promise<readonly Uint8Array[]> {
	if (blobs.length === 0) return [];
	const output = await git(["cat-file", "--batch"], folder, blobs.map((blob) => `${blob}\n`).join(""));
	const contents: Uint8Array[] = [];
	for (let at = 0; at < output.length; ) {
		// `HASH blob SIZE`, a line end, the content, a line end.
		const end = output.indexOf(0x0a, at);
		const [hash, type, size] = output.toString("latin1", at, end).split(" ");
		if (type !== "blob") throw new GitError(`${hash} cannot be read from the index`);
		contents.push(output.subarray(end + 1, end + 1 + Number(size)));
		at = end + 2 + Number(size);
	}
	return contents;
}
