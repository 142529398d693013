/** Runs inside VS Code's extension host: how long the extension takes to load and activate. */
import { writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { extensions } from "vscode";

/** What VS Code calls. Writes milliseconds to the file that ACTIVATION_FILE names. */
export async function run(): Promise<void> {
	const extension = extensions.getExtension("toon-workbench.toon-workbench");
	const file = process.env.ACTIVATION_FILE;
	if (extension === undefined || extension.isActive || file === undefined)
		throw new Error("There is nothing to measure.");
	const start = performance.now();
	await extension.activate();
	writeFileSync(file, String(performance.now() - start));
}
