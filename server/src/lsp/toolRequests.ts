/** The requests of agents' tools, and of comparing by value. */
import { type Connection, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { URI } from "vscode-uri";
import { COMPARED_DEPTH, depthOfJson, flatten, readExact } from "../compare";
import { ConversionError } from "../convert";
import type { ConversionService } from "../workspace/conversionService";
import { ToolError, type ToolResult } from "../workspace/tools/tool";
import * as protocol from "./protocol";
import { onRequest } from "./requests";

/** Runs tools where there are threads and files; a browser has neither. */
export interface ToolRunner {
	/** @throws ToolError */
	call(name: string, given: unknown, place: ToolPlace, signal: AbortSignal): Promise<ToolResult>;
}

/** The folders whose files a tool may see, and whether it may write there. */
export interface ToolPlace {
	readonly roots: readonly URI[];
	readonly mayWrite: boolean;
}

export interface ToolDependencies {
	readonly runner: ToolRunner | undefined;
	readonly place: () => ToolPlace;
	readonly conversions: ConversionService;
}

export function answerTools(connection: Connection, { runner, place, conversions }: ToolDependencies): void {
	onRequest(connection, protocol.tool, async ({ name, arguments: given }, token) => {
		if (runner === undefined) throw failed("Tools for agents need a process of this machine.");
		const abort = new AbortController();
		token.onCancellationRequested(() => abort.abort());
		try {
			const { text, notes = [], structured } = await runner.call(name, given, place(), abort.signal);
			return { text, notes, structured };
		} catch (error) {
			throw error instanceof ToolError ? failed(error.message) : error;
		}
	});
	onRequest(connection, protocol.valueLines, async ({ text, from }, token) => {
		const { text: json } = await conversions.convert({ text, from, to: "json", options: { pretty: false } }, token);
		if (depthOfJson(json, COMPARED_DEPTH) > COMPARED_DEPTH) {
			throw new ConversionError(`Values nested deeper than ${COMPARED_DEPTH} levels are not compared by value.`);
		}
		return { text: [...flatten(readExact(json))].map((line) => `${line}\n`).join("") };
	});
}

const failed = (message: string): ResponseError<void> => new ResponseError(LSPErrorCodes.RequestFailed, message);
