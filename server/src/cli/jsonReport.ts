/** `check --format json`: one object with every diagnostic, places counting from 1, for scripts. */
import type { Problem } from "../workspace/tasks";
import type { Reporter } from "./reporter";
import type { Terminal } from "./terminal";
import { visibleJson } from "./visible";

export function jsonReport(terminal: Terminal): Reporter {
	let separator = '{\n  "diagnostics": [\n    ';
	return {
		async file(name, problems) {
			for (const problem of problems) {
				await terminal.out.write(separator + visibleJson(entry(name, problem)));
				separator = ",\n    ";
			}
		},
		async end({ files, errors, warnings }) {
			const list = separator.startsWith("{") ? '{\n  "diagnostics": []' : "\n  ]";
			await terminal.out.write(
				`${list},\n  "files": ${files},\n  "errors": ${errors},\n  "warnings": ${warnings}\n}\n`,
			);
		},
	};
}

const entry = (file: string | undefined, { severity, code, message, range }: Problem) => ({
	file,
	...(range !== undefined && {
		line: range.start.line + 1,
		column: range.start.character + 1,
		endLine: range.end.line + 1,
		endColumn: range.end.character + 1,
	}),
	severity,
	...(code !== undefined && { code }),
	message,
});
