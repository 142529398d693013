/** `completion SHELL`: a script that completes commands and options; it is made from the program, so it knows them all. */
import type { Command } from "commander";

export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

/** What may stand after a command, or after a command of a command (`hook run`). */
interface Level {
	/** `""`, `"check"`, `"hook run"`. */
	readonly path: string;
	readonly words: readonly { readonly word: string; readonly description: string }[];
}

export function completionScript(program: Command, shell: Shell): string {
	const levels = levelsOf(program, "");
	return shell === "fish" ? fishScript(levels) : bashScript(levels, shell);
}

/** Commands are nested two deep at most. */
function levelsOf(command: Command, path: string): Level[] {
	const words = [
		...command.commands.map((each) => ({ word: each.name(), description: each.description() })),
		...command.options.map(({ long, description }) => ({ word: long ?? "", description })),
		{ word: "--help", description: "display help for command" },
	];
	const below = command.commands.flatMap((each) => levelsOf(each, `${path} ${each.name()}`.trim()));
	return [{ path, words }, ...below];
}

/** zsh runs completions of bash, once it is told to. File names are completed by the shell itself. */
function bashScript(levels: readonly Level[], shell: Shell): string {
	const cases = levels
		.filter(({ path }) => path !== "")
		.map(({ path, words }) => `\t\t"${path}") words="${words.map(({ word }) => word).join(" ")}" ;;`);
	const atStart = levels[0]?.words.map(({ word }) => word).join(" ") ?? "";
	return `${shell === "zsh" ? "autoload -U +X bashcompinit && bashcompinit\n" : ""}_toon_workbench() {
	local words="${atStart}" path="\${COMP_WORDS[1]}"
	if [ "$COMP_CWORD" -gt 2 ] && [ "$path" = hook ]; then path="hook \${COMP_WORDS[2]}"; fi
	if [ "$COMP_CWORD" -gt 1 ]; then words=""; case "$path" in
${cases.join("\n")}
	esac; fi
	COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _toon_workbench toon-workbench
`;
}

function fishScript(levels: readonly Level[]): string {
	const lines = levels.flatMap(({ path, words }) =>
		words.map(({ word, description }) => {
			const what = word.startsWith("--") ? `-l ${word.slice(2)}` : `-f -a ${word}`;
			return `complete -c toon-workbench -n ${quoted(conditionOf(path))} ${what} -d ${quoted(description)}`;
		}),
	);
	return `${lines.join("\n")}\n`;
}

function conditionOf(path: string): string {
	if (path === "") return "__fish_use_subcommand";
	return path
		.split(" ")
		.map((name) => `__fish_seen_subcommand_from ${name}`)
		.join("; and ");
}

const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
