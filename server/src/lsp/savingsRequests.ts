/** The requests about savings: forms side by side, and fewer tokens. */
import { type Connection, ErrorCodes, ResponseError } from "vscode-languageserver";
import type { SavingsService } from "../workspace/savingsService";
import * as protocol from "./protocol";
import { onRequest } from "./requests";

export function answerSavings(connection: Connection, savings: SavingsService): void {
	onRequest(connection, protocol.compare, (params, token) => savings.compare(params, token), {
		strings: ["uri"],
		optionalStrings: ["text", "from"],
	});
	onRequest(connection, protocol.optimize, (params, token) => savings.optimize(checked(params), token), {
		strings: ["uri"],
	});
}

/** @throws ResponseError InvalidParams, in words */
function checked(params: protocol.OptimizeQuestion): protocol.OptimizeQuestion {
	const { minGain, chosen } = params;
	const isList = chosen === undefined || (Array.isArray(chosen) && chosen.every((each) => typeof each === "string"));
	if (isList && (minGain === undefined || Number.isFinite(minGain))) return params;
	const message = 'toon/optimize needs "minGain" to be a number and "chosen" a list of strings, where they are given.';
	throw new ResponseError(ErrorCodes.InvalidParams, message);
}
