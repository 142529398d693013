/** `git install` and `git uninstall`: git shows and merges .toon files by value, in one repository. */
import { mkdir, readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { writeAtomically } from "../workspace/atomicWrite";
import type { Context } from "./context";
import { EXIT_CODES, type ExitCode } from "./exitCodes";
import { GitError, git } from "./git";
import { tellProblems } from "./messages";
import { errorOf } from "./read";

/** The line that leads git from a name to our programs. It stands in the repository's own, uncommitted attributes. */
const ATTRIBUTES = "*.toon diff=toon merge=toon";
const REMARK = "# written by `toon-workbench git install`; `toon-workbench git uninstall` takes it away";

export const gitInstall = (context: Context): Promise<ExitCode> =>
	withRepository(context, async ({ folder, file, say }) => {
		for (const [name, value] of settings(process.execPath, process.argv[1] ?? "")) {
			await git(["config", "--local", name, value], folder);
		}
		const lines = await linesOf(file);
		if (!lines.includes(ATTRIBUTES)) await writeLines(file, [...lines, REMARK, ATTRIBUTES]);
		await say("git diff shows .toon files by value here, and git merge merges them by rows");
		await say(
			`to share it, commit the line \`${ATTRIBUTES}\` in .gitattributes; each clone runs \`git install\` for itself`,
		);
	});

export const gitUninstall = (context: Context): Promise<ExitCode> =>
	withRepository(context, async ({ folder, file, say }) => {
		for (const section of ["diff.toon", "merge.toon"]) {
			// Ends with 128 where there is no such section.
			await git(["config", "--local", "--remove-section", section], folder, undefined, [0, 128]);
		}
		const lines = await linesOf(file);
		const kept = lines.filter((line) => line !== ATTRIBUTES && line !== REMARK);
		if (kept.length !== lines.length) await writeLines(file, kept);
		await say("git treats .toon files like any other text again");
	});

interface Repository {
	readonly folder: string;
	/** The attributes of this repository alone. */
	readonly file: string;
	readonly say: (text: string) => Promise<void>;
}

async function withRepository(context: Context, work: (repository: Repository) => Promise<void>): Promise<ExitCode> {
	const { folder, terminal } = context;
	try {
		const path = (await git(["rev-parse", "--git-path", "info/attributes"], folder)).toString().replace(/\n$/, "");
		const say = (text: string): Promise<void> => terminal.out.write(`${text}\n`);
		await work({ folder, file: resolve(folder, path), say });
		return EXIT_CODES.ok;
	} catch (error) {
		const isOurs = error instanceof GitError || (error instanceof Error && "code" in error);
		if (!isOurs) throw error;
		await tellProblems("git", [errorOf(error.message)], terminal);
		return EXIT_CODES.failed;
	}
}

/** Git runs these by a shell, with the names of its temporary files behind them. */
function settings(node: string, cli: string): readonly (readonly [string, string])[] {
	const program = `${quoted(node)} ${quoted(cli)}`;
	return [
		["diff.toon.textconv", `${program} git textconv`],
		["merge.toon.name", "TOON by rows and fields"],
		["merge.toon.driver", `${program} git merge %O %A %B %L`],
	];
}

const quoted = (text: string): string => `'${text.replaceAll("\\", "/").replaceAll("'", "'\\''")}'`;

async function linesOf(file: string): Promise<string[]> {
	try {
		return (await readFile(file, "utf8")).split("\n").filter((line, at, all) => at < all.length - 1 || line !== "");
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
		throw error;
	}
}

async function writeLines(file: string, lines: readonly string[]): Promise<void> {
	await mkdir(dirname(file), { recursive: true });
	await writeAtomically(file, Buffer.from(lines.map((line) => `${line}\n`).join("")));
}
