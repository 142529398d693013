/** What `hook install` sets up beside the hook, where it is asked to: git's merge driver, and `.prettierignore`. */
import { existsSync, readFileSync } from "node:fs";
import { unlink } from "node:fs/promises";
import { join } from "node:path";
import { writeAtomically } from "../workspace/atomicWrite";
import { linkStats } from "../workspace/fileStats";
import { git, zeroSeparated } from "./git";
import { MARKS, markedPart, quoted, withoutPart, withPart } from "./hookScript";
import { Refusal } from "./hooksFolder";
import { markdownOf, topFolder } from "./staged";

export interface Extras {
	/** Merge generated Markdown by making it anew. */
	readonly merge: boolean;
	/** Keep Prettier off the generated Markdown. */
	readonly prettierignore: boolean;
}

type Say = (text: string) => Promise<void>;

/** Name of the merge driver in git's settings and in .gitattributes. */
const DRIVER = "toon-markdown";

export async function installExtras({ merge, prettierignore }: Extras, here: string, say: Say): Promise<void> {
	const top = await topFolder(here).catch(() => undefined);
	if (top === undefined) {
		if (merge || prettierignore)
			throw new Refusal("--merge and --prettierignore need a folder of work: this repository is bare");
		return;
	}
	if (merge) await installMerge(top, say);
	if (prettierignore) await installIgnore(top, say);
	else if (usesPrettier(top) && !readText(join(top, ".prettierignore")).includes(MARKS.begin)) {
		await say(
			"Prettier is used here, and would reflow the generated Markdown: `hook install --prettierignore` writes a list of " +
				"it to .prettierignore",
		);
	}
}

export async function uninstallExtras(here: string, say: Say): Promise<void> {
	const section = `merge.${DRIVER}`;
	const settings = await git(["config", "--local", "--get-regexp", `^merge\\.${DRIVER}\\.`], here, undefined, [0, 1]);
	if (settings.length > 0) {
		await git(["config", "--local", "--remove-section", section], here);
		await say(`${section} is taken out of git's settings`);
	}
	const top = await topFolder(here).catch(() => undefined);
	if (top === undefined) return;
	for (const name of [".gitattributes", ".prettierignore"]) {
		const rest = withoutPart(readText(join(top, name)));
		if (rest === undefined) continue;
		if (rest === "") await unlink(join(top, name));
		else await writeAtomically(join(top, name), Buffer.from(rest, "latin1"));
		await say(`${name}: our part is taken out`);
	}
}

/** The attribute comes first, so that any line of the user's for some .md has the last word. */
async function installMerge(top: string, say: Say): Promise<void> {
	const program = `${quoted(process.execPath)} ${quoted(process.argv[1] ?? "")}`;
	await git(["config", "--local", `merge.${DRIVER}.name`, "generated Markdown, made anew (TOON Workbench)"], top);
	await git(["config", "--local", `merge.${DRIVER}.driver`, `${program} hook merge %O %A %B %L %P`], top);
	const part = markedPart(`*.md merge=${DRIVER}\n`, "Generated Markdown is merged by making it anew");
	await writePart(join(top, ".gitattributes"), part, "first");
	await say(".gitattributes and git's settings: generated Markdown is merged by making it anew. Commit .gitattributes");
}

async function installIgnore(top: string, say: Say): Promise<void> {
	const sources = zeroSeparated(await git(["ls-files", "-z", "--", ":(top,icase)*.toon"], top));
	const targets = sources.map(markdownOf).sort();
	const lines = targets.map((path) => `/${path.replace(/([\\*?[\]!#]| $)/g, "\\$1")}\n`).join("");
	await writePart(join(top, ".prettierignore"), markedPart(lines, "Generated Markdown"), "last");
	await say(`.prettierignore: ${targets.length} generated files are listed. Run it again when there are more`);
}

async function writePart(file: string, part: string, place: "first" | "last"): Promise<void> {
	const text = readText(file);
	const bytes = Buffer.from(part).toString("latin1");
	const separator = text === "" || text.endsWith("\n") ? "" : "\n";
	const isThere = withoutPart(text) !== undefined;
	const next = isThere || place === "first" ? withPart(text, bytes, 0) : text + separator + bytes;
	if (next !== text) await writeAtomically(file, Buffer.from(next, "latin1"));
}

/** The text of a file by its bytes; empty where there is none. A link is refused: what it leads to is not ours. */
function readText(file: string): string {
	const found = linkStats(file);
	if (found?.isSymbolicLink()) throw new Refusal(`${file} is a link: write to what it leads to by hand`);
	return found === undefined ? "" : readFileSync(file, "latin1");
}

/** Whether the repository has settings of Prettier's, or the package. */
function usesPrettier(top: string): boolean {
	const names = ["", ".json", ".yml", ".yaml", ".json5", ".toml", ".js", ".cjs", ".mjs", ".ts"];
	if (names.some((end) => existsSync(join(top, `.prettierrc${end}`)))) return true;
	if (["js", "cjs", "mjs", "ts"].some((end) => existsSync(join(top, `prettier.config.${end}`)))) return true;
	try {
		return /"prettier"\s*:/.test(readFileSync(join(top, "package.json"), "utf8"));
	} catch {
		return false;
	}
}
