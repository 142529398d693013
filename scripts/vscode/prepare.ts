/**
 * `prepare.ts editor|code-server`: makes sure that what a stage of the tests runs in is there, so that its installation
 * shows its progress and happens once.
 */
import { ensureCodeServer } from "./code-server";
import { ensureEditor } from "./editor";

const prepare = process.argv[2] === "code-server" ? ensureCodeServer : ensureEditor;

prepare().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
