/** ARCHITECTURE.md gives the reason for every library that package.json names, and for no other. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const text = (name: string): string => readFileSync(join(import.meta.dirname, "../../..", name), "utf8");

/** npm's names of libraries where people write them in capitals. */
const packages: Readonly<Record<string, string>> = { TypeScript: "typescript", Biome: "@biomejs/biome" };

describe("docs of the libraries", () => {
	const { devDependencies } = JSON.parse(text("package.json")) as { devDependencies: Record<string, string> };
	// Types are no choice of their own.
	const used = Object.keys(devDependencies).filter((name) => !name.startsWith("@types/"));
	const table = text("ARCHITECTURE.md").split(/^\| Library \|.*\n\|---\|---\|$/m)[1] ?? "";
	const given = [...table.matchAll(/^\| ([^|]+) \| [^|]{5,} \|$/gm)].flatMap(([, names = ""]) => names.split(", "));

	it("name each once, with its reason", () => {
		const named = given.map((name) => packages[name] ?? name);
		assert.deepEqual(named.sort(), used.sort());
	});
});
