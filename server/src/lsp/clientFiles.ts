/** Files of schemes that only the client can reach, read and written by asking it. */
import type { Connection } from "vscode-languageserver";
import type { Files } from "../workspace/files";
import * as protocol from "./protocol";
import { ask } from "./requests";

export const clientFiles = (connection: Connection): Files => ({
	async read(uri) {
		const answer = await ask(connection, protocol.readFile, { uri: uri.toString() });
		return answer === null ? undefined : fromBase64(answer.content);
	},
	write: (uri, content) => ask(connection, protocol.writeFile, { uri: uri.toString(), content: toBase64(content) }),
});

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0));

/** In parts, since a call takes only so many arguments. */
function toBase64(bytes: Uint8Array): string {
	let binary = "";
	for (let start = 0; start < bytes.length; start += 8192) {
		binary += String.fromCharCode(...bytes.subarray(start, start + 8192));
	}
	return btoa(binary);
}
