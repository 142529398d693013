/** The FILES of a command line as a stream of files: names, globs, folders, and `-`. */
import { type Stats, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { fileError } from "../workspace/fileErrors";
import { isInside, slashed } from "../workspace/paths";
import type { Filter } from "./walk";

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
	  }
	| { readonly kind: "stdin"; readonly name: string }
	/** Something named on the command line that cannot be taken. */
	| { readonly kind: "problem"; readonly name: string; readonly message: string };

export interface InputOptions {
	/** Absolute folder that names are relative to. */
	readonly folder: string;
	/** Which files to take out of folders, by path; named files and matches of globs are always taken. */
	readonly accepts: (path: string) => boolean;
}

/** The files, each once, in the order of the arguments and by name within a folder. Nothing is held but names. */
export async function* inputs(names: readonly string[], options: InputOptions): AsyncGenerator<Input> {
	const seen = new Set<string>();
	let swept: string | undefined;
	for (const name of names) {
		for await (const input of expand(name, options)) {
			if (input.kind === "file") {
				if (seen.has(input.path)) continue;
				if (names.length > 1) seen.add(input.path);
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
		if (found.isDirectory()) return yield* filesBelow(name, path, folder, { accepts, depth: Number.POSITIVE_INFINITY });
		// Devices and pipes may never end.
		if (!found.isFile()) return yield { kind: "problem", name, message: "is no regular file" };
		return yield fileInput(path, dirname(path), folder);
	}
	const glob = await parseGlob(name);
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
	const { walk } = await import("./walk");
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
	if (files === 0)
		yield {
			kind: "problem",
			name,
			message: "there is no file to take: git ignores what there is, or links lead out of the folder",
		};
}

function fileInput(path: string, base: string, folder: string): Input {
	const root = isInside(base, folder) ? folder : base;
	return { kind: "file", path, name: displayName(path, folder), below: relative(base, path), root };
}

const displayName = (path: string, folder: string): string => (isInside(path, folder) ? relative(folder, path) : path);

async function parseGlob(name: string): Promise<(Filter & { readonly base: string }) | undefined> {
	const { default: picomatch } = await import("picomatch");
	const { base, glob, isGlob } = picomatch.scan(slashed(name));
	if (!isGlob || glob === "") return undefined;
	const depth = glob.includes("**") ? Number.POSITIVE_INFINITY : glob.split("/").length;
	return { base, depth, accepts: picomatch(glob) };
}
