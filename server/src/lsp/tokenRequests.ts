/** The requests for token counts. */
import type { Connection } from "vscode-languageserver";
import type { TokenService } from "../workspace/tokenService";
import * as protocol from "./protocol";
import { onRequest } from "./requests";

export function answerTokens(connection: Connection, tokens: TokenService): void {
	onRequest(connection, protocol.tokens, (params, token) => tokens.answer(params, token));
	onRequest(connection, protocol.countText, ({ text, from, uri }, token) => tokens.countText(text, from, uri, token));
}
