/** What the package holds: everything that runs and nothing else. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import { packagedExtension } from "./vsix";
import { type ZipEntry, zipEntries } from "./zip";

const root = resolve(__dirname, "..", "..");

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
	/^extension\/syntaxes\/[\w.-]+\.(json|css)$/,
	/^extension\/images\/[\w.-]+\.(png|svg)$/,
	/^extension\/docs\/([\w-]+\/)*[\w.-]+\.md$/,
	/^extension\/dist\/([\w-]+\/)*[\w.-]+\.(js|css|bin|gz|br|wasm)$/,
	/^extension\/dist\/THIRD-PARTY-LICENSES\.txt$/,
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

	/** Paths of the package's files, as in the project. */
	const names = () => entries.map(({ name }) => name.replace(/^extension\//, ""));
	const missing = (paths: readonly string[]) => paths.filter((path) => !names().includes(path));

	it("holds only what runs", () => {
		const surplus = entries.map(({ name }) => name).filter((name) => !allowed.some((pattern) => pattern.test(name)));
		assert.deepEqual(surplus, []);
	});

	it("holds every file that the manifest names to VS Code", () => {
		const { main, browser, icon, contributes } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
		const text = JSON.stringify({ main, browser, icon, contributes });
		const named = [...text.matchAll(/"(?:\.\/)?((?:dist|images|syntaxes)\/[\w./-]+|language-configuration\.json)"/g)];
		assert.ok(named.length > 3, "the manifest names files");
		assert.deepEqual(missing(named.map((match) => match[1]!)), []);
	});

	it("holds every bundle that another one loads", () => {
		const bundles = names().filter((name) => /^dist\/.*\.js$/.test(name));
		for (const bundle of bundles) {
			const text = readFileSync(join(root, bundle), "utf8");
			const loaded = [...text.matchAll(/\brequire\("(\.{1,2}\/[\w./-]+)"\)/g)].map((match) =>
				posix.join(posix.dirname(bundle), match[1]!),
			);
			assert.deepEqual(missing(loaded), [], `${bundle} loads them`);
		}
	});

	it(`stays under ${budget / 1e6} MB`, () => {
		assert.ok(size < budget, `it has ${size} bytes: ${largest(entries)}`);
	});
});

function largest(entries: readonly ZipEntry[]): string {
	const sorted = [...entries].sort((a, b) => b.compressedSize - a.compressedSize).slice(0, 5);
	return sorted.map(({ name, compressedSize }) => `${name} ${compressedSize}`).join(", ");
}
