/** Folders that exist for the tests of one file. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gives folders; to be called where `after` may be, which removes them. */
export function temporaryFolders(): () => string {
	const made: string[] = [];
	after(() => {
		for (const folder of made) rmSync(folder, { recursive: true, force: true });
	});
	return () => {
		const folder = realpathSync(mkdtempSync(join(tmpdir(), "toon-")));
		made.push(folder);
		return folder;
	};
}
