/**
 * Builds every bundle into dist/. `--production` minifies, `--watch` rebuilds on change, `--bench` adds out/bench.
 */
import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { context } from "esbuild";
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
};

/**
 * What the command line may never need stands in files of its own, which `await import()` loads by require(): a start
 * that checks one file reads the parser and no more. tinypool finds its part for threads in `entry/` beside itself.
 *
 * @type {Record<string, string>}
 */
const parts = {
	worker: "server/src/workspace/worker.ts",
	"parts/tinypool": "tinypool",
	"parts/entry/worker": "./node_modules/tinypool/dist/entry/worker.js",
	"parts/picomatch": "picomatch",
	"parts/cli-progress": "cli-progress",
};

/** @type {import("esbuild").Plugin} */
const partsBeside = {
	name: "parts-beside",
	setup(build) {
		build.onResolve({ filter: /^(?:tinypool|picomatch|cli-progress)$|\/workspace\/worker$/ }, ({ kind, path }) => {
			if (kind !== "dynamic-import") return undefined;
			return { path: path.endsWith("/worker") ? "./worker.js" : `./parts/${path}.js`, external: true };
		});
	},
};

/** @type {import("esbuild").BuildOptions[]} */
const bundles = [
	{ ...shared, entryPoints: ["client/src/extension.ts"], outfile: "dist/extension.js", external: ["vscode"] },
	{
		...shared,
		entryPoints: { cli: "server/src/cli/main.ts", server: "server/src/lsp/node.ts" },
		outdir: "dist",
		supported: { "dynamic-import": false },
		plugins: [partsBeside],
	},
	{
		...shared,
		entryPoints: parts,
		outdir: "dist",
		define: { "import.meta.url": "bundleUrl" },
		banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
	},
	{
		...shared,
		entryPoints: [
			{ in: "client/src/preview/webview/main.ts", out: "preview" },
			{ in: "client/src/preview/webview/preview.css", out: "preview" },
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

const contexts = await Promise.all(bundles.map((options) => context(options)));
if (watch) {
	await Promise.all(contexts.map((each) => each.watch()));
} else {
	await Promise.all(contexts.map((each) => each.rebuild()));
	await Promise.all(contexts.map((each) => each.dispose()));
}
