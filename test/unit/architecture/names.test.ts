/** Holds the names of constants, which the linter does not tell from functions, against the convention of CONTRIBUTING.md. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { misnamed } from "./names";

const root = join(import.meta.dirname, "../../..");

describe("names of constants", () => {
	it("say what is data and what is code", () => {
		const files = ["server/src", "client/src"].flatMap((folder) =>
			readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
				.filter((name) => name.endsWith(".ts"))
				.map((name) => join(folder, name)),
		);
		assert.ok(files.length > 200, `only ${files.length} files were read`);
		const found = files.flatMap((file) =>
			misnamed(readFileSync(join(root, file), "utf8")).map(({ name, nature }) => `${file}: ${name} is ${nature}`),
		);
		assert.deepEqual(found, []);
	});

	const refused: readonly (readonly [source: string, nature: "data" | "code"])[] = [
		["const limit = 3;", "data"],
		["export const limit = -3;", "data"],
		["const limit = 2 ** 10 - 1;", "data"],
		["const limit = LIMIT / 2;", "data"],
		["const limit = Number.MAX_VALUE;", "data"],
		["const Name = `a`;", "data"],
		["const pattern = /a/;", "data"],
		['const names = ["a"] as const;', "data"],
		["const names: readonly string[] = [];", "data"],
		["const words = new Set([1]);", "data"],
		["const classes = new Uint8Array(256);", "data"],
		["const table = { a: 1 } as const satisfies object;", "data"],
		["const table = Object.freeze({ a: 1 });", "data"],
		["const names = Object.keys(TABLE) as readonly string[];", "data"],
		['const names = "a b".split(" ");', "data"],
		["const names = NAMES.filter(Boolean).length;", "data"],
		["const table = { imported };", "data"],
		["const READ = () => 1;", "code"],
		["export const Read = function () {};", "code"],
		["const WRITER = { write() {} };", "code"],
		["const WRITER = { name: 1, write: () => 1 };", "code"],
		["function write() {}\nexport const WRITER = { write };", "code"],
		["const write = () => 1;\nconst WRITER = { as: write };", "code"],
	];
	for (const [source, nature] of refused) {
		it(`refuse ${source}`, () => {
			const [found] = misnamed(source);
			assert.equal(found?.nature, nature);
		});
	}

	const allowed = [
		"const LIMIT_2 = 3;",
		"const X = 3;",
		"const TABLE = { a: 1 };",
		"const read = (): number => 1;",
		"const writer = { write() {} };",
		// What only a look into other files would tell is left to people.
		"const made = make();",
		"const Made = make();",
		// State is no table.
		"const known = new Map<string, number>();",
		"let last = 0;",
		"const { a, b } = { a: 1, b: 2 };",
		"function f() {\n\tconst limit = 3;\n}",
	];
	for (const source of allowed) it(`let ${source}`, () => assert.deepEqual(misnamed(source), []));
});
