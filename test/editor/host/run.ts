/**
 * Runs the extension host's tests in a real VS Code on a copy of examples/, and those of the activation in windows of
 * their own. `HOST_TESTS=activation,…` runs some windows, or some files of the first.
 */
import { cp, mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { runTests } from "@vscode/test-electron";
import { ensureEditor } from "../../../scripts/vscode/editor";
import { runToEnd, temporaryFolder } from "../../../scripts/vscode/processes";

const root = resolve(__dirname, "..", "..", "..");

// The ledger of whoever runs the tests is not theirs.
process.env.TOON_SAVINGS = "off";

/** Each in a window of its own, since it is about what a window has not loaded. */
const WINDOWS = ["idle", "saving"];

async function main(): Promise<void> {
	await runToEnd(process.execPath, [join(root, "scripts", "build-host-tests.mjs")]);
	const chosen = process.env.HOST_TESTS?.split(",").filter((name) => name !== "");
	const isChosen = (name: string): boolean => chosen === undefined || chosen.includes(name);
	for (const name of WINDOWS.filter(isChosen)) await runWindow(name);
	const files = chosen?.filter((name) => !WINDOWS.includes(name));
	if (files === undefined || files.length > 0) await runWindow(files?.join(",") ?? "all");
}

/** @param tests what index.ts shall run */
async function runWindow(tests: string): Promise<void> {
	const folder = await temporaryFolder();
	const workspace = join(folder, "workspace");
	if (WINDOWS.includes(tests)) await mkdir(workspace);
	else await cp(join(root, "examples"), workspace, { recursive: true });
	const { executable } = await ensureEditor();
	await runTests({
		vscodeExecutablePath: executable,
		extensionDevelopmentPath: root,
		extensionTestsPath: join(root, "out", "test", "host.js"),
		extensionTestsEnv: { HOST_TESTS: tests },
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
