/**
 * Writes the .toon files in examples/ that have a JSON source beside them, with the reference encoder:
 * `npx tsx scripts/examples.ts`. The other examples are written by hand.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Delimiter, encode } from "@toon-format/toon";

const folder = join(import.meta.dirname, "../examples");

const files: readonly (readonly [source: string, target: string, delimiter: Delimiter])[] = [
	["api-response.json", "api-response.toon", ","],
	["config.json", "config.toon", ","],
	["users.json", "users.toon", ","],
	["registry.json", "registry.toon", ","],
	["github-repos.json", "github-repos.toon", ","],
	["github-repos.json", "github-repos.tab.toon", "\t"],
	["github-repos.json", "github-repos.pipe.toon", "|"],
];

for (const [source, target, delimiter] of files) {
	const value: unknown = JSON.parse(readFileSync(join(folder, source), "utf8"));
	writeFileSync(join(folder, target), `${encode(value, { delimiter })}\n`);
}
