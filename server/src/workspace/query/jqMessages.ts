/** jq's words for what went wrong, as one line for people. */
import type { JqAnswer } from "./jqJob";

/** Exit code of an expression that does not compile. */
const NOT_COMPILED = 3;
const VALUE_ERROR = "jq: error (at ";

/**
 * Of a run that ended with an exit code other than 0. jq prints `jq: error: …` for the expression, and
 * `jq: error (at /dev/stdin:0): …` for a value; `halt_error` prints whatever it was given.
 */
export function problemOf({ stderr, exitCode }: { readonly stderr: string; readonly exitCode: number }): JqAnswer {
	if (exitCode === NOT_COMPILED) {
		const [first = ""] = stderr.split("\n");
		const [, message = first, line, column] =
			/^jq: error: (.*?)(?: at <top-level>, line (\d+), column (\d+):?)?$/.exec(first) ?? [];
		const place = line === undefined ? "" : ` (line ${line}, column ${column})`;
		return { problem: "expression", message: `The expression is not jq: ${message}${place}.` };
	}
	// What `debug` printed comes before.
	const from = Math.max(0, stderr.lastIndexOf(VALUE_ERROR));
	const message = stderr
		.slice(from)
		.replace(/^jq: error \(at [^)]*\)(?: \(not a string\))?: /, "")
		.trim();
	return { problem: "value", message: message === "" ? `jq ended with code ${exitCode}` : message };
}
