/** The tools for agents, and how one is called. */
import { checkTool } from "./check";
import { checkArguments } from "./checkArguments";
import { countTool } from "./count";
import { decodeTool } from "./decode";
import { editTool } from "./edit";
import { encodeTool } from "./encode";
import { queryTool } from "./query";
import { repairTool } from "./repair";
import { type Tool, type ToolContext, ToolError, type ToolResult } from "./tool";

export const TOOLS: readonly Tool[] = [encodeTool, decodeTool, checkTool, repairTool, countTool, queryTool, editTool];

/** @throws ToolError with what is wrong, why, and what to do */
export async function callTool(name: string, given: unknown, context: ToolContext): Promise<ToolResult> {
	const tool = TOOLS.find((each) => each.name === name);
	if (tool === undefined) throw new ToolError(`There is no tool ${JSON.stringify(name)}.`);
	return tool.run(checkArguments(given, tool.inputSchema), context);
}
