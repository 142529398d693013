/** Where the conversion of a file goes. */
import { lstatSync, statSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { extensionOf, type Format } from "../convert";
import { realPathOf } from "../workspace/fileStats";
import { isInside } from "../workspace/paths";
import { UsageError } from "./exitCodes";
import type { Input } from "./inputs";

export interface Target {
	/** Absolute. */
	readonly path: string;
	/** What is written stays in this folder, links followed. */
	readonly root: string;
	/** The folder that really holds it. */
	readonly folder: string;
}

type ReadInput = Input & { readonly kind: "file" | "stdin" };
type FileInput = Input & { readonly kind: "file" };

/**
 * Gives each input its target. A target that is a source of the same run, under whatever name, is refused, and so is a
 * second input that would go to the same file.
 */
export class Targets {
	readonly #to: Format;
	readonly #out: Out | undefined;
	readonly #sources: readonly FileInput[];
	/** Names of the sources by their identity; made when a target is there already, which alone can be one of them. */
	#known: ReadonlyMap<string, string> | undefined;
	/** Source of each target, by its real path. */
	readonly #taken = new Map<string, string>();
	readonly #folders = new Map<string, string>();

	/**
	 * @param out `--out`: a folder, or a file when there is one source. A path that does not exist counts as a folder
	 * if it ends in a slash or has no extension.
	 */
	constructor(to: Format, out: string | undefined, folder: string, sources: readonly Input[]) {
		this.#to = to;
		this.#out = out === undefined ? undefined : placeOf(out, folder);
		this.#sources = sources.filter((input) => input.kind === "file");
	}

	/** The target of an input, or why it has none. */
	of(input: ReadInput): Target | { readonly message: string } {
		const { path, root } = this.#place(input);
		const real = this.#realPath(path);
		const source = this.#sourceAt(path);
		if (source !== undefined) {
			const isItself = input.kind === "file" && identityOf(input.path) === identityOf(path);
			return { message: isItself ? "it would be written over itself" : `it would be written over ${source}` };
		}
		const key = foldsCase ? real.toLowerCase() : real;
		const other = this.#taken.get(key);
		if (other !== undefined) return { message: `${basename(path)} is written from ${other} already` };
		this.#taken.set(key, input.name);
		return { path, root, folder: dirname(real) };
	}

	#place(input: ReadInput): { path: string; root: string } {
		const out = this.#out;
		if (input.kind === "stdin") {
			if (out === undefined || out.isFolder) throw new UsageError("standard input needs --out FILE or --stdout");
			return { path: out.path, root: out.root };
		}
		if (out === undefined) return { path: this.#renamed(input.path), root: input.root };
		return { path: out.isFolder ? join(out.path, this.#renamed(input.below)) : out.path, root: out.root };
	}

	#renamed(path: string): string {
		return path.slice(0, path.length - extname(path).length) + extensionOf(this.#to);
	}

	/** The name of the source that a write to `path` would change. */
	#sourceAt(path: string): string | undefined {
		const identity = identityOf(path);
		if (identity === undefined) return undefined;
		this.#known ??= new Map(this.#sources.map(({ path, name }) => [identityOf(path) ?? "", name]));
		return this.#known.get(identity);
	}

	/** The path with links followed, as far as it exists. */
	#realPath(path: string): string {
		const real = isLink(path) ? realPathOf(path) : undefined;
		return real ?? join(this.#realFolder(dirname(path)), basename(path));
	}

	#realFolder(folder: string): string {
		const known = this.#folders.get(folder);
		if (known !== undefined) return known;
		const isTop = dirname(folder) === folder;
		const real = realPathOf(folder) ?? (isTop ? folder : join(this.#realFolder(dirname(folder)), basename(folder)));
		this.#folders.set(folder, real);
		return real;
	}
}

interface Out {
	readonly path: string;
	readonly isFolder: boolean;
	readonly root: string;
}

function placeOf(out: string, folder: string): Out {
	const path = resolve(folder, out);
	const isFolder = isExistingFolder(path) ?? (/[/\\]$/.test(out) || extname(path) === "");
	// Named on purpose: it may lie anywhere, but what it holds stays there.
	const own = isFolder ? path : dirname(path);
	return { path, isFolder, root: isInside(path, folder) ? folder : own };
}

/** Names that differ by case only are one file on these systems, unless somebody set them up otherwise. */
const foldsCase = process.platform === "win32" || process.platform === "darwin";

/** Undefined where there is nothing, or nothing that can be looked at. */
function isExistingFolder(path: string): boolean | undefined {
	try {
		return statSync(path).isDirectory();
	} catch {
		return undefined;
	}
}

function isLink(path: string): boolean {
	try {
		return lstatSync(path).isSymbolicLink();
	} catch {
		return false;
	}
}

/** Device and number of an existing file, links followed: two names of one file have the same. */
function identityOf(path: string): string | undefined {
	try {
		const { dev, ino } = statSync(path, { bigint: true });
		return `${dev}:${ino}`;
	} catch {
		return undefined;
	}
}
