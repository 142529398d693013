/** Writes the types of the library, dist/lib/types: what tsc declares of server/src/lib.ts and of what that names. */
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";

/**
 * @param {string} root folder of the project
 * @param {string} folder where the types go
 */
export async function writeLibraryTypes(root, folder) {
	const declared = await mkdtemp(join(tmpdir(), "toon-workbench-types-"));
	try {
		const tsc = join(
			dirname(createRequire(join(root, "package.json")).resolve("typescript/package.json")),
			"bin",
			"tsc",
		);
		const options = ["--outDir", declared, "--tsBuildInfoFile", join(declared, "info"), "--noCheck"];
		await promisify(execFile)(process.execPath, [tsc, "-p", join(root, "server"), ...options]);
		for (const file of await reached(join(declared, "lib.d.ts"))) {
			const target = join(folder, relative(declared, file));
			await mkdir(dirname(target), { recursive: true });
			await cp(file, target);
		}
	} finally {
		await rm(declared, { recursive: true, force: true });
	}
}

const importing = /^(?:import|export)\b[^"]*?\bfrom "([^"]+)"|\bimport\("([^"]+)"\)/gm;

/**
 * A file and all that it imports. The types must stand on their own: who installs the package has no other.
 *
 * @param {string} entry
 */
async function reached(entry) {
	const files = new Set([entry]);
	for (const file of files) {
		for (const [, from, inline] of (await readFile(file, "utf8")).matchAll(importing)) {
			const name = from ?? inline ?? "";
			if (!name.startsWith(".")) throw new Error(`${file} names the types of the package ${name}`);
			const path = join(dirname(file), name);
			const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
			files.add(isFolder ? join(path, "index.d.ts") : `${path}.d.ts`);
		}
	}
	return files;
}
