/** The files that agents may see: below the roots, links followed; and write, where that was allowed. */
import { readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, resolve } from "node:path";
import { URI } from "vscode-uri";
import { FileError } from "../files";
import { nodeFiles } from "../nodeFiles";
import { isInside } from "../paths";
import { isInReservedFolder } from "../saveRules";
import { decodeText, encodeText } from "../text";
import { ToolError, type ToolFiles } from "./tool";

/** Bytes of a file that is read. */
const LARGEST = 16 * 2 ** 20;

/** @param roots absolute folders that exist; the first is the one that relative paths start from */
export function rootedFiles(roots: readonly string[], mayWrite: boolean): ToolFiles {
	const writing = nodeFiles(() => roots.map((root) => URI.file(root)), { spares: isInReservedFolder });
	return {
		async read(path) {
			const file = await realFile(path, roots);
			const bytes = await readFile(file).catch((error: unknown) => refuse(path, error));
			const read = decodeText(bytes);
			if ("problem" in read) throw new ToolError(`${path}: ${read.problem.message}`);
			return read.text;
		},
		async write(path, text) {
			if (!mayWrite)
				throw new ToolError(
					"Files are read-only here: start the server with --write to let it write; in VS Code, trust the workspace.",
				);
			const file = await realFile(path, roots);
			const read = decodeText(await readFile(file));
			try {
				await writing.write(URI.file(file), encodeText(text, "mark" in read && read.mark));
			} catch (error) {
				if (error instanceof FileError) throw new ToolError(`${path}: ${error.message}`);
				throw error;
			}
		},
	};
}

/** The file that a path leads to, with links followed. Says of nothing outside the roots whether it is there. */
async function realFile(path: string, roots: readonly string[]): Promise<string> {
	const outside = new ToolError(`${path}: it is outside the folders that may be read (the roots).`);
	if (path.includes("\0")) throw new ToolError("The path holds a NUL character.");
	const absolute = isAbsolute(path) ? resolve(path) : resolve(roots[0]!, path);
	if (!roots.some((root) => isInside(absolute, root))) throw outside;
	const real = await realpath(absolute).catch((error: unknown) => refuse(path, error));
	const realRoots = await Promise.all(roots.map((root) => realpath(root)));
	if (!realRoots.some((root) => isInside(real, root))) throw outside;
	const found = await stat(real);
	if (!found.isFile()) throw new ToolError(`${path}: it is no regular file.`);
	if (found.size > LARGEST) throw new ToolError(`${path}: it is larger than 16 MiB. Use the command line.`);
	return real;
}

function refuse(path: string, error: unknown): never {
	const code = error instanceof Error && "code" in error ? String(error.code) : "";
	const why = code === "ENOENT" || code === "ENOTDIR" ? "there is no such file" : `it cannot be read (${code})`;
	throw new ToolError(`${path}: ${why}.`);
}
