/** Git's plumbing: always as arguments or zero-terminated input, never through a shell. */
import { spawn } from "node:child_process";

/** Git said no; the message is its own first line. */
export class GitError extends Error {
	override readonly name = "GitError";
}

/**
 * Runs git and gives what it prints. Hooks get GIT_DIR and GIT_INDEX_FILE from git, which the environment hands on:
 * `git commit --only` uses an index of its own.
 * @param good exit codes that are no failure
 * @throws GitError
 */
export function git(
	args: readonly string[],
	folder: string,
	input?: string | Uint8Array,
	good: readonly number[] = [0],
): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		const child = spawn("git", args, { cwd: folder, stdio: ["pipe", "pipe", "pipe"], windowsHide: true });
		const out: Buffer[] = [];
		const err: Buffer[] = [];
		child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
		child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
		child.on("error", (error: NodeJS.ErrnoException) =>
			reject(new GitError(error.code === "ENOENT" ? "git is not installed, or not in the PATH" : error.message)),
		);
		child.on("close", (code) => {
			if (good.includes(code ?? -1)) return resolve(Buffer.concat(out));
			reject(new GitError(firstLine(Buffer.concat(err).toString()) || `git ${args[0]} ended with code ${code}`));
		});
		// Git may end without reading all of it; its exit code says why.
		child.stdin.on("error", () => undefined);
		child.stdin.end(input);
	});
}

/** What git says that is wrong, without its hints. */
function firstLine(text: string): string {
	const lines = text.trim().split("\n");
	const line = lines.find((each) => /^(?:fatal|error): /.test(each)) ?? lines[0] ?? "";
	return line.replace(/^(?:fatal|error): /, "");
}

/** Bytes of paths that go on one command line: systems take 32 kB and more. */
const LINE_BYTES = 16_000;

/** Runs git for paths as arguments behind `--`, as often as it takes for all of them. Gives all that it prints. */
export async function gitForPaths(args: readonly string[], paths: readonly string[], folder: string): Promise<Buffer> {
	const outputs: Buffer[] = [];
	for (let at = 0; at < paths.length; ) {
		const some: string[] = [];
		for (let bytes = 0; at < paths.length && (bytes === 0 || bytes < LINE_BYTES); at++) {
			some.push(paths[at]!);
			bytes += Buffer.byteLength(paths[at]!) + 1;
		}
		outputs.push(await git(["--literal-pathspecs", ...args, "--", ...some], folder));
	}
	return Buffer.concat(outputs);
}

/**
 * Adds files to the index, by their absolute paths, in one go; those that git ignores stay out of it, as anybody who
 * ignores generated files wants. A path that is gone is taken out of the index. Gives git's message if it refuses.
 */
export async function stage(paths: readonly string[], folder: string): Promise<string | undefined> {
	try {
		const wanted = await withoutIgnored(paths, folder);
		if (wanted.length === 0) return undefined;
		const sparse = (await isSet("core.sparseCheckout", folder)) ? ["--sparse"] : [];
		// What we wrote has the line ends that git wants, or gets them at the next checkout: nothing is lost by it.
		const options = ["--literal-pathspecs", "-c", "core.safecrlf=false"];
		const args = [...options, "add", ...sparse, "--pathspec-from-file=-", "--pathspec-file-nul"];
		await git(args, folder, zeroTerminated(wanted));
		return undefined;
	} catch (error) {
		if (error instanceof GitError) return `not staged: ${error.message}`;
		throw error;
	}
}

/** Whether a setting of git's is true. */
export async function isSet(name: string, folder: string): Promise<boolean> {
	const output = await git(["config", "--type=bool", "--get", name], folder, undefined, [0, 1]);
	return output.toString().trim() === "true";
}

export async function withoutIgnored(paths: readonly string[], folder: string): Promise<readonly string[]> {
	if (paths.length === 0) return paths;
	// Ends with 1 where nothing is ignored.
	const ignored = new Set(
		zeroSeparated(await git(["check-ignore", "-z", "--stdin"], folder, zeroTerminated(paths), [0, 1])),
	);
	return paths.filter((path) => !ignored.has(path));
}

export const zeroTerminated = (paths: readonly string[]): string => paths.map((path) => `${path}\0`).join("");

export const zeroSeparated = (output: Buffer): string[] => output.toString().split("\0").slice(0, -1);
