/**
 * What every message of the client passes first. A request that has another shape than its method wants, or comes before
 * `initialize` or after `shutdown`, is answered with an error; a notification like that is dropped. Nobody else looks.
 */
import { type Connection, ErrorCodes, Message, type MessageStrategy, ResponseError } from "vscode-languageserver";
import { SHAPES } from "./shapes";

/** Stands for a message that is refused, on its way to the handler that answers. */
const REFUSED = "toon/refused";

interface Refusal {
	readonly code: number;
	readonly message: string;
}

type Phase = "new" | "running" | "over";

/** A gate for one connection: its strategy is given to the connection as it is made, and it listens to it afterwards. */
export function gate(): MessageStrategy & { listen(connection: Connection): void } {
	let phase: Phase = "new";
	return {
		handleMessage(message, next) {
			if (Message.isRequest(message)) {
				const refusal = outOfTurn(message.method, phase) ?? misshapen(message.method, message.params);
				if (refusal !== undefined) return next({ ...message, method: REFUSED, params: refusal } as Message);
				if (message.method === "initialize") phase = "running";
				if (message.method === "shutdown") phase = "over";
			} else if (Message.isNotification(message) && !isForEveryPhase(message.method)) {
				// Where nobody is there yet, or any more, nobody is told.
				if (phase !== "running") return;
				const refusal = misshapen(message.method, message.params);
				if (refusal !== undefined) return next({ ...message, method: REFUSED, params: refusal } as Message);
			}
			return next(message);
		},
		listen(connection) {
			connection.onRequest(REFUSED, ({ code, message }: Refusal) => new ResponseError(code, message));
			connection.onNotification(REFUSED, ({ message }: Refusal) => connection.console.error(`Ignored: ${message}`));
		},
	};
}

const isForEveryPhase = (method: string): boolean => method === "exit" || method.startsWith("$/");

function outOfTurn(method: string, phase: Phase): Refusal | undefined {
	if (phase === "new" && method !== "initialize") {
		return { code: ErrorCodes.ServerNotInitialized, message: `${method} came before initialize.` };
	}
	if (phase === "over") return { code: ErrorCodes.InvalidRequest, message: `${method} came after shutdown.` };
	if (phase === "running" && method === "initialize") {
		return { code: ErrorCodes.InvalidRequest, message: "initialize came twice." };
	}
	return undefined;
}

function misshapen(method: string, params: unknown): Refusal | undefined {
	const missing = SHAPES.get(method)?.(params, "");
	return missing === undefined ? undefined : { code: ErrorCodes.InvalidParams, message: `${method} needs ${missing}.` };
}
