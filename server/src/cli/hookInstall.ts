/** `hook install` and `hook uninstall`: git's pre-commit hook, before which a hook that was there keeps its turn. */
import { chmod, mkdir, readFile, rename, unlink } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import { writeAtomically } from "../workspace/atomicWrite";
import type { Context } from "./context";
import { type ExitCode, exitCodes } from "./exitCodes";
import { GitError, git } from "./git";
import { tellProblems } from "./messages";
import { errorOf } from "./read";

/** Stands in the script, and tells our hook from others. */
const signature = "toon-workbench hook install";
/** Where a hook that was there is kept. */
const keptName = "pre-commit.before-toon-workbench";

export const hookInstall = (context: Context): Promise<ExitCode> => withHooks(context, install);

export const hookUninstall = (context: Context): Promise<ExitCode> => withHooks(context, uninstall);

/** The hooks of a repository. */
interface Hooks {
	/** Absolute paths. */
	readonly folder: string;
	readonly hook: string;
	readonly kept: string;
	readonly say: (text: string) => Promise<void>;
}

class Refusal extends Error {}

async function withHooks(context: Context, work: (hooks: Hooks) => Promise<void>): Promise<ExitCode> {
	const { folder: here, terminal } = context;
	try {
		// Follows core.hooksPath, and leads worktrees to the hooks they share.
		const output = await git(["rev-parse", "--git-path", "hooks"], here);
		const folder = resolve(here, output.toString().replace(/\n$/, ""));
		const shown = (path: string): string => relative(here, path);
		const say = (text: string) => terminal.out.write(`${text.replaceAll(folder, shown(folder) || ".")}\n`);
		await work({ folder, hook: join(folder, "pre-commit"), kept: join(folder, keptName), say });
		return exitCodes.ok;
	} catch (error) {
		const isOurs = error instanceof GitError || error instanceof Refusal || isSystemError(error);
		if (!isOurs) throw error;
		await tellProblems("hook", [errorOf(error.message)], terminal);
		return exitCodes.failed;
	}
}

async function install({ folder, hook, kept, say }: Hooks): Promise<void> {
	if (basename(folder) === "_" && basename(resolve(folder, "..")) === ".husky") {
		throw new Refusal(
			"husky keeps the hooks here: add the line `toon-workbench hook run --stage` to .husky/pre-commit",
		);
	}
	const existing = await contentOf(hook);
	if (existing !== undefined && !existing.includes(signature)) {
		if ((await contentOf(kept)) !== undefined) {
			throw new Refusal(`${kept} is in the way: it was kept by an earlier install. Put it back or delete it first`);
		}
		await rename(hook, kept);
		await say(`${hook} was there: it is kept as ${keptName} and runs first`);
	}
	await mkdir(folder, { recursive: true });
	const script = hookScript(process.execPath, process.argv[1] ?? "");
	if (existing === script) return say(`${hook} is installed already`);
	await writeAtomically(hook, Buffer.from(script));
	await chmod(hook, 0o755);
	await say(
		`${hook} ${existing?.includes(signature) ? "is up to date" : "is installed"}: commits carry the Markdown of their .toon files`,
	);
}

async function uninstall({ hook, kept, say }: Hooks): Promise<void> {
	const existing = await contentOf(hook);
	if (existing === undefined || !existing.includes(signature)) {
		return say(existing === undefined ? `${hook} is not there` : `${hook} is not ours: left as it is`);
	}
	if ((await contentOf(kept)) === undefined) {
		await unlink(hook);
		return say(`${hook} is removed`);
	}
	await rename(kept, hook);
	await say(`${hook} is again the hook that was there before`);
}

/**
 * Git runs hooks by a shell, so this is one; it gets no file names. Node stands with its full path, since programs
 * that commit from a window often have another PATH.
 */
const hookScript = (node: string, cli: string): string => `#!/bin/sh
# Written by \`${signature}\`; \`toon-workbench hook uninstall\` takes it away.
before="$(dirname "$0")/${keptName}"
if [ -x "$before" ]; then
	"$before" "$@" || exit $?
fi
node=${quoted(node)}
cli=${quoted(cli)}
if [ ! -x "$node" ]; then node=node; fi
if [ ! -f "$cli" ]; then
	echo "toon-workbench is gone from $cli: run 'toon-workbench hook install' again, or 'git commit --no-verify'." >&2
	exit 2
fi
exec "$node" "$cli" hook run --stage
`;

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const contentOf = (file: string): Promise<string | undefined> =>
	readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
		if (error.code === "ENOENT") return undefined;
		throw error;
	});

const isSystemError = (error: unknown): error is Error => error instanceof Error && "code" in error;
