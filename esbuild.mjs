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

/** @type {import("esbuild").BuildOptions[]} */
const bundles = [
	{ ...shared, entryPoints: ["client/src/extension.ts"], outfile: "dist/extension.js", external: ["vscode"] },
	{ ...shared, entryPoints: ["server/src/lsp/node.ts"], outfile: "dist/server.js" },
	{
		...shared,
		entryPoints: { preview: "client/src/preview/webview/main.ts" },
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
