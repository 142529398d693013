/** Rank tables of the library in Node: the files of the package. A browser's bundle takes libRanks.browser.ts instead. */
import { readFile } from "node:fs/promises";
import type { RankSource } from "./tokens";

/** Relative to the bundles, `dist/lib`. */
export const packagedRanks: RankSource = {
	load: (encoding) => readFile(new URL(`../ranks/${encoding}.bin`, import.meta.url)),
};
