/** `check --format text`: `file:line:col: severity code message`, and a summary on standard error. */

import { counted, problemLine } from "./messages";
import type { Reporter } from "./reporter";
import type { Terminal } from "./terminal";

export const textReport = (terminal: Terminal): Reporter => ({
	async file(name, problems) {
		for (const problem of problems) {
			// What has no code is no diagnostic: the file could not be read.
			const sink = problem.code === undefined ? terminal.err : terminal.out;
			await sink.write(problemLine(name ?? "total", problem, sink.colors));
		}
	},
	async end({ files, errors, warnings, leftOut }) {
		if (files === 1 && leftOut === 0) return;
		const { bold, green, red } = terminal.err.colors;
		const verdict = `${counted(errors, "error")}, ${counted(warnings, "warning")}`;
		const more = leftOut > 0 ? `, ${counted(leftOut, "hint")} not shown (--hints)` : "";
		await terminal.err.write(`${bold(counted(files, "file"))}: ${errors > 0 ? red(verdict) : green(verdict)}${more}\n`);
	},
});
