/** `toon_query`: what jq's language says of a value. */
import { QueryError } from "../query/queryRunner";
import { combined, type FileOutputs, withFiles } from "../query/results";
import { formatOfSource, isJson, readFileOf, type Source, sourceOf, TEXT_PROPERTY } from "./sources";
import { type Tool, type ToolContext, ToolError } from "./tool";
import { converted } from "./values";

export const queryTool: Tool = {
	name: "toon_query",
	title: "Query",
	description: "Ask TOON, JSON, YAML or CSV in jq's language; the result comes as TOON.",
	inputSchema: {
		type: "object",
		properties: {
			expression: { type: "string", description: "jq 1.8; $file is the file's name" },
			text: TEXT_PROPERTY,
			paths: { type: "array", items: { type: "string" }, description: "Instead of text: files, relative to the root" },
			to: { type: "string", enum: ["toon", "json"], description: "Default: toon" },
		},
		required: ["expression"],
		additionalProperties: false,
	},
	writes: false,
	async run(given, context) {
		const expression = given.expression as string;
		const paths = given.paths as readonly string[] | undefined;
		if (paths !== undefined && given.text !== undefined) throw new ToolError("Give either text or paths.");
		const sources =
			paths === undefined
				? [await sourceOf({ text: given.text }, context)]
				: await Promise.all(paths.map(async (path) => ({ path, text: await readFileOf(path, context) })));
		const results: FileOutputs[] = [];
		for (const source of sources) {
			const file = source.path ?? "";
			results.push({
				file,
				outputs: await outputs({ json: await jsonOf(source, context), expression, file }, context),
			});
		}
		const json = results.length === 1 ? combined(results[0]!.outputs) : withFiles(results);
		const outputCount = results.reduce((sum, each) => sum + each.outputs.length, 0);
		const to = (given.to ?? "toon") as "toon" | "json";
		const { text } = to === "json" ? { text: json } : await converted(json, "json", "toon", context);
		return { text, structured: { outputs: outputCount, to } };
	},
};

/** JSON is asked as it stands. */
async function jsonOf(source: Source, context: ToolContext): Promise<string> {
	const from = formatOfSource(source, undefined);
	if (from === "json" && isJson(source.text)) return source.text;
	return (await converted(source.text, from, "json", context, { pretty: false })).text;
}

async function outputs(
	job: { readonly json: string; readonly expression: string; readonly file: string },
	{ queries, signal }: ToolContext,
): Promise<readonly string[]> {
	try {
		return await queries.run(job, signal);
	} catch (error) {
		if (!(error instanceof QueryError)) throw error;
		throw new ToolError(job.file === "" ? error.message : `${job.file}: ${error.message}`);
	}
}
