#!/usr/bin/env node
/** The entry of dist/cli.js. */
import { run } from "./program";
import { processTerminal } from "./terminal";

const readStdin = async (): Promise<Uint8Array> => {
	const chunks: Buffer[] = [];
	for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
};

run(process.argv.slice(2), { terminal: processTerminal(), folder: process.cwd(), readStdin }).then(
	(code) => {
		process.exitCode = code;
	},
	(error: unknown) => {
		process.stderr.write(
			`toon-workbench: a fault of the program, please report it: ${error instanceof Error ? error.stack : error}\n`,
		);
		process.exitCode = 70;
	},
);
