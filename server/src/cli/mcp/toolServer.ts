/** The tools as an MCP server: one for each connection, over one set of resources. */
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { faultMessage } from "../../workspace/faults";
import { WorkPool } from "../../workspace/pool";
import { QueryRunner } from "../../workspace/query/queryRunner";
import { counterFor } from "../../workspace/taskCounters";
import type { ResultOf, Task } from "../../workspace/tasks";
import { ToolError, type ToolFiles } from "../../workspace/tools/tool";
import { callTool, tools } from "../../workspace/tools/tools";

/** Units of a text from which a thread does the work, so that others are answered meanwhile. */
const heavy = 200_000;

/** What all connections share. */
export class ToolResources {
	readonly queries = new QueryRunner();
	readonly #pool = new WorkPool();
	readonly files: ToolFiles;
	readonly mayWrite: boolean;

	constructor(files: ToolFiles, mayWrite: boolean) {
		this.files = files;
		this.mayWrite = mayWrite;
	}

	async run<T extends Task>(task: T): Promise<ResultOf<T>> {
		const { source } = task;
		if (!("text" in source) || source.text.length < heavy) {
			const { runTask } = await import("../../workspace/worker");
			return runTask(task);
		}
		const [result] = await this.#pool.run([task]);
		return result as ResultOf<T>;
	}

	async close(): Promise<void> {
		await Promise.all([this.queries.close(), this.#pool.close()]);
	}
}

const instructions =
	"Tools for TOON, a compact form of JSON: rows under one header, [N] counts them. Errors come with line and column.";

/** A server that answers one connection. */
export function toolServer(resources: ToolResources, version: string): Server {
	const server = new Server({ name: "toon-workbench", version }, { capabilities: { tools: {} }, instructions });
	server.setRequestHandler(ListToolsRequestSchema, () => ({
		tools: tools.map(({ name, title, description, inputSchema, writes }) => ({
			name,
			description,
			inputSchema: inputSchema as { type: "object" },
			annotations: {
				title,
				readOnlyHint: !(writes && resources.mayWrite),
				...(writes && resources.mayWrite && { destructiveHint: true, idempotentHint: false }),
				openWorldHint: false,
			},
		})),
	}));
	server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
		try {
			const result = await callTool(params.name, params.arguments, {
				files: resources.files,
				run: (task) => resources.run(task),
				counter: () => counterFor("o200k_base"),
				queries: resources.queries,
				signal,
			});
			const notes = (result.notes ?? []).map((text) => ({ type: "text" as const, text }));
			return {
				content: [{ type: "text" as const, text: result.text }, ...notes],
				structuredContent: result.structured,
			};
		} catch (error) {
			const text = error instanceof ToolError ? error.message : faultMessage(error);
			return { content: [{ type: "text" as const, text }], isError: true };
		}
	});
	return server;
}
