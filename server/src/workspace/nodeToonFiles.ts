/** .toon files of this machine, for editor features. */
import { opendir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { URI } from "vscode-uri";
import type { ToonFile, ToonFiles } from "./toonFiles";

/** Longer files have their keys looked up when they are open. */
const LONGEST = 1_000_000;

const SKIPPED: ReadonlySet<string> = new Set(["node_modules", "dist", "out", "target", "vendor"]);

export const nodeToonFiles: ToonFiles = {
	exists: (uri) =>
		stat(uri.fsPath).then(
			() => true,
			() => false,
		),
	async *below(folder, limit) {
		let left = limit;
		const folders = [folder.fsPath];
		for (let path = folders.pop(); path !== undefined && left > 0; path = folders.pop()) {
			for await (const entry of entriesOf(path)) {
				const name = join(path, entry.name);
				if (entry.isDirectory() && !entry.name.startsWith(".") && !SKIPPED.has(entry.name)) folders.push(name);
				if (!entry.isFile() || !entry.name.toLowerCase().endsWith(".toon")) continue;
				const file = await toonFile(name);
				if (file === undefined) continue;
				yield file;
				if (--left === 0) return;
			}
		}
	},
};

/** What a folder holds; nothing where it cannot be read. Links are not followed: they may lead round in circles. */
async function* entriesOf(path: string): AsyncGenerator<{
	readonly name: string;
	isDirectory(): boolean;
	isFile(): boolean;
}> {
	try {
		yield* await opendir(path);
	} catch {
		// Gone, or not ours to read: the symbols of other folders are wanted all the same.
	}
}

async function toonFile(path: string): Promise<ToonFile | undefined> {
	try {
		const { size, mtimeMs } = await stat(path);
		if (size > LONGEST) return undefined;
		const text = (): Promise<string | undefined> => readFile(path, "utf8").catch(() => undefined);
		return { uri: URI.file(path).toString(), stamp: `${size} ${mtimeMs}`, text };
	} catch {
		return undefined;
	}
}
