/** Contents of files in git's index, as they would stand in the folder. */
import { GitError, git, zeroSeparated, zeroTerminated } from "./git";

interface Blob {
	/** Relative to the top folder, with slashes. */
	readonly path: string;
	readonly blob: string;
}

/** The contents, in order, as git keeps them. */
export async function blobContents(blobs: readonly Blob[], folder: string): Promise<Uint8Array[]> {
	if (blobs.length === 0) return [];
	const output = await git(["cat-file", "--batch"], folder, blobs.map(({ blob }) => `${blob}\n`).join(""));
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

/**
 * The contents, in order, through the filters that .gitattributes names for them: git may keep a pointer (LFS) or
 * something encrypted in the place of the text. Without a filter git keeps the text itself, as UTF-8.
 * @param top the top folder
 * @throws GitError where a filter fails, or its program is not here
 */
export async function filteredContents(blobs: readonly Blob[], top: string): Promise<Uint8Array[]> {
	const contents = await blobContents(blobs, top);
	const filtered = await withFilter(blobs, top);
	for (const [at, { path, blob }] of blobs.entries()) {
		if (filtered.has(path)) contents[at] = await git(["cat-file", "--filters", `--path=${path}`, blob], top);
		if (isPointer(contents[at]!)) {
			throw new GitError(`${path} is a pointer of Git LFS, whose content is not here: git lfs install, git lfs pull`);
		}
	}
	return contents;
}

/** Paths with a filter of their own. */
async function withFilter(blobs: readonly Blob[], top: string): Promise<ReadonlySet<string>> {
	if (blobs.length === 0) return new Set();
	const paths = zeroTerminated(blobs.map(({ path }) => path));
	const fields = zeroSeparated(await git(["check-attr", "-z", "--stdin", "filter"], top, paths));
	const found = new Set<string>();
	for (let at = 0; at + 2 < fields.length; at += 3) {
		if (!["unspecified", "unset"].includes(fields[at + 2]!)) found.add(fields[at]!);
	}
	return found;
}

const isPointer = (content: Uint8Array): boolean =>
	content.length < 1024 &&
	Buffer.from(content).toString("latin1").startsWith("version https://git-lfs.github.com/spec/");
