/** What stands at a path, if anything. */
import { lstatSync, realpathSync, type Stats } from "node:fs";
import { isMissing } from "./fileErrors";

/** Links are not followed; undefined where there is nothing. Throws an error of the system. */
export function linkStats(path: string): Stats | undefined {
	try {
		return lstatSync(path);
	} catch (error) {
		if (isMissing(error)) return undefined;
		throw error;
	}
}

/** The path with links followed; undefined where it leads to nothing that can be reached. */
export function realPathOf(path: string): string | undefined {
	try {
		return realpathSync.native(path);
	} catch {
		return undefined;
	}
}
