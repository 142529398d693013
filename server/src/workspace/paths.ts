/** Paths of this machine. */
import { isAbsolute, relative, sep } from "node:path";

/** Whether `path` is `folder` or lies below it; both absolute. */
export function isInside(path: string, folder: string): boolean {
	const way = relative(folder, path);
	return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** A path as git and globs write it. */
export const slashed = (path: string): string => (sep === "/" ? path : path.replaceAll(sep, "/"));
