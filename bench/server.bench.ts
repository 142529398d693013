/** From a keystroke to pulled diagnostics, over stdio: our server beside VS Code's JSON server, driven by one script. */
import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { encode } from "@toon-format/toon";
import {
	createProtocolConnection,
	DidChangeTextDocumentNotification,
	DidOpenTextDocumentNotification,
	DocumentDiagnosticRequest,
	InitializedNotification,
	InitializeRequest,
	type ProtocolConnection,
	StreamMessageReader,
	StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { atMost, type Bench, ms, quantile, type Suite } from "./framework";
import { markdownOf } from "./markdownTexts";
import { peopleOf } from "./people";

/** Bytes of the document, roughly. */
const size = 1_000_000;
const samples = 200;

/** A language server under measurement, with one open document. */
class Peer {
	readonly #stop: () => void;
	readonly #connection: ProtocolConnection;
	readonly #uri: string;
	#version = 1;
	readonly times: number[] = [];

	private constructor(connection: ProtocolConnection, uri: string, stop: () => void) {
		this.#connection = connection;
		this.#uri = uri;
		this.#stop = stop;
	}

	static async start(module: string, languageId: string, text: string): Promise<Peer> {
		const child = spawn(process.execPath, [module, "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
		const connection = createProtocolConnection(
			new StreamMessageReader(child.stdout),
			new StreamMessageWriter(child.stdin),
		);
		connection.listen();
		await connection.sendRequest(InitializeRequest.type, {
			processId: process.pid,
			rootUri: null,
			workspaceFolders: null,
			capabilities: { textDocument: { diagnostic: {} } },
		});
		await connection.sendNotification(InitializedNotification.type, {});
		const uri = `file:///bench.${languageId}`;
		const textDocument = { uri, languageId, version: 1, text };
		await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
		const peer = new Peer(connection, uri, () => {
			connection.dispose();
			child.kill();
		});
		await peer.#pull();
		return peer;
	}

	/** Types one character, or takes it back, and waits for the diagnostics of the new text. */
	async keystroke(line: number, character: number, sample: number): Promise<void> {
		const isTyped = sample % 2 === 0;
		const start = { line, character };
		const change = isTyped
			? { range: { start, end: start }, text: "1" }
			: { range: { start, end: { line, character: character + 1 } }, text: "" };
		const textDocument = { uri: this.#uri, version: ++this.#version };
		const began = performance.now();
		await this.#connection.sendNotification(DidChangeTextDocumentNotification.type, {
			textDocument,
			contentChanges: [change],
		});
		await this.#pull();
		this.times.push(performance.now() - began);
	}

	stop(): void {
		this.#stop();
	}

	async #pull(): Promise<void> {
		await this.#connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: this.#uri } });
	}
}

export const server: Suite = {
	name: "server",
	async run(bench: Bench): Promise<void> {
		const people = peopleOf(size);
		const toon = encode(people);
		const json = JSON.stringify(people, null, 2);
		const jsonServer = join("node_modules", "vscode-langservers-extracted", "bin", "vscode-json-language-server");
		const ours = await Peer.start(join("dist", "server.js"), "toon", toon);
		const theirs = await Peer.start(jsonServer, "json", json);
		const toonLine = Math.floor(toon.split("\n").length / 2);
		const jsonLines = json.split("\n");
		const jsonLine = jsonLines.findIndex((line, index) => index > jsonLines.length / 2 && line.includes('"id"'));
		const toonCharacter = 3;
		const jsonCharacter = (jsonLines[jsonLine] ?? "").indexOf(":") + 3;
		for (let sample = -20; sample < samples; sample++) {
			if (sample === 0) {
				ours.times.length = 0;
				theirs.times.length = 0;
			}
			await ours.keystroke(toonLine, toonCharacter, sample);
			await theirs.keystroke(jsonLine, jsonCharacter, sample);
		}
		ours.stop();
		theirs.stop();
		const [a, b] = [quantile(ours.times, 0.95), quantile(theirs.times, 0.95)];
		const detail = `p95 ${ms(a)} against ${ms(b)} (vscode-json-language-server, same value as JSON)`;
		bench.amount("keystroke to diagnostics over stdio, 1 MB", a / b, "×", atMost(1 / 10), detail);
		await markdownFences(bench);
		bench.amount("dist/server.js", statSync(join("dist", "server.js")).size / 1e6, "MB", null);
	},
};

/** A keystroke in a row of a fence, and one in the prose between fences, each with the diagnostics of all of the file. */
async function markdownFences(bench: Bench): Promise<void> {
	const text = markdownOf(size, 200);
	const lines = text.split("\n");
	const peer = await Peer.start(join("dist", "server.js"), "markdown", text);
	const middle = lines.length / 2;
	const row = lines.findIndex((line, index) => index > middle && /^ +\d+,/.test(line));
	const prose = lines.findIndex((line, index) => index > middle && line.startsWith("Answer"));
	for (const [what, line, limit] of [
		["in a fence", row, 5],
		["between fences", prose, 5],
	] as const) {
		for (let sample = -20; sample < samples; sample++) {
			if (sample === 0) peer.times.length = 0;
			await peer.keystroke(line, 3, sample);
		}
		const name = `keystroke ${what} of Markdown to diagnostics, 1 MB, 200 fences, p95`;
		const detail = `${(text.length / 1e6).toFixed(2)} MB, ${lines.length.toLocaleString("en-US")} lines, median ${ms(quantile(peer.times, 0.5))}`;
		bench.amount(name, quantile(peer.times, 0.95), "ms", atMost(limit), detail);
	}
	peer.stop();
}
