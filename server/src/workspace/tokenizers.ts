/** Tokenizers of open models that the settings name: `toon.tokens.tokenizers`, a name and its tokenizer.json. */
import { homedir } from "node:os";
import { isAbsolute, join, normalize } from "node:path";
import type { URI } from "vscode-uri";
import { isInside } from "./paths";
import type { Settings } from "./settings";

/** A model that is counted by a file. */
export interface NamedTokenizer {
	readonly name: string;
	/** Absolute. */
	readonly path: string;
}

/** What stands between the two in the name of a model; no setting can hold it. */
const MARK = "\0";

/** The settings with their model led to its file, where it has one. A model with a NUL in its name is nobody's. */
export function withTokenizer(settings: Settings, folders: readonly URI[]): Settings {
	const name = settings.model.replaceAll(MARK, "");
	const file = settings.tokenizers[name];
	if (file === undefined) return name === settings.model ? settings : { ...settings, model: name };
	return { ...settings, model: `${name}${MARK}${pathOf(file, folders) ?? ""}` };
}

/** The tokenizer that a model was led to; undefined where it has none, and a path that is "" where it may not be read. */
export function namedTokenizer(model: string): NamedTokenizer | undefined {
	const at = model.indexOf(MARK);
	return at < 0 ? undefined : { name: model.slice(0, at), path: model.slice(at + 1) };
}

/** Below a folder of the workspace or the home folder: what else there is on the machine is none of a setting's business. */
function pathOf(file: string, folders: readonly URI[]): string | undefined {
	const home = homedir();
	const roots = folders.filter(({ scheme }) => scheme === "file").map(({ fsPath }) => fsPath);
	const inHome = /^~[\\/]/.test(file) ? join(home, file.slice(2)) : undefined;
	const path = inHome ?? (isAbsolute(file) ? normalize(file) : roots[0] && join(roots[0], file));
	return path !== undefined && [...roots, home].some((root) => isInside(path, root)) ? path : undefined;
}
