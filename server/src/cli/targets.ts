/** Where the conversion of a file goes. */
import { stat } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { extensionOf } from "../convert/formats";
import type { Format } from "../convert/types";
import { isInside } from "../workspace/paths";
import { UsageError } from "./exitCodes";
import type { Input } from "./inputs";

export interface Target {
	/** Absolute. */
	readonly path: string;
	/** What is written stays in this folder, links followed. */
	readonly root: string;
}

/** Gives each input its target. Two inputs that would go to one file are refused: the second gets a message. */
export class Targets {
	readonly #to: Format;
	readonly #out: Out | undefined;
	/** Source of each target. */
	readonly #taken = new Map<string, string>();

	private constructor(to: Format, out: Out | undefined) {
		this.#to = to;
		this.#out = out;
	}

	/**
	 * @param out `--out`: a folder, or a file when there is one source. A path that does not exist counts as a folder
	 * if it ends in a slash or has no extension.
	 */
	static async create(to: Format, out: string | undefined, folder: string): Promise<Targets> {
		if (out === undefined) return new Targets(to, undefined);
		const path = resolve(folder, out);
		const found = await stat(path).catch(() => undefined);
		const isFolder = found?.isDirectory() ?? (/[/\\]$/.test(out) || extname(path) === "");
		// Named on purpose: it may lie anywhere, but what it holds stays there.
		const own = isFolder ? path : dirname(path);
		return new Targets(to, { path, isFolder, root: isInside(path, folder) ? folder : own });
	}

	/** The target of an input, or why it has none. */
	of(input: Input & { readonly kind: "file" | "stdin" }): Target | { readonly message: string } {
		const target = this.#place(input);
		if (input.kind === "file" && target.path === input.path) return { message: "it would be written over itself" };
		const other = this.#taken.get(target.path);
		if (other !== undefined) return { message: `${basename(target.path)} is written from ${other} already` };
		this.#taken.set(target.path, input.name);
		return target;
	}

	#place(input: Input & { readonly kind: "file" | "stdin" }): Target {
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
}

interface Out {
	readonly path: string;
	readonly isFolder: boolean;
	readonly root: string;
}
