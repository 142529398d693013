/** Files of schemes that only the client can reach, read and written by asking it. */
import type { Connection } from "vscode-languageserver";
import type { URI } from "vscode-uri";
import { changedMeanwhile, type Files, sourceChanged } from "../workspace/files";
import * as protocol from "./protocol";
import { ask } from "./requests";

export const clientFiles = (connection: Connection): Files => {
	const read = async (uri: URI): Promise<Uint8Array | undefined> => {
		const answer = await ask(connection, protocol.readFile, { uri: uri.toString() });
		return answer === null ? undefined : fromBase64(answer.content);
	};
	return {
		read,
		async write(uri, content, guard) {
			if (guard !== undefined) checkSame(await read(uri), guard.previous);
			if (guard?.isCurrent?.() === false) throw sourceChanged();
			await ask(connection, protocol.writeFile, { uri: uri.toString(), content: toBase64(content) });
		},
	};
};

/** As near to the write as can be where the client alone has the file. @throws FileError */
function checkSame(now: Uint8Array | undefined, previous: Uint8Array | undefined): void {
	if (now === undefined && previous === undefined) return;
	if (now === undefined) throw changedMeanwhile("removed");
	if (previous === undefined) throw changedMeanwhile("made");
	if (Buffer.compare(now, previous) !== 0) throw changedMeanwhile("changed");
}

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0));

/** In parts, since a call takes only so many arguments. */
function toBase64(bytes: Uint8Array): string {
	let binary = "";
	for (let start = 0; start < bytes.length; start += 8192) {
		binary += String.fromCharCode(...bytes.subarray(start, start + 8192));
	}
	return btoa(binary);
}
