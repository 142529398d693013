/**
 * Builds every bundle into dist/. `--production` minifies, `--watch` rebuilds on change, `--bench` adds out/bench.
 * What each bundle holds is written to out/bundled.json, for tests.
 */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { context } from "esbuild";
import { writeLibraryTypes } from "./scripts/libTypes.mjs";
import { writeLicenses } from "./scripts/licenses.mjs";
import { writeRanks } from "./scripts/ranks.mjs";

const root = dirname(fileURLToPath(import.meta.url));
const production = process.argv.includes("--production");
const watch = process.argv.includes("--watch");

/** @type {import("esbuild").BuildOptions} */
const shared = {
	absWorkingDir: root,
	bundle: true,
	minify: production,
	sourcemap: production ? "external" : "linked",
	target: "node20",
	platform: "node",
	format: "cjs",
	mainFields: ["module", "main"],
	logLevel: watch ? "info" : "warning",
	legalComments: "none",
	metafile: true,
};

/**
 * What is not needed at the start stands in files of its own, which `await import()` loads by require(): a start of the
 * command line that checks one file reads the parser and no more, and the extension activates without its client, which
 * is loaded where there is something to do, and that without the client of the language server. tinypool finds its part for threads in `entry/` beside itself.
 *
 * @type {Record<string, string>}
 */
const parts = {
	worker: "server/src/workspace/worker.ts",
	"parts/tinypool": "tinypool",
	"parts/entry/worker": "./node_modules/tinypool/dist/entry/worker.js",
	"parts/cli-progress": "cli-progress",
	"parts/languageClient": "client/src/languageClient.ts",
	"parts/markdownIt": "server/src/markdownIt/plugin.ts",
	"parts/jqThread": "server/src/workspace/query/jqThread.ts",
	"parts/ledgerThread": "server/src/ledger/thread.ts",
	"parts/prometheus": "server/src/cli/prometheus.ts",
	"parts/otlp": "server/src/cli/otlp.ts",
};

/**
 * commander can start other programs, which nobody asks of it here; to load what it would need for that takes Node a
 * twentieth of its own start.
 *
 * @type {import("esbuild").Plugin}
 */
const withoutSubprograms = {
	name: "without-subprograms",
	setup(build) {
		build.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
			importer.replaceAll("\\", "/").includes("/node_modules/commander/")
				? { path: "none", namespace: "without-subprograms" }
				: undefined,
		);
		build.onLoad({ filter: /.*/, namespace: "without-subprograms" }, () => ({ contents: "module.exports = {};" }));
	},
};

/** @type {import("esbuild").Plugin} */
const partsBeside = {
	name: "parts-beside",
	setup(build) {
		const beside =
			/^(?:tinypool|cli-progress|\.\/(?:languageClient|otlp|prometheus)|\.\.\/client)$|\/workspace\/worker$|^\.\/worker$/;
		build.onResolve({ filter: beside }, ({ kind, path }) => {
			if (kind !== "dynamic-import") return undefined;
			const own = /\/(worker|client)$/.exec(path)?.[1];
			const file = own !== undefined ? `./${own}.js` : `./parts/${path.replace("./", "")}.js`;
			return { path: file, external: true };
		});
	},
};

/**
 * WebAssembly is a fifth smaller by Brotli than in the package's own way, and unpacked in some milliseconds. The loader of
 * node-sqlite3-wasm reads its file by itself.
 *
 * @type {import("esbuild").Plugin}
 */
const packedSqlite = {
	name: "packed-sqlite",
	setup(build) {
		build.onLoad({ filter: /node-sqlite3-wasm\.js$/ }, async ({ path }) => {
			const read = "var ret=fs.readFileSync(filename);return ret";
			const [before, after, ...more] = (await readFile(path, "utf8")).split(read);
			if (after === undefined || more.length > 0)
				throw new Error(`${path} reads its file in another way: see packedSqlite.`);
			const unpacked = 'return require("node:zlib").brotliDecompressSync(fs.readFileSync(`${filename}.br`))';
			return { contents: before + unpacked + after, loader: "js" };
		});
	},
};

/** Writes a file, by its address, into dist/parts as Brotli. */
async function pack(address, name) {
	const packed = join(root, "dist", "parts", name);
	const content = await readFile(fileURLToPath(address));
	const params = { [constants.BROTLI_PARAM_QUALITY]: production ? 11 : 4 };
	await writeFile(packed, await promisify(brotliCompress)(content, { params }));
}

/** The library, for `import`, `require` and bundles for browsers; all names are exports of server/src/lib.ts. */
const library = {
	...shared,
	entryPoints: { "lib/index": "server/src/lib.ts" },
	outdir: "dist",
	sourcemap: false,
};

/**
 * Modules that want neither Node nor a page: packages are taken in their plain form.
 *
 * @type {import("esbuild").BuildOptions}
 */
const moduleAnywhere = {
	format: "esm",
	outExtension: { ".js": ".mjs" },
	platform: "neutral",
	conditions: ["module"],
	external: ["node:*"],
};

/** @type {import("esbuild").Plugin} */
const browserFiles = {
	name: "browser-files",
	setup(build) {
		build.onResolve({ filter: /\/libRanks$/ }, ({ path, resolveDir }) => ({
			path: join(resolveDir, `${path}.browser.ts`),
		}));
	},
};

/** Where CommonJS bundles stand, for sources that ask `import.meta.url`. */
const bundleUrl = {
	define: { "import.meta.url": "bundleUrl" },
	banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
};

/** @type {import("esbuild").BuildOptions[]} */
const bundles = [
	{
		...shared,
		entryPoints: { extension: "client/src/extension.ts", client: "client/src/client.ts" },
		outdir: "dist",
		external: ["vscode"],
		supported: { "dynamic-import": false },
		plugins: [partsBeside, withoutSubprograms],
	},
	{
		...shared,
		entryPoints: {
			cli: "server/src/cli/main.ts",
			mcp: "server/src/cli/mcp/main.ts",
			server: "server/src/lsp/node.ts",
			apart: "server/src/workspace/apartProcess.ts",
		},
		outdir: "dist",
		supported: { "dynamic-import": false },
		plugins: [partsBeside, withoutSubprograms],
	},
	{
		...shared,
		entryPoints: parts,
		outdir: "dist",
		external: ["vscode"],
		plugins: [packedSqlite],
		...bundleUrl,
	},
	{ ...library, outExtension: { ".js": ".cjs" }, ...bundleUrl },
	{ ...library, ...moduleAnywhere },
	{ ...library, ...moduleAnywhere, entryPoints: { "lib/browser": "server/src/lib.ts" }, plugins: [browserFiles] },
	{
		...shared,
		entryPoints: [
			{ in: "client/src/preview/webview/main.ts", out: "preview" },
			{ in: "client/src/preview/webview/preview.css", out: "preview" },
			{ in: "client/src/savings/webview/main.ts", out: "savings" },
			{ in: "client/src/savings/webview/savings.css", out: "savings" },
		],
		outdir: "dist",
		platform: "browser",
		format: "iife",
		target: "es2023",
	},
];

if (process.argv.includes("--bench")) {
	bundles.push({
		...shared,
		minify: false,
		// As in what is shipped; names stay, so that a profile can be read.
		minifySyntax: true,
		entryPoints: ["bench/main.ts"],
		outfile: "out/bench/main.mjs",
		format: "esm",
		packages: "external",
		sourcemap: "linked",
	});
}

if (!watch) await rm(join(root, "dist"), { recursive: true, force: true });
await mkdir(join(root, "dist"), { recursive: true });
await writeRanks(join(root, "dist", "ranks"));
await mkdir(join(root, "dist", "parts"), { recursive: true });
await pack(import.meta.resolve("jq-wasm/jq.wasm"), "jq.wasm.br");
await pack(
	new URL("node-sqlite3-wasm.wasm", import.meta.resolve("node-sqlite3-wasm")).href,
	"node-sqlite3-wasm.wasm.br",
);

const contexts = await Promise.all(bundles.map((options) => context(options)));
if (watch) {
	await Promise.all(contexts.map((each) => each.watch()));
} else {
	const results = await Promise.all(contexts.map((each) => each.rebuild()));
	await Promise.all(contexts.map((each) => each.dispose()));
	const outputs = Object.fromEntries(results.flatMap(({ metafile }) => Object.entries(metafile.outputs)));
	await mkdir(join(root, "out"), { recursive: true });
	await writeFile(join(root, "out", "bundled.json"), JSON.stringify(outputs));
	await writeLicenses(root, outputs, join(root, "dist", "THIRD-PARTY-LICENSES.txt"));
	await writeLibraryTypes(root, join(root, "dist", "lib", "types"));
	// The Marketplace shows the README without the repository beside it: vsce makes `src` absolute there, not `srcset`.
	const readme = await readFile(join(root, "README.md"), "utf8");
	await writeFile(join(root, "out", "README.md"), readme.replace(/^ *<source .*>\n/gm, ""));
	// Node looks for the nearest package.json at each start, and ours is long.
	await writeFile(join(root, "dist", "package.json"), '{ "type": "commonjs" }\n');
	// For bundlers: what is not used of the library may be left out.
	await writeFile(join(root, "dist", "lib", "package.json"), '{ "sideEffects": false }\n');
}
