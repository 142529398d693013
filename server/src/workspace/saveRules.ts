/** Which files a save converts, and to where: the rules of `toon.convertOnSave.rules`. */
import { type URI, Utils } from "vscode-uri";
import type { TargetFormat } from "../convert";
import { compileGlob, GlobError } from "./globs";
import type { SaveRule } from "./settings";

/** One conversion that a save asks for. */
export interface PlannedConversion {
	readonly source: URI;
	readonly target: URI;
	readonly to: TargetFormat;
}

/** A rule that cannot be followed for this file, and why. */
export interface RuleProblem {
	readonly source: URI;
	readonly to: TargetFormat;
	readonly problem: string;
}

/** The workspace folder that holds a file, the innermost where folders are nested. */
export function folderOf(uri: URI, folders: readonly URI[]): URI | undefined {
	let best: URI | undefined;
	for (const folder of folders) {
		const inside = relativePath(folder, uri) !== undefined;
		if (inside && (best === undefined || folder.path.length > best.path.length)) best = folder;
	}
	return best;
}

/** Path of a file inside a folder, without a leading slash; undefined when it lies outside. */
export function relativePath(folder: URI, uri: URI): string | undefined {
	if (folder.scheme !== uri.scheme || folder.authority !== uri.authority) return undefined;
	const base = folder.path.endsWith("/") ? folder.path : `${folder.path}/`;
	return uri.path.startsWith(base) ? uri.path.slice(base.length) : undefined;
}

/**
 * The conversions that the rules ask for after `source` was saved. Files outside every workspace folder are left
 * alone. A rule whose output is the source, or lies outside the folder, is a problem: it is reported, not followed.
 */
export function planConversions(
	source: URI,
	rules: readonly SaveRule[],
	folders: readonly URI[],
): (PlannedConversion | RuleProblem)[] {
	const folder = folderOf(source, folders);
	if (folder === undefined) return [];
	const path = relativePath(folder, source) ?? "";
	const planned: (PlannedConversion | RuleProblem)[] = [];
	for (const rule of rules) {
		const { to } = rule;
		const isWanted = appliesTo(rule.files, path);
		if (typeof isWanted === "string") {
			planned.push({ source, to, problem: `The rule for ${rule.files} is not followed: ${isWanted}.` });
			continue;
		}
		if (!isWanted) continue;
		const unknown = unknownVariable(rule.output);
		if (unknown !== undefined) {
			const problem = `The rule for ${rule.files} has ${unknown} in its "output", which is none of \${dir}, \${name} and \${workspace}.`;
			planned.push({ source, to, problem });
			continue;
		}
		const target = targetOf(source, folder, rule.output);
		if (target.toString() === source.toString()) {
			planned.push({
				source,
				to,
				problem: `The rule for ${rule.files} writes to its own source. Change its "output".`,
			});
		} else if (relativePath(folder, target) === undefined) {
			const problem = `The rule for ${rule.files} writes outside the workspace folder (${target.path}). Change its "output".`;
			planned.push({ source, to, problem });
		} else if (isInReservedFolder(relativePath(folder, target) ?? "")) {
			const problem = `The rule for ${rule.files} writes into .git or .vscode (${target.path}). Change its "output".`;
			planned.push({ source, to, problem });
		} else {
			planned.push({ source, target, to });
		}
	}
	return planned;
}

/** Whether a rule is for a path; or why it is for none. */
function appliesTo(files: string, path: string): boolean | string {
	try {
		return compileGlob(files, { dot: true }).matches(path);
	} catch (error) {
		if (error instanceof GlobError) return error.message;
		throw error;
	}
}

const VARIABLES = ["dir", "name", "workspace"] as const;

/** The first `${…}` of an output that stands for nothing; left as it is, it would become the name of a folder. */
function unknownVariable(output: string): string | undefined {
	const known: readonly string[] = VARIABLES;
	return [...output.matchAll(/\$\{([^}]*)\}/g)].find(([, name = ""]) => !known.includes(name))?.[0];
}

/** Folders whose files are run or obeyed: git's own, and the editor's settings. */
const RESERVED: ReadonlySet<string> = new Set([".git", ".vscode"]);

/** Case and dots or spaces at the end make no other name on some file systems. */
export function isInReservedFolder(path: string): boolean {
	return path.split("/").some((part) => RESERVED.has(part.replace(/[. ]+$/, "").toLowerCase()));
}

/** Fills in `${dir}`, `${name}` and `${workspace}`; a relative result is relative to the workspace folder. */
function targetOf(source: URI, folder: URI, output: string): URI {
	const base = Utils.basename(source);
	const values: Readonly<Record<(typeof VARIABLES)[number], string>> = {
		dir: Utils.dirname(source).path,
		name: base.slice(0, base.length - Utils.extname(source).length),
		workspace: folder.path,
	};
	const path = output.replaceAll(/\$\{(dir|name|workspace)\}/g, (_, name: (typeof VARIABLES)[number]) => values[name]);
	return Utils.resolvePath(folder, path);
}
