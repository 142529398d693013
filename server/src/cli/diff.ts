/** `diff A B`: what changed between two files by value, whatever their formats. */
import { basename } from "node:path";
import { type Change, COMPARED_DEPTH, depthOfJson, diffValues, pathText, readExact, writeExact } from "../compare";
import { formatOf } from "../convert";
import type { ConvertTask } from "../workspace/tasks";
import { type Context, runTasks } from "./context";
import { EXIT_CODES, type ExitCode } from "./exitCodes";
import { type Input, inputs } from "./inputs";
import { counted, tellProblems } from "./messages";
import type { Planned } from "./queue";
import { errorOf, failed, planRead } from "./read";
import type { Sink } from "./terminal";
import { visibleJson, visibleLine } from "./visible";

export interface DiffOptions {
	readonly json: boolean;
	/** End with 1 where the files differ. */
	readonly check: boolean;
	readonly strict: boolean;
}

export async function diff(
	files: readonly [string, string],
	{ json, check, strict }: DiffOptions,
	context: Context,
): Promise<ExitCode> {
	const texts: string[] = [];
	for (const file of files) {
		const text = await jsonOf(file, strict, context);
		if (text === undefined) return EXIT_CODES.failed;
		texts.push(text);
	}
	const changes = diffValues(readExact(texts[0]!), readExact(texts[1]!));
	if (json) await printJson(files, changes, context.terminal.out);
	else await printText(changes, context);
	return check && changes.length > 0 ? EXIT_CODES.stale : EXIT_CODES.ok;
}

/** The value of a file as compact JSON; undefined where it has none, which is told. */
export async function jsonOf(file: string, strict: boolean, context: Context): Promise<string | undefined> {
	const plan = (input: Input): Promise<Planned<ConvertTask>> => {
		const from = input.kind === "file" ? formatOf(input.path) : "toon";
		if (from === undefined || from === "html") {
			return Promise.resolve(failed(input, errorOf("of no format that can be read")));
		}
		const options = { strict, pretty: false, ...(input.kind === "file" && { source: basename(input.path) }) };
		return planRead(input, context, (source) => {
			return { kind: "convert", source, from, to: "json", strict, indentSize: "auto", options, output: undefined };
		});
	};
	const found = inputs([file], { folder: context.folder, accepts: () => false });
	for await (const { input, result } of runTasks(found, plan, context)) {
		await tellProblems(input.name, result.problems, context.terminal);
		if (result.text === undefined) return undefined;
		if (depthOfJson(result.text, COMPARED_DEPTH) <= COMPARED_DEPTH) return result.text;
		const message = `nested deeper than ${COMPARED_DEPTH} levels, which is not compared by value`;
		await tellProblems(input.name, [errorOf(message)], context.terminal);
	}
	return undefined;
}

async function printJson(files: readonly [string, string], changes: readonly Change[], out: Sink): Promise<void> {
	const head = `{"a":${visibleJson(files[0])},"b":${visibleJson(files[1])},"equal":${changes.length === 0},"changes":[`;
	await out.write(head);
	for (const [at, change] of changes.entries()) await out.write(`${at === 0 ? "" : ","}\n${changeJson(change)}`);
	await out.write(`${changes.length === 0 ? "" : "\n"}]}\n`);
}

/** Not by JSON.stringify, which knows no numbers but doubles. */
function changeJson(change: Change): string {
	const parts = [`"path":${JSON.stringify(pathText(change.path))}`, `"kind":"${change.kind}"`];
	if ("before" in change) parts.push(`"before":${writeExact(change.before)}`);
	if ("after" in change) parts.push(`"after":${writeExact(change.after)}`);
	return visibleLine(`{${parts.join(",")}}`);
}

async function printText(changes: readonly Change[], { terminal: { out, err } }: Context): Promise<void> {
	for (const change of changes) await out.write(`${changeLine(change, out)}\n`);
	const of = (kind: Change["kind"]): number => changes.filter((change) => change.kind === kind).length;
	const summary = `${of("changed")} changed, ${of("added")} added, ${of("removed")} removed`;
	const order = of("reordered") === 0 ? "" : `, ${counted(of("reordered"), "list")} in another order`;
	await err.write(changes.length === 0 ? "equal by value\n" : `${summary}${order}\n`);
}

function changeLine(change: Change, { colors }: Sink): string {
	const path = visibleLine(pathText(change.path));
	switch (change.kind) {
		case "added":
			return colors.green(`+ ${path}: ${visibleLine(writeExact(change.after))}`);
		case "removed":
			return colors.red(`- ${path}: ${visibleLine(writeExact(change.before))}`);
		case "changed":
			return `${colors.yellow("~")} ${path}: ${colors.red(visibleLine(writeExact(change.before)))} → ${colors.green(visibleLine(writeExact(change.after)))}`;
		case "reordered":
			return colors.yellow(`~ ${path}: in another order`);
	}
}
