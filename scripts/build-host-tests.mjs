/** Bundles the tests that run inside VS Code's extension host into out/test/host.js. */
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./setup.mjs";

await build({
	absWorkingDir: root,
	entryPoints: ["test/editor/host/index.ts"],
	outfile: join("out", "test", "host.js"),
	bundle: true,
	// As in what is shipped: some packages cannot be bundled in their older form.
	mainFields: ["module", "main"],
	platform: "node",
	format: "cjs",
	target: "node20",
	sourcemap: "inline",
	external: ["vscode", "mocha"],
	logLevel: "warning",
});
