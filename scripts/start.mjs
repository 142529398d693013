/**
 * `npm start [-- --no-open]`: installs and builds what is missing, then opens a real VS Code with the extension
 * running on examples/. Ctrl-C ends it.
 */
import { build, install, root, run } from "./setup.mjs";

for (const [step, work] of [
	["install", install],
	["build", build],
]) {
	const code = await work();
	if (code !== 0) {
		console.error(`npm start: the ${step} failed, see above.`);
		process.exit(code);
	}
}
const args = ["--import", "tsx", `${root}/scripts/vscode/start.ts`, ...process.argv.slice(2)];
process.exit((await run(process.execPath, args)).code);
