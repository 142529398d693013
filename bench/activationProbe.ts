/**
 * Runs inside VS Code's extension host: how long the extension takes to load and to activate, which is what VS Code
 * shows under "Running Extensions", and how long the client takes that it loads with the first thing to do. The
 * messages of VS Code around them are not the extension's.
 */
import { writeFileSync } from "node:fs";
import Module from "node:module";
import { performance } from "node:perf_hooks";
import { commands, extensions } from "vscode";

type Exports = Readonly<Record<string, unknown>>;
type Load = (request: string, ...rest: unknown[]) => Exports;

/** Milliseconds, as they are written to the file that ACTIVATION_FILE names. */
export interface Activation {
	readonly entry: number;
	readonly client: number;
}

/** The bundles that are measured, with what is called of them. */
const MEASURED = [
	{ name: "entry", file: "extension.js", called: "activate" },
	{ name: "client", file: "client.js", called: "startClient" },
] as const;

/** What VS Code calls. */
export async function run(): Promise<void> {
	const extension = extensions.getExtension("toon-workbench.toon-workbench");
	const file = process.env.ACTIVATION_FILE;
	if (extension === undefined || extension.isActive || file === undefined)
		throw new Error("There is nothing to measure.");
	const taken = new Map<string, number>();
	const internals = Module as unknown as { _load: Load };
	const load = internals._load;
	internals._load = function (this: unknown, request, ...rest) {
		const measured = MEASURED.find((each) => request.endsWith(each.file));
		if (measured === undefined) return load.call(this, request, ...rest);
		const start = performance.now();
		const exported = load.call(this, request, ...rest);
		const loading = performance.now() - start;
		const original = exported[measured.called];
		if (typeof original !== "function") return exported;
		const timed = (...given: unknown[]): unknown => {
			const called = performance.now();
			const result: unknown = original(...given);
			taken.set(measured.name, loading + performance.now() - called);
			return result;
		};
		return { ...exported, [measured.called]: timed };
	};
	await extension.activate();
	await commands.executeCommand("toon.showOutput");
	internals._load = load;
	const missing = MEASURED.find(({ name }) => !taken.has(name));
	if (missing !== undefined) throw new Error(`${missing.file} was loaded in a way that is not measured.`);
	writeFileSync(file, JSON.stringify(Object.fromEntries(taken)));
}
