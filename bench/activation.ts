/** `tsx bench/activation.ts FILE FOLDER`: starts a real VS Code once, and writes milliseconds of activation to FILE. */
import { join, resolve } from "node:path";
import { runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import { ensureEditor } from "../scripts/vscode/editor";

async function main(file: string, folder: string): Promise<void> {
	const probe = join(folder, "probe.js");
	await build({
		entryPoints: [join("bench", "activationProbe.ts")],
		outfile: probe,
		bundle: true,
		platform: "node",
		format: "cjs",
		external: ["vscode"],
	});
	const { executable } = await ensureEditor();
	await runTests({
		vscodeExecutablePath: executable,
		extensionDevelopmentPath: resolve("."),
		extensionTestsPath: probe,
		extensionTestsEnv: { ACTIVATION_FILE: file },
		launchArgs: [resolve("examples"), `--user-data-dir=${join(folder, "data")}`],
	});
}

const [file = "", folder = ""] = process.argv.slice(2);
main(file, folder).then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
