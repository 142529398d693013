/** What an editor asks after a keystroke, over stdio: our server beside VS Code's JSON server on the same value. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { encode } from "@toon-format/toon";
import {
	CodeActionRequest,
	CodeLensRequest,
	CompletionRequest,
	createProtocolConnection,
	DefinitionRequest,
	DidChangeTextDocumentNotification,
	DidOpenTextDocumentNotification,
	DocumentFormattingRequest,
	DocumentHighlightRequest,
	DocumentLinkRequest,
	DocumentSymbolRequest,
	FoldingRangeRequest,
	HoverRequest,
	InitializedNotification,
	InitializeRequest,
	type ProtocolConnection,
	ReferencesRequest,
	RenameRequest,
	SelectionRangeRequest,
	SemanticTokensRangeRequest,
	SignatureHelpRequest,
	StreamMessageReader,
	StreamMessageWriter,
	WorkspaceSymbolRequest,
} from "vscode-languageserver-protocol/node";
import { atMost, type Bench, ms, quantile, type Suite } from "./framework";
import { peopleOf } from "./people";

const samples = 60;
const warmup = 16;
/** The JSON server needs a second for some answers: it is asked in every so many rounds. */
const peerEvery = 10;

interface Place {
	readonly line: number;
	readonly character: number;
}

/** A question about a place, by the name of its method. */
interface Question {
	readonly name: string;
	readonly method: string;
	/** What it asks besides the document; `last` is the answer before. */
	readonly about: (place: Place, last?: unknown) => object;
	/** Whether it is about the whole document, so that its answer grows with it: no bar. */
	readonly isWhole?: boolean;
}

const position = (at: Place): object => ({ position: at });
const lines = (at: Place, count: number): object => ({
	range: { start: at, end: { line: at.line + count, character: 0 } },
});

const questions: readonly Question[] = [
	{ name: "completion", method: CompletionRequest.method, about: position },
	{ name: "hover", method: HoverRequest.method, about: position },
	{ name: "folding", method: FoldingRangeRequest.method, about: () => ({}) },
	{ name: "outline", method: DocumentSymbolRequest.method, about: () => ({}) },
	{ name: "growing selection", method: SelectionRangeRequest.method, about: (at) => ({ positions: [at] }) },
	{ name: "definition", method: DefinitionRequest.method, about: position },
	{ name: "signature help", method: SignatureHelpRequest.method, about: position },
	{ name: "highlights", method: DocumentHighlightRequest.method, about: position },
	{ name: "rename", method: RenameRequest.method, about: (at) => ({ ...position(at), newName: "renamed" }) },
	{ name: "colours of 100 lines", method: SemanticTokensRangeRequest.method, about: (at) => lines(at, 100) },
	{
		name: "code actions",
		method: CodeActionRequest.method,
		about: (at) => ({ ...lines(at, 0), context: { diagnostics: [] } }),
	},
	{
		name: "references",
		method: ReferencesRequest.method,
		about: (at) => ({ ...position(at), context: { includeDeclaration: true } }),
	},
	{ name: "document links", method: DocumentLinkRequest.method, about: () => ({}) },
	{ name: "code lenses", method: CodeLensRequest.method, about: () => ({}) },
	{ name: "symbols of the workspace", method: WorkspaceSymbolRequest.method, about: () => ({ query: "people" }) },
	{ name: "preview", method: "toon/preview", about: (_, last) => ({ base: revisionOf(last) }) },
	{ name: "token counts", method: "toon/tokens", about: () => ({}) },
	{
		name: "formatting",
		method: DocumentFormattingRequest.method,
		about: () => ({ options: { tabSize: 2, insertSpaces: true } }),
		isWhole: true,
	},
	{ name: "conversion to JSON", method: "toon/convert", about: () => ({ to: "json" }), isWhole: true },
];

/** What the preview showed last, which is all but what changed. */
function revisionOf(answer: unknown): number | undefined {
	return (answer as { readonly revision?: number } | undefined)?.revision;
}

/** Questions that the JSON server knows too. */
const shared: ReadonlySet<string> = new Set(["completion", "hover", "folding", "outline", "growing selection"]);

/** A language server with one open document, in which somebody types. */
class Typist {
	readonly #connection: ProtocolConnection;
	readonly #uri: string;
	readonly #place: Place;
	readonly stop: () => void;
	#version = 1;
	#last: { readonly method: string; readonly answer: unknown } | undefined;

	private constructor(connection: ProtocolConnection, uri: string, place: Place, stop: () => void) {
		this.#connection = connection;
		this.#uri = uri;
		this.#place = place;
		this.stop = stop;
	}

	static async start(module: string, languageId: string, text: string, place: Place): Promise<Typist> {
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
			capabilities: {
				textDocument: {
					diagnostic: {},
					codeAction: {
						codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
						resolveSupport: { properties: ["edit"] },
					},
				},
			},
		});
		await connection.sendNotification(InitializedNotification.type, {});
		const uri = `file:///bench.${languageId}`;
		const textDocument = { uri, languageId, version: 1, text };
		await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
		return new Typist(connection, uri, place, () => {
			connection.dispose();
			child.kill();
		});
	}

	/** Milliseconds from a typed character, or its removal, to the answer. */
	async ask({ method, about }: Question, sample: number): Promise<number> {
		const start = this.#place;
		const end = { line: start.line, character: start.character + (sample % 2 === 0 ? 0 : 1) };
		const began = performance.now();
		await this.#change({ start, end }, sample % 2 === 0 ? "1" : "");
		const document = method.startsWith("toon/") ? { uri: this.#uri } : { textDocument: { uri: this.#uri } };
		const last = this.#last?.method === method ? this.#last.answer : undefined;
		const answer = await this.#connection.sendRequest(method, { ...document, ...about(start, last) });
		const elapsed = performance.now() - began;
		this.#last = { method, answer };
		return elapsed;
	}

	/** Milliseconds from a new row, or its removal, to the news that the count of the header follows. */
	async count(sample: number): Promise<number> {
		const start = { line: this.#place.line, character: 0 };
		const end = sample % 2 === 0 ? start : { line: start.line + 1, character: 0 };
		const told = new Promise<void>((resolve) => {
			const listening = this.#connection.onNotification("toon/countsChanged", () => {
				listening.dispose();
				resolve();
			});
		});
		const began = performance.now();
		await this.#change({ start, end }, sample % 2 === 0 ? "  1,Somebody,Somewhere,1,true\n" : "");
		await told;
		return performance.now() - began;
	}

	/** Takes over what the count should be, so that the next row is one more again. */
	async settle(count: number): Promise<void> {
		const length = { start: { line: 0, character: 7 }, end: { line: 0, character: 7 + String(count).length } };
		await this.#change(length, String(count));
	}

	async #change(range: object, text: string): Promise<void> {
		const textDocument = { uri: this.#uri, version: ++this.#version };
		await this.#connection.sendNotification(DidChangeTextDocumentNotification.method, {
			textDocument,
			contentChanges: [{ range, text }],
		});
	}
}

const jsonServer = join("node_modules", "vscode-langservers-extracted", "bin", "vscode-json-language-server");

/** Each question about a document of some megabytes, in turn with the JSON server where that knows it. */
async function measure(bench: Bench, megabytes: number, names: readonly string[] | undefined): Promise<void> {
	const people = peopleOf(megabytes * 1e6);
	const toon = encode(people);
	const middle = Math.floor(toon.split("\n").length / 2);
	// Behind the score, so that a digit more changes no kind of cell.
	const row = toon.split("\n")[middle] ?? "";
	const ours = await Typist.start(join("dist", "server.js"), "toon", toon, {
		line: middle,
		character: row.lastIndexOf(","),
	});
	const json = JSON.stringify(people, null, 2);
	const jsonLines = json.split("\n");
	const jsonLine = jsonLines.findIndex((line, index) => index > jsonLines.length / 2 && line.includes('"score"'));
	const jsonPlace = { line: jsonLine, character: (jsonLines[jsonLine] ?? "").lastIndexOf(",") };
	const theirs = await Typist.start(jsonServer, "json", json, jsonPlace);
	const limit = megabytes > 1 ? 20 : 10;
	for (const question of questions) {
		if (names !== undefined && !names.includes(question.name)) continue;
		const times: [number[], number[]] = [[], []];
		let peerSample = 0;
		for (let sample = -warmup; sample < samples; sample++) {
			const own = await ours.ask(question, Math.abs(sample));
			const isAsked = shared.has(question.name) && sample % peerEvery === 0;
			const other = isAsked ? await theirs.ask(question, peerSample++) : undefined;
			if (sample < 0) continue;
			times[0].push(own);
			if (other !== undefined) times[1].push(other);
		}
		const peer =
			times[1].length === 0 ? "" : ` against a median of ${ms(quantile(times[1], 0.5))} (vscode-json-language-server)`;
		const detail = `p95 ${ms(quantile(times[0], 0.95))}${peer}, median ${ms(quantile(times[0], 0.5))}`;
		const name = `keystroke to ${question.name}, ${megabytes} MB`;
		bench.amount(name, quantile(times[0], 0.95), "ms", question.isWhole ? null : atMost(limit), detail);
	}
	theirs.stop();
	await counts(bench, ours, toon, megabytes, limit);
	ours.stop();
}

async function counts(bench: Bench, ours: Typist, toon: string, megabytes: number, limit: number): Promise<void> {
	const declared = Number(/\[(\d+)/.exec(toon)?.[1]);
	const times: number[] = [];
	for (let sample = -warmup; sample < samples; sample++) {
		const isAdded = Math.abs(sample) % 2 === 0;
		const elapsed = await ours.count(Math.abs(sample));
		await ours.settle(isAdded ? declared + 1 : declared);
		if (sample >= 0) times.push(elapsed);
	}
	const detail = `p95, median ${ms(quantile(times, 0.5))}`;
	bench.amount(`row to its count, ${megabytes} MB`, quantile(times, 0.95), "ms", atMost(limit), detail);
}

export const editor: Suite = {
	name: "editor",
	async run(bench: Bench): Promise<void> {
		await measure(bench, 1, undefined);
		await measure(bench, 5, ["hover", "completion", "colours of 100 lines", "folding"]);
	},
};
