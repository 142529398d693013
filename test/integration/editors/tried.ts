/** Runs an editor as its user does: with the configuration that docs/editors.md gives, and the command in its PATH. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { commandLine, type Place } from "../commandLine";

const manual = readFileSync(join(__dirname, "../../../docs/editors.md"), "utf8");

/** The last fence of a language in the manual: where there are two, that for the versions which Debian has. */
export function configuration(language: string): string {
	const fences = [...manual.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))];
	return fences.at(-1)![1]!;
}

export const isInstalled = (program: string): boolean => spawnSync(program, ["--version"]).error === undefined;

/** A folder with `toon-workbench` in it, in front of the PATH. */
export function pathWithCommand(place: Place): string {
	const folder = place.path("bin");
	mkdirSync(folder, { recursive: true });
	const command = join(folder, "toon-workbench");
	writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${commandLine}' "$@"\n`);
	chmodSync(command, 0o755);
	return `${folder}${delimiter}${process.env.PATH}`;
}
