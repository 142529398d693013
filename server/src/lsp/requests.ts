/** Handlers of our own requests and notifications, typed by the protocol, with errors that people can read. */
import {
	type CancellationToken,
	type Connection,
	LSPErrorCodes,
	MessageType,
	ResponseError,
	ShowMessageNotification,
} from "vscode-languageserver";
import { ConversionCancelled, ConversionError, withPlace } from "../convert";
import type { ErrorData, Method } from "./protocol";

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
			if (error instanceof ConversionError) return failed(error);
			if (error instanceof ResponseError) return error;
			throw error;
		}
	});
}

/** The message says the place for people, the data for programs. */
function failed({ message, place }: ConversionError): ResponseError<ErrorData> {
	const data: ErrorData = place === undefined ? {} : { place };
	return new ResponseError(LSPErrorCodes.RequestFailed, withPlace(message, place), data);
}

/** Shows a message to the person, if the client can. Asks for no answer, so that none can be missing. */
export function showWarning(connection: Connection, message: string): void {
	connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message }).catch(() => {});
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
