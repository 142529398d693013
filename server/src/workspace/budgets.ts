/** Which budget of `toon.tokens.budget` holds for a file. */
import { type URI, Utils } from "vscode-uri";
import { compileGlob, GlobError } from "./globs";
import { folderOf, relativePath } from "./saveRules";
import type { BudgetRule } from "./settings";

/** The least of the budgets that hold for the file; undefined where none does. A file outside all folders is its name. */
export function budgetOf(uri: URI, rules: readonly BudgetRule[], folders: readonly URI[]): number | undefined {
	const folder = folderOf(uri, folders);
	const path = (folder && relativePath(folder, uri)) ?? Utils.basename(uri);
	let least: number | undefined;
	for (const { files, tokens } of rules) {
		if ((least === undefined || tokens < least) && matches(files, path)) least = tokens;
	}
	return least;
}

/** A glob that cannot be read matches nothing. */
function matches(files: string, path: string): boolean {
	try {
		return compileGlob(files, { dot: true }).matches(path);
	} catch (error) {
		if (error instanceof GlobError) return false;
		throw error;
	}
}
