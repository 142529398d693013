/** What the package holds: everything that runs and nothing else. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { packagedExtension } from "./vsix";
import { type ZipEntry, zipEntries } from "./zip";

/** The .vsix may weigh this many bytes. */
const budget = 4_000_000;

/** Everything that may be in the package. */
const allowed = [
	/^\[Content_Types\]\.xml$/,
	/^extension\.vsixmanifest$/,
	/^extension\/package\.json$/,
	/^extension\/(readme|changelog)\.md$/i,
	/^extension\/LICENSE(\.txt|\.md)?$/i,
	/^extension\/language-configuration\.json$/,
	/^extension\/\.pre-commit-hooks\.yaml$/,
	/^extension\/syntaxes\/[\w.-]+\.json$/,
	/^extension\/images\/[\w.-]+\.(png|svg)$/,
	/^extension\/docs\/([\w-]+\/)*[\w.-]+\.md$/,
	/^extension\/dist\/([\w-]+\/)*[\w.-]+\.(js|css|bin|gz|br|wasm)$/,
];

describe("package", function () {
	this.timeout(120_000);
	let entries: ZipEntry[] = [];
	let size = 0;

	before(async () => {
		const zip = readFileSync(await packagedExtension());
		size = zip.length;
		entries = zipEntries(zip);
	});

	it("holds only what runs", () => {
		const surplus = entries.map(({ name }) => name).filter((name) => !allowed.some((pattern) => pattern.test(name)));
		assert.deepEqual(surplus, []);
	});

	it("holds every file that the manifest names", () => {
		const manifest = readFileSync(join(resolve(__dirname, "..", ".."), "package.json"), "utf8");
		const named = [
			...manifest.matchAll(/"(?:\.\/)?((?:dist|images|syntaxes)\/[\w./-]+|language-configuration\.json)"/g),
		];
		assert.ok(named.length > 3, "the manifest names files");
		const present = new Set(entries.map(({ name }) => name));
		assert.deepEqual(
			named.map((match) => match[1]).filter((name) => !present.has(`extension/${name}`)),
			[],
		);
	});

	it(`stays under ${budget / 1e6} MB`, () => {
		assert.ok(size < budget, `it has ${size} bytes: ${largest(entries)}`);
	});
});

function largest(entries: readonly ZipEntry[]): string {
	const sorted = [...entries].sort((a, b) => b.compressedSize - a.compressedSize).slice(0, 5);
	return sorted.map(({ name, compressedSize }) => `${name} ${compressedSize}`).join(", ");
}
