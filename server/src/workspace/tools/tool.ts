/** What a tool for agents is: the same for the MCP server and for VS Code's language models. */
import type { TokenCounter } from "../../tokens";
import type { QueryRunner } from "../query/queryRunner";
import type { ResultOf, Task } from "../tasks";

export type ToolName =
	| "toon_encode"
	| "toon_decode"
	| "toon_check"
	| "toon_repair"
	| "toon_count"
	| "toon_query"
	| "toon_edit";

export interface Tool {
	readonly name: ToolName;
	readonly title: string;
	/** Read by models with every request, so each word costs. */
	readonly description: string;
	readonly inputSchema: ObjectSchema;
	/** It writes files, where that is allowed and asked for. */
	readonly writes: boolean;
	/** @throws ToolError */
	run(given: Arguments, context: ToolContext): Promise<ToolResult>;
}

/** The part of JSON Schema that the tools need. */
export interface ObjectSchema {
	readonly type: "object";
	readonly properties: Readonly<Record<string, PropertySchema>>;
	readonly required?: readonly string[];
	readonly additionalProperties: false;
}

export type PropertySchema =
	| { readonly type: "string"; readonly description?: string; readonly enum?: readonly string[] }
	| { readonly type: "boolean"; readonly description?: string }
	| { readonly type: "array"; readonly description?: string; readonly items: PropertySchema | ObjectSchema }
	/** Any value. */
	| { readonly description: string };

/** Arguments that fit the schema of their tool. */
export type Arguments = Readonly<Record<string, unknown>>;

export interface ToolResult {
	/** What was asked for. */
	readonly text: string;
	/** What there is to say about it, for the model. */
	readonly notes?: readonly string[];
	/** The same for programs. */
	readonly structured: Readonly<Record<string, unknown>>;
}

/** Why a tool has no result: what is wrong, why, and what to do. */
export class ToolError extends Error {
	override readonly name = "ToolError";
}

/** What the tools need of the place where they run. */
export interface ToolContext {
	/** Files that the tools may see; undefined where there are none. */
	readonly files: ToolFiles | undefined;
	/** Runs heavy work beside, small work in place. */
	readonly run: <T extends Task>(task: T) => Promise<ResultOf<T>>;
	readonly counter: () => TokenCounter;
	readonly queries: QueryRunner;
	/** Nobody waits any more. */
	readonly signal: AbortSignal;
}

export interface ToolFiles {
	/** @throws ToolError where the path is not allowed, or there is no such text file */
	read(path: string): Promise<string>;
	/** @throws ToolError where nothing may be written, or the path is not allowed */
	write(path: string, text: string): Promise<void>;
}
