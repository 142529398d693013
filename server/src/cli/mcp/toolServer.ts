/** The tools as an MCP server: one for each connection, over one set of resources. */
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { AjvJsonSchemaValidator } from "@modelcontextprotocol/sdk/validation/ajv";
import { faultMessage } from "../../workspace/faults";
import type { ToolResources } from "../../workspace/tools/resources";
import { ToolError, type ToolFiles } from "../../workspace/tools/tool";
import { TOOLS } from "../../workspace/tools/tools";

/** What all connections share. */
export interface Served {
	readonly resources: ToolResources;
	readonly files: ToolFiles;
	readonly mayWrite: boolean;
	readonly version: string;
}

const INSTRUCTIONS =
	"Tools for TOON, a compact form of JSON: rows under one header, [N] counts them. Errors come with line and column.";

/** Over HTTP each request has a server of its own, which would make a validator of its own: milliseconds for nothing. */
const VALIDATOR = new AjvJsonSchemaValidator();

/** A server that answers one connection. */
export function toolServer({ resources, files, mayWrite, version }: Served): Server {
	const server = new Server(
		{ name: "toon-workbench", version },
		{ capabilities: { tools: {} }, instructions: INSTRUCTIONS, jsonSchemaValidator: VALIDATOR },
	);
	server.setRequestHandler(ListToolsRequestSchema, () => ({
		tools: TOOLS.map(({ name, title, description, inputSchema, writes }) => ({
			name,
			description,
			inputSchema: inputSchema as { type: "object" },
			annotations: {
				title,
				readOnlyHint: !(writes && mayWrite),
				...(writes && mayWrite && { destructiveHint: true, idempotentHint: false }),
				openWorldHint: false,
			},
		})),
	}));
	server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
		try {
			const result = await resources.call(params.name, params.arguments, files, signal);
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
