/** `mcp`: loads the bundle of the MCP server, which is no part of the command line's own. */
import { join } from "node:path";
import type { Context } from "./context";
import { EXIT_CODES, type ExitCode } from "./exitCodes";
import type * as Mcp from "./mcp/main";
import { tellProblems } from "./messages";
import { errorOf } from "./read";
import { version } from "./version";

export interface McpCommandOptions {
	readonly root?: readonly string[];
	readonly write: boolean;
	readonly http?: number;
}

export async function mcp({ root = [], write, http }: McpCommandOptions, context: Context): Promise<ExitCode> {
	const { serve } = require(join(__dirname, "mcp.js")) as typeof Mcp;
	const say = (text: string): Promise<void> => context.terminal.err.write(text);
	try {
		await serve({ roots: root, write, port: http, folder: context.folder, version: version(), say });
		return EXIT_CODES.ok;
	} catch (error) {
		const isOurs = error instanceof Error && (error.name === "RootError" || "code" in error);
		if (!isOurs) throw error;
		await tellProblems("mcp", [errorOf(error.message)], context.terminal);
		return EXIT_CODES.failed;
	}
}
