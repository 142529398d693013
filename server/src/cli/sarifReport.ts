/** `check --format sarif`: SARIF 2.1.0 (OASIS), for code scanning. */
import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { HOME, pageOf } from "../features/diagnostics";
import { slashed } from "../workspace/paths";
import type { Problem } from "../workspace/tasks";
import type { Reporter } from "./reporter";
import type { Terminal } from "./terminal";
import { version } from "./version";
import { visibleJson } from "./visible";

const LEVELS: Readonly<Record<Problem["severity"], string>> = {
	error: "error",
	warning: "warning",
	information: "note",
	hint: "note",
};

/** Results are printed as they come; the rules and notifications, which are few, stand after them. */
export function sarifReport(terminal: Terminal): Reporter {
	const rules = new Map<string, number>();
	const unread: { file: string | undefined; problem: Problem }[] = [];
	let separator =
		'{\n"$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n"version": "2.1.0",\n"runs": [{\n' +
		'"columnKind": "utf16CodeUnits",\n"results": [';
	const head = separator;
	return {
		async file(file, problems) {
			for (const problem of problems) {
				if (problem.code === undefined) {
					unread.push({ file, problem });
					continue;
				}
				const rule = rules.get(problem.code) ?? rules.size;
				rules.set(problem.code, rule);
				await terminal.out.write(`${separator}\n${visibleJson(result(file, problem, problem.code, rule))}`);
				separator = ",";
			}
		},
		async end({ errors, exitCode = errors > 0 ? 2 : 0 }) {
			const driver = {
				name: "TOON Workbench",
				informationUri: HOME,
				version: version(),
				rules: [...rules.keys()].map(rule),
			};
			const invocation = {
				executionSuccessful: unread.length === 0,
				exitCode,
				toolExecutionNotifications: unread.map(notification),
			};
			const start = separator === head ? head : "";
			await terminal.out.write(
				`${start}\n],\n"invocations": [${visibleJson(invocation)}],\n"tool": ${JSON.stringify({ driver })}\n}]\n}\n`,
			);
		},
	};
}

const rule = (id: string) => ({ id, helpUri: pageOf(id) });

const result = (
	file: string | undefined,
	{ severity, message, range }: Problem,
	ruleId: string,
	ruleIndex: number,
) => ({
	ruleId,
	ruleIndex,
	level: LEVELS[severity],
	message: { text: message },
	locations: locations(file, range),
});

const notification = ({ file, problem }: { file: string | undefined; problem: Problem }) => ({
	level: LEVELS[problem.severity],
	message: { text: problem.message },
	locations: locations(file, undefined),
});

const locations = (file: string | undefined, range: Problem["range"]) =>
	file === undefined
		? []
		: [{ physicalLocation: { artifactLocation: artifact(file), ...(range && { region: region(range) }) } }];

const region = ({ start, end }: NonNullable<Problem["range"]>) => ({
	startLine: start.line + 1,
	startColumn: start.character + 1,
	endLine: end.line + 1,
	endColumn: end.character + 1,
});

const artifact = (file: string) => ({
	uri: isAbsolute(file) ? pathToFileURL(file).href : slashed(file).split("/").map(encodeURIComponent).join("/"),
});
