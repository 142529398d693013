/** The requests of previews. */
import type { Connection } from "vscode-languageserver";
import type { Previews } from "../workspace/previews";
import * as protocol from "./protocol";
import { onRequest } from "./requests";

export function answerPreviews(connection: Connection, previews: Previews): void {
	onRequest(connection, protocol.preview, ({ uri, base }, token) => previews.update(uri, base, token));
	onRequest(connection, protocol.previewRows, (params, token) => previews.rows(params.uri, params, token));
	onRequest(connection, protocol.previewSearch, (params, token) => previews.search(params.uri, params, token));
	onRequest(connection, protocol.previewTick, (params, token) => previews.tick(params.uri, params, token));
}
