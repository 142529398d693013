/** What the extension costs its users: the size of the package, and the time of activation in a real VS Code. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Activation } from "./activationProbe";
import { atMost, type Bench, median, type Suite } from "./framework";

/** Starts of VS Code. */
const starts = 3;

export const extension: Suite = {
	name: "extension",
	async run(bench: Bench): Promise<void> {
		const folder = mkdtempSync(join(tmpdir(), "toon-bench-"));
		try {
			const packaged = join(folder, "extension.vsix");
			const vsce = join("node_modules", "@vscode", "vsce", "vsce");
			execFileSync(process.execPath, [vsce, "package", "--no-dependencies", "--out", packaged], { stdio: "ignore" });
			bench.amount("size of the .vsix", statSync(packaged).size / 1e6, "MB", atMost(4));

			const times: Activation[] = [];
			for (let start = 0; start < starts; start++) times.push(activation(folder, start));
			const note = `median of ${starts} starts`;
			const entry = median(times.map((each) => each.entry));
			bench.amount("activation in a real VS Code", entry, "ms", atMost(50), note);
			const client = median(times.map((each) => each.client));
			bench.amount("loading the client, with the first thing to do", client, "ms", atMost(50), note);
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	},
};

/** One activation, in a VS Code of its own. */
function activation(folder: string, start: number): Activation {
	const own = join(folder, String(start));
	mkdirSync(own);
	const file = join(own, "milliseconds");
	execFileSync(process.execPath, ["--import=tsx", join("bench", "activation.ts"), file, own], { stdio: "ignore" });
	return JSON.parse(readFileSync(file, "utf8")) as Activation;
}
