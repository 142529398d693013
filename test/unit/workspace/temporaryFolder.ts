/** A folder that exists for one test. */
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export async function withTemporaryFolder(use: (folder: string) => Promise<void>): Promise<void> {
	const folder = await realpath(await mkdtemp(join(tmpdir(), "toon-")));
	try {
		await use(folder);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
