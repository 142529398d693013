/** Handlers of our own requests and notifications, typed by the protocol, with errors that people can read. */
import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { ConversionCancelled, ConversionError } from "../convert";
import type { Method } from "./protocol";

/** Answers a request; what a converter throws becomes an LSP error with its message. */
export function onRequest<Params, Result>(
	connection: Connection,
	method: Method<Params, Result>,
	handler: (params: Params, token: CancellationToken) => Result | Promise<Result>,
): void {
	connection.onRequest(method.method, async (params: Params, token: CancellationToken): Promise<unknown> => {
		try {
			return await handler(params, token);
		} catch (error) {
			if (error instanceof ConversionCancelled) return new ResponseError(LSPErrorCodes.RequestCancelled, error.message);
			if (error instanceof ConversionError) return new ResponseError(LSPErrorCodes.RequestFailed, error.message);
			throw error;
		}
	});
}

export function onNotification<Params>(
	connection: Connection,
	method: Method<Params, void>,
	handler: (params: Params) => void | Promise<void>,
): void {
	connection.onNotification(method.method, handler);
}

/** Asks the client. */
export function ask<Params, Result>(
	connection: Connection,
	method: Method<Params, Result>,
	params: Params,
): Promise<Result> {
	return connection.sendRequest<Result>(method.method, params);
}

/** Tells the client; a client that has gone away is no error. */
export function tell<Params>(connection: Connection, method: Method<Params, void>, params: Params): void {
	connection.sendNotification(method.method, params).catch(() => {});
}
