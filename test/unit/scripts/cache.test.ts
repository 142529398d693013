/** Installing into the cache: once, completely or not at all. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cacheFolder, installOnce } from "../../../scripts/vscode/cache";

describe("installOnce", () => {
	const before = process.env.XDG_CACHE_HOME;
	let installations = 0;

	beforeEach(async () => {
		process.env.XDG_CACHE_HOME = await mkdtemp(join(tmpdir(), "toon-cache-"));
		installations = 0;
	});
	afterEach(async () => {
		await rm(process.env.XDG_CACHE_HOME ?? "", { recursive: true });
		if (before === undefined) delete process.env.XDG_CACHE_HOME;
		else process.env.XDG_CACHE_HOME = before;
	});

	async function install(folder: string): Promise<void> {
		installations++;
		await sleep(20);
		await writeFile(join(folder, "tool"), "works");
	}

	it("installs the first time only", async () => {
		const first = await installOnce("tool-1", install);
		assert.equal(await readFile(join(first, "tool"), "utf8"), "works");
		assert.equal(await installOnce("tool-1", install), first);
		assert.equal(installations, 1);
	});

	it("installs each version", async () => {
		assert.notEqual(await installOnce("tool-1", install), await installOnce("tool-2", install));
		assert.equal(installations, 2);
	});

	it("leaves nothing of an installation that failed", async () => {
		const fail = async (folder: string) => {
			await install(folder);
			throw new Error("no network");
		};
		await assert.rejects(installOnce("tool-1", fail), /no network/);
		assert.deepEqual(await readdir(cacheFolder()), []);
		await installOnce("tool-1", install);
		assert.equal(installations, 2);
	});

	it("takes over from a process that was killed", async () => {
		await mkdir(join(cacheFolder(), "tool-1.installing"), { recursive: true });
		await writeFile(join(cacheFolder(), "tool-1.installing", "half"), "");
		await writeFile(join(cacheFolder(), "tool-1.lock"), "999999999");
		const folder = await installOnce("tool-1", install);
		assert.equal(existsSync(join(folder, "half")), false);
		assert.deepEqual(await readdir(cacheFolder()), ["tool-1"]);
	});
});
