/** Runs the extension host's tests in a real VS Code on a copy of examples/. */
import { cp } from "node:fs/promises";
import { join, resolve } from "node:path";
import { runTests } from "@vscode/test-electron";
import { ensureEditor } from "../../../scripts/vscode/editor";
import { runToEnd, temporaryFolder } from "../../../scripts/vscode/processes";

const root = resolve(__dirname, "..", "..", "..");

async function main(): Promise<void> {
	await runToEnd(process.execPath, [join(root, "scripts", "build-host-tests.mjs")]);
	const folder = await temporaryFolder();
	const workspace = join(folder, "workspace");
	await cp(join(root, "examples"), workspace, { recursive: true });
	const { executable } = await ensureEditor();
	await runTests({
		vscodeExecutablePath: executable,
		extensionDevelopmentPath: root,
		extensionTestsPath: join(root, "out", "test", "host.js"),
		launchArgs: [
			workspace,
			`--user-data-dir=${join(folder, "data")}`,
			`--extensions-dir=${join(folder, "extensions")}`,
		],
	});
}

main().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	},
);
