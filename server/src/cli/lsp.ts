/** `lsp`: the language server over standard input and output, for any editor. */
import { join } from "node:path";

/** Starts the bundle of the server; the process ends when the client says so, or closes standard input. */
export function lsp(): void {
	// The server's connection reads how to talk from the arguments of the process.
	process.argv.push("--stdio");
	require(join(__dirname, "server.js"));
}
