/** examples/ holds what its README says: valid files, equal to their JSON where there is one, and broken ones. */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "@toon-format/toon";

const folder = join(import.meta.dirname, "../../../examples");
const read = (...path: string[]): string => readFileSync(join(folder, ...path), "utf8");
const toonFiles = (...path: string[]): string[] =>
	readdirSync(join(folder, ...path)).filter((name) => name.endsWith(".toon"));

describe("examples", () => {
	const readme = read("README.md");

	for (const name of toonFiles()) {
		it(`${name} decodes and is listed`, () => {
			const value: unknown = decode(read(name));
			const json = name.replace(/(?:\.(?:tab|pipe))?\.toon$/, ".json");
			if (existsSync(join(folder, json))) assert.deepEqual(value, JSON.parse(read(json)));
			assert.ok(readme.includes(`(${name})`));
		});
	}

	for (const name of toonFiles("broken")) {
		it(`broken/${name} does not decode and is listed`, () => {
			assert.throws(() => decode(read("broken", name)));
			assert.ok(readme.includes(`(broken/${name})`));
		});
	}

	it("the fences of prompt.md decode", () => {
		const fences = [...read("prompt.md").matchAll(/^( *)(```|~~~)toon\n([\s\S]*?)\n *\2$/gm)];
		assert.equal(fences.length, 2);
		for (const [, indent = "", , text = ""] of fences) {
			decode(
				text
					.split("\n")
					.map((line) => line.slice(indent.length))
					.join("\n"),
			);
		}
	});
});
