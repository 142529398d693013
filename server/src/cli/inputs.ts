/** The FILES of a command line as a stream of files: names, globs, folders, and `-`. */
import { type Stats, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { fileError } from "../workspace/fileErrors";
import { realPathOf } from "../workspace/fileStats";
import { compileGlob, GlobError, isGlob, splitGlob } from "../workspace/globs";
import { isInside, slashed } from "../workspace/paths";
import type { Filter } from "../workspace/walk";

export type Input =
	| {
			readonly kind: "file";
			/** Absolute. */
			readonly path: string;
			/** As people see it: relative to where they stand, as they wrote it otherwise. */
			readonly name: string;
			/** Path below what was named, with which `--out FOLDER` keeps the order of folders. */
			readonly below: string;
			/** What is written for this file stays in this folder. */
			readonly root: string;
			/** Found in a folder, where its kind was asked for, not the file. */
			readonly isWalked?: true;
	  }
	| { readonly kind: "stdin"; readonly name: string }
	/** Something named on the command line that cannot be taken. */
	| { readonly kind: "problem"; readonly name: string; readonly message: string };

export interface InputOptions {
	/** Absolute folder that names are relative to. */
	readonly folder: string;
	/** Which files to take out of folders, by path; named files and matches of globs are always taken. */
	readonly accepts: (path: string) => boolean;
	/** Each file once by whatever links lead to it, since it is to be written. */
	readonly distinct?: boolean;
}

/** The files, each once, in the order of the arguments and by name within a folder. Nothing is held but names. */
export async function* inputs(names: readonly string[], options: InputOptions): AsyncGenerator<Input> {
	const seen = new Set<string>();
	let swept: string | undefined;
	for (const name of names) {
		for await (const input of expand(name, options)) {
			if (input.kind === "file") {
				const key = options.distinct ? (realPathOf(input.path) ?? input.path) : input.path;
				if (seen.has(key)) continue;
				if (names.length > 1 || options.distinct) seen.add(key);
				if (dirname(input.path) !== swept) await sweep(dirname(input.path));
				swept = dirname(input.path);
			}
			yield input;
		}
	}
}

/** What a killed run left is taken away by the next one, whatever its command. */
async function sweep(folder: string): Promise<void> {
	const names = await readdir(folder).catch(() => []);
	// Hardly ever, so that a small check need not load what knows the rest.
	if (!names.some((name) => name.startsWith(".toon-"))) return;
	const { sweepTemporaryFiles } = await import("../workspace/temporaryFiles");
	await sweepTemporaryFiles(folder);
}

async function* expand(name: string, { folder, accepts }: InputOptions): AsyncGenerator<Input> {
	if (name === "-") return yield { kind: "stdin", name: "<stdin>" };
	// An unset variable of a script, not the folder that one stands in.
	if (name === "") return yield { kind: "problem", name: '""', message: "no such file" };
	const path = resolve(folder, name);
	const found = statOf(path);
	if (!(found instanceof Error)) {
		if (found.isDirectory()) {
			const filter = { accepts, depth: Number.POSITIVE_INFINITY };
			for await (const input of filesBelow(name, path, folder, filter)) {
				yield input.kind === "file" ? { ...input, isWalked: true } : input;
			}
			return;
		}
		// Devices and pipes may never end.
		if (!found.isFile()) return yield { kind: "problem", name, message: "is no regular file" };
		return yield fileInput(path, dirname(path), folder);
	}
	const glob = parseGlob(name);
	if (glob !== undefined && "message" in glob) return yield { kind: "problem", name, message: glob.message };
	if (glob !== undefined) return yield* filesBelow(name, resolve(folder, glob.base), folder, glob);
	const isNameBroken = name.includes("\uFFFD");
	const missing = isNameBroken ? "no such file; names that are not UTF-8 cannot be taken" : "no such file";
	const message = found.code === "ENOENT" ? missing : fileError("read", found).message;
	yield { kind: "problem", name, message };
}

function statOf(path: string): Stats | NodeJS.ErrnoException {
	try {
		return statSync(path);
	} catch (error) {
		return error as NodeJS.ErrnoException;
	}
}

async function* filesBelow(name: string, base: string, folder: string, filter: Filter): AsyncGenerator<Input> {
	let files = 0;
	// Loaded late: most command lines name files.
	const { walk } = await import("../workspace/walk");
	const tree = isInside(base, folder) ? folder : base;
	for await (const found of walk(base, tree, filter)) {
		files++;
		if ("error" in found) {
			const message = fileError("read", found.error).message;
			yield { kind: "problem", name: displayName(found.path, folder), message };
		} else {
			yield fileInput(found.path, base, folder);
		}
	}
	if (files > 0) return;
	const message = "there is no file to take, git ignores it, or a link leads out of the folder";
	yield { kind: "problem", name, message };
}

function fileInput(path: string, base: string, folder: string): Input {
	const root = isInside(base, folder) ? folder : base;
	return { kind: "file", path, name: displayName(path, folder), below: relative(base, path), root };
}

const displayName = (path: string, folder: string): string => (isInside(path, folder) ? relative(folder, path) : path);

/** A name that is a glob; with a message where it is none that is taken. */
function parseGlob(name: string): (Filter & { readonly base: string }) | { readonly message: string } | undefined {
	const text = slashed(name);
	if (!isGlob(text)) return undefined;
	const { base, rest } = splitGlob(text);
	try {
		const { matches, depth } = compileGlob(rest);
		return { base, depth, accepts: matches };
	} catch (error) {
		if (error instanceof GlobError) return { message: error.message };
		throw error;
	}
}
