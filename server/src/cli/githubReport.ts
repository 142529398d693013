/**
 * `check --format github`: workflow commands, which GitHub Actions shows beside the lines of a pull request
 * (docs.github.com, "Workflow commands").
 */

import { slashed } from "../workspace/paths";
import type { Problem } from "../workspace/tasks";
import type { Reporter } from "./reporter";
import type { Terminal } from "./terminal";
import { visibleLine } from "./visible";

const COMMANDS: Readonly<Record<Problem["severity"], string>> = {
	error: "error",
	warning: "warning",
	information: "notice",
	hint: "notice",
};

export const githubReport = (terminal: Terminal): Reporter => ({
	async file(name, problems) {
		for (const problem of problems) await terminal.out.write(annotation(name && slashed(name), problem));
	},
	async end() {},
});

function annotation(file: string | undefined, { severity, code, message, range }: Problem): string {
	const properties: [string, string | number][] = file === undefined ? [] : [["file", file]];
	if (range !== undefined) {
		properties.push(["line", range.start.line + 1], ["endLine", range.end.line + 1]);
		// GitHub takes columns of a single line only.
		const isOneLine = range.start.line === range.end.line;
		if (isOneLine) properties.push(["col", range.start.character + 1], ["endColumn", range.end.character + 1]);
	}
	if (code !== undefined) properties.push(["title", `TOON ${code}`]);
	const list = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(",");
	return `::${COMMANDS[severity]} ${list}::${escapeData(message)}\n`;
}

const escapeData = (text: string): string =>
	visibleLine(text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A"));

const escapeProperty = (text: string): string => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
