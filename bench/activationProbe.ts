/**
 * Runs inside VS Code's extension host: how long the extension takes to load and to activate, which is what VS Code
 * shows under "Running Extensions". The messages of VS Code around it are not the extension's.
 */
import { writeFileSync } from "node:fs";
import Module from "node:module";
import { performance } from "node:perf_hooks";
import { extensions } from "vscode";

type Load = (request: string, ...rest: unknown[]) => { activate?: (...args: unknown[]) => unknown };

/** What VS Code calls. Writes milliseconds to the file that ACTIVATION_FILE names. */
export async function run(): Promise<void> {
	const extension = extensions.getExtension("toon-workbench.toon-workbench");
	const file = process.env.ACTIVATION_FILE;
	if (extension === undefined || extension.isActive || file === undefined)
		throw new Error("There is nothing to measure.");
	let milliseconds: number | undefined;
	const internals = Module as unknown as { _load: Load };
	const load = internals._load;
	internals._load = function (this: unknown, request, ...rest) {
		if (!request.endsWith("extension.js")) return load.call(this, request, ...rest);
		const start = performance.now();
		const exported = load.call(this, request, ...rest);
		const loading = performance.now() - start;
		const activate = (...args: unknown[]): unknown => {
			const called = performance.now();
			const result = exported.activate?.(...args);
			milliseconds = loading + performance.now() - called;
			return result;
		};
		return { ...exported, activate };
	};
	await extension.activate();
	internals._load = load;
	if (milliseconds === undefined) throw new Error("The extension was loaded in a way that is not measured.");
	writeFileSync(file, String(milliseconds));
}
