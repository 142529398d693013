/** Makes sure that the editors of the tests are there, so that their installation shows its progress and runs once. */
import { codeServerRunsHere, ensureCodeServer } from "./code-server";
import { ensureEditor } from "./editor";

async function prepare(): Promise<void> {
	await ensureEditor();
	if (codeServerRunsHere) await ensureCodeServer();
}

prepare().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
