/** `hook install` and `hook uninstall`: our part of git's pre-commit hook, beside what anybody else has there. */
import { constants, copyFileSync, readFileSync } from "node:fs";
import { chmod, mkdir, rename, unlink } from "node:fs/promises";
import { join, relative } from "node:path";
import { writeAtomically } from "../workspace/atomicWrite";
import { fileError } from "../workspace/fileErrors";
import { linkStats } from "../workspace/fileStats";
import { FileError } from "../workspace/files";
import type { Context } from "./context";
import { EXIT_CODES, type ExitCode } from "./exitCodes";
import { GitError } from "./git";
import { type Extras, installExtras, uninstallExtras } from "./hookExtras";
import { hookPart, isShellScript, MarksError, partOf, SCRIPT_HEAD, withoutPart, withPart } from "./hookScript";
import { checkHooksFolder, hooksFolder, Refusal } from "./hooksFolder";
import { tellProblems } from "./messages";
import { errorOf } from "./read";
import { visibleLine } from "./visible";

/** A hook that our part cannot stand in (a link, another language, one that is switched off) is kept under this name. */
const KEPT_NAME = "pre-commit.before-toon-workbench";
/** Copies of a hook as it was before it was changed. */
const COPY_NAME = "pre-commit.copy-before-toon-workbench";

export const hookInstall = (extras: Extras, context: Context): Promise<ExitCode> =>
	withHooks(context, async (hooks) => {
		await checkHooksFolder(hooks.folder, context.folder);
		await install(hooks);
		await installExtras(extras, context.folder, hooks.say);
	});

export const hookUninstall = (context: Context): Promise<ExitCode> =>
	withHooks(context, async (hooks) => {
		await uninstall(hooks);
		await uninstallExtras(context.folder, hooks.say);
	});

/** The hooks of a repository. */
interface Hooks {
	/** Absolute paths. */
	readonly folder: string;
	readonly hook: string;
	readonly kept: string;
	readonly say: (text: string) => Promise<void>;
}

async function withHooks(context: Context, work: (hooks: Hooks) => Promise<void>): Promise<ExitCode> {
	const { folder: here, terminal } = context;
	try {
		const folder = await hooksFolder(here);
		const shown = relative(here, folder) || ".";
		const say = (text: string) => terminal.out.write(`${visibleLine(text.replaceAll(folder, shown))}\n`);
		await work({ folder, hook: join(folder, "pre-commit"), kept: join(folder, KEPT_NAME), say });
		return EXIT_CODES.ok;
	} catch (error) {
		const message = messageOf(error);
		if (message === undefined) throw error;
		await tellProblems("hook", [errorOf(message)], terminal);
		return EXIT_CODES.failed;
	}
}

/** What went wrong outside of the program; undefined for its own faults. */
function messageOf(error: unknown): string | undefined {
	if (error instanceof GitError || error instanceof Refusal || error instanceof MarksError) return error.message;
	if (error instanceof FileError) return error.message;
	return error instanceof Error && "code" in error ? fileError("write", error).message : undefined;
}

/** What stands in the place of the hook. */
type Found =
	| { readonly kind: "nothing" }
	/** A script that our part can stand in. Its text is one of bytes: others' letters stay what they are. */
	| { readonly kind: "script"; readonly text: string }
	/** Something else, and in words what. */
	| { readonly kind: "other"; readonly what: string };

async function install(hooks: Hooks): Promise<void> {
	const { folder, hook, say } = hooks;
	const part = bytesOf(hookPart(process.execPath, process.argv[1] ?? "", KEPT_NAME));
	const found = lookAt(hook);
	await mkdir(folder, { recursive: true });
	if (found.kind === "script") {
		const hadPart = partOf(found.text) !== undefined;
		const text = withPart(found.text, part, 1);
		if (text === found.text) return say(`${hook} is installed already`);
		const copy = withoutPart(text) === SCRIPT_HEAD ? undefined : copyOf(hooks);
		await writeAtomically(hook, Buffer.from(text, "latin1"));
		const what = hadPart
			? "is up to date"
			: "was there: our part stands in it now, the rest is as it was and runs first";
		return say(`${hook} ${what}${copy === undefined ? "" : ` (a copy from before: ${copy})`}`);
	}
	if (found.kind === "other") await keep(hooks, found.what);
	await writeAtomically(hook, Buffer.from(SCRIPT_HEAD + part, "latin1"));
	await chmod(hook, 0o755);
	await say(`${hook} is installed: commits carry the Markdown of their .toon files`);
}

function lookAt(hook: string): Found {
	const found = linkStats(hook);
	if (found === undefined) return { kind: "nothing" };
	if (found.isDirectory()) throw new Refusal(`${hook} is a folder: move it away first`);
	if (found.isSymbolicLink()) return { kind: "other", what: "a link" };
	if (!found.isFile()) throw new Refusal(`${hook} is no file: move it away first`);
	const text = readFileSync(hook, "latin1");
	if (partOf(text) !== undefined) return { kind: "script", text };
	// Git does not run it; with our part in it, it would.
	const isSwitchedOn = process.platform === "win32" || (found.mode & 0o111) !== 0;
	if (!isSwitchedOn) return { kind: "other", what: "not executable, so that git does not run it" };
	return isShellScript(text) ? { kind: "script", text } : { kind: "other", what: "no shell script" };
}

/** Moves a hook aside, where our part runs it first: links stay links, since they lead on from the same folder. */
async function keep({ hook, kept, say }: Hooks, what: string): Promise<void> {
	if (linkStats(kept) !== undefined) {
		throw new Refusal(`${kept} is in the way: it was kept by an earlier install. Put it back or delete it first`);
	}
	await rename(hook, kept);
	await say(`${hook} was there, ${what}: it is kept as ${KEPT_NAME} and runs first, as git would have run it`);
}

/** Copies the hook under a name of its own; one copy of the same is enough. Gives the name. */
function copyOf({ folder, hook }: Hooks): string {
	for (let number = 1; ; number++) {
		const name = number === 1 ? COPY_NAME : `${COPY_NAME}-${number}`;
		try {
			copyFileSync(hook, join(folder, name), constants.COPYFILE_EXCL);
			return name;
		} catch (error) {
			if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
			if (isSameFile(hook, join(folder, name))) return name;
		}
	}
}

async function uninstall(hooks: Hooks): Promise<void> {
	const { hook, kept, say } = hooks;
	const found = lookAt(hook);
	const rest = found.kind === "script" ? withoutPart(found.text) : undefined;
	if (rest === undefined)
		return say(found.kind === "nothing" ? `${hook} is not there` : `${hook} is not ours: left as it is`);
	const isOurs = rest.trim() === "" || rest.trim() === SCRIPT_HEAD.trim();
	const isKept = linkStats(kept) !== undefined;
	if (!isOurs) {
		if (isKept)
			throw new Refusal(`${hook} has lines of its own, and ${kept} is to come back: put the two together first`);
		const copy = copyOf(hooks);
		await writeAtomically(hook, Buffer.from(rest, "latin1"));
		return say(`${hook} is as it was without our part (a copy from before: ${copy})`);
	}
	if (isKept) {
		await rename(kept, hook);
		return say(`${hook} is again the hook that was there before`);
	}
	await unlink(hook);
	await say(`${hook} is removed`);
}

function isSameFile(one: string, other: string): boolean {
	try {
		return readFileSync(one).equals(readFileSync(other));
	} catch {
		return false;
	}
}

/** A text as one of its bytes, each a character. */
const bytesOf = (text: string): string => Buffer.from(text).toString("latin1");
