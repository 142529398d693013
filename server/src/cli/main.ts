#!/usr/bin/env node
/** The entry of dist/cli.js. */
import { fstatSync } from "node:fs";
import { faultMessage } from "../workspace/faults";
import { EXIT_CODES } from "./exitCodes";
import { run } from "./program";
import { processTerminal } from "./terminal";
import { visibleLine } from "./visible";

const readStdin = async (): Promise<Uint8Array> => {
	// Node takes a folder for an empty stream.
	if (fstatSync(0).isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
	const chunks: Buffer[] = [];
	for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
};

const terminal = processTerminal();

/** One line; the stack, for those who look for the fault, where it is asked for. */
function fault(error: unknown): void {
	const isStackWanted = process.env.TOON_WORKBENCH_STACK === "1" && error instanceof Error;
	process.stderr.write(
		`toon-workbench: ${visibleLine(faultMessage(error))}\n${isStackWanted ? `${error.stack}\n` : ""}`,
	);
	process.exitCode = EXIT_CODES.failed;
}

process.on("uncaughtException", (error) => {
	fault(error);
	process.exit();
});
run(process.argv.slice(2), { terminal, folder: process.cwd(), readStdin }).then((code) => {
	process.exitCode = terminal.isFailed ? EXIT_CODES.failed : code;
}, fault);
