/**
 * `npm run soak`: a long day of one language server. 200,000 edits and 2,000 saves over 50 documents that are opened and
 * closed, and 10,000 files converted; then it is looked at whether memory grew, whether answers became slower, and whether
 * anything was lost.
 *
 * Memory is that of the server's process after a full collection, while no document is open: what is more then than
 * after the first tenth was kept of documents that are gone.
 */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { DidCloseTextDocumentNotification, DidSaveTextDocumentNotification } from "vscode-languageserver-protocol";
import { parse } from "../server/src/language";
import * as protocol from "../server/src/lsp/protocol";
import { LanguageServer, pulling } from "../test/integration/languageServer";
import { EditSession } from "../test/support/edits";
import { Random, SEED } from "../test/support/random";
import { randomDocument } from "../test/support/texts";
import { median, quantile } from "./framework";

const PARTS = 10;
const DOCUMENTS = 50;
/** Edits between two questions for diagnostics. */
const PULL_EVERY = 20;

const { values } = parseArgs({
	options: {
		edits: { type: "string", default: "200000" },
		saves: { type: "string", default: "2000" },
		files: { type: "string", default: "10000" },
	},
});
const editsAPart = Math.ceil(Number(values.edits) / PARTS);
const savesAPart = Math.ceil(Number(values.saves) / PARTS);
const filesAPart = Math.ceil(Number(values.files) / PARTS);

/** Loaded into the server before itself: collects and tells its memory when it is signalled. */
const PROBE = `
const v8 = require("node:v8"), vm = require("node:vm"), fs = require("node:fs");
v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc");
process.on("SIGUSR2", () => {
	collect();
	collect();
	const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
	fs.writeFileSync(process.env.SOAK_MEMORY + ".new", JSON.stringify({ held: heapUsed + arrayBuffers, rss }));
	fs.renameSync(process.env.SOAK_MEMORY + ".new", process.env.SOAK_MEMORY);
});
`;

interface Memory {
	/** Bytes of the heap and of buffers beside it. */
	readonly held: number;
	readonly rss: number;
}

/** What one tenth of the day showed. */
interface Part {
	readonly memory: Memory;
	/** Milliseconds from an edit to its diagnostics. */
	readonly latencies: readonly number[];
}

class Soak {
	readonly #random = new Random(SEED);
	readonly #folder: string;
	readonly #server: LanguageServer;
	readonly #memoryFile: string;
	/** What convert-on-save last made of each file that could be converted. */
	readonly #expected = new Map<string, unknown>();
	#converted = 0;

	private constructor(folder: string, server: LanguageServer) {
		this.#folder = folder;
		this.#server = server;
		this.#memoryFile = join(folder, "memory.json");
		server.connection.onNotification(protocol.fileConverted.method, () => {
			this.#converted++;
		});
	}

	static async start(folder: string): Promise<Soak> {
		const probe = join(folder, "probe.cjs");
		await writeFile(probe, PROBE);
		process.env.SOAK_MEMORY = join(folder, "memory.json");
		const rules = [{ files: "**/document-*.toon", to: "json", output: "${dir}/${name}.json" }];
		const server = await LanguageServer.start({
			capabilities: pulling,
			settings: { convertOnSave: { enabled: true, rules } },
			folder: pathToFileURL(folder).href,
			nodeArguments: ["--require", probe],
		});
		return new Soak(folder, server);
	}

	/** A tenth: documents are opened, edited, saved and closed, files are converted. */
	async part(number: number): Promise<Part> {
		const latencies: number[] = [];
		for (let at = 0; at < DOCUMENTS; at++) {
			const path = join(this.#folder, `document-${number % 2}-${at}.toon`);
			await this.#document(path, editsAPart / DOCUMENTS, savesAPart / DOCUMENTS, latencies);
		}
		await this.#files(number);
		return { memory: await this.#memory(), latencies };
	}

	/** A table of up to 400 rows, or whatever TOON can be. */
	#text(): string {
		const random = this.#random;
		if (random.chance(0.4)) return randomDocument(random).text;
		const rows = random.between(1, 400);
		const row = (id: number): string => `  ${id},Person ${random.below(1000)},${random.chance(0.5)},"a, b"\n`;
		return `title: Soak\nrows[${rows}]{id,name,active,note}:\n${Array.from({ length: rows }, (_, at) => row(at)).join("")}`;
	}

	async #document(path: string, edits: number, saves: number, latencies: number[]): Promise<void> {
		const uri = pathToFileURL(path).href;
		const session = new EditSession(this.#random, this.#text(), 10);
		const server = this.#server;
		await server.open(uri, session.model.getText());
		const saveEvery = Math.max(1, Math.floor(edits / saves));
		for (let edit = 1; edit <= edits; edit++) {
			const start = performance.now();
			await server.changeAll(uri, session.next());
			if (edit % PULL_EVERY === 0) {
				await server.pull(uri);
				latencies.push(performance.now() - start);
			}
			if (edit % saveEvery === 0) await this.#save(path, uri, session.model.getText());
		}
		await this.#assertWhole(uri, session.model.getText());
		await server.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
	}

	async #save(path: string, uri: string, text: string): Promise<void> {
		await writeFile(path, text);
		const told = this.#converted;
		await this.#server.connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } });
		// The rules are done with one save when they have told of it.
		for (let waited = 0; this.#converted === told; waited++) {
			if (waited > 10_000) throw new Error(`${path}: convert-on-save says nothing`);
			await new Promise((resolve) => setTimeout(resolve, 1));
		}
		// As the file holds it: half a surrogate pair becomes U+FFFD.
		const document = parse(Buffer.from(text).toString());
		if (!document.hasErrors) this.#expected.set(path.replace(/toon$/, "json"), document.decode());
	}

	/** What the server holds after all edits is what somebody holds who opens the text anew. */
	async #assertWhole(uri: string, text: string): Promise<void> {
		const server = this.#server;
		const fresh = `${uri}.fresh.toon`;
		await server.open(fresh, text);
		const [kept, anew] = [await server.pull(uri), await server.pull(fresh)];
		const plain = (diagnostics: typeof kept) =>
			diagnostics.map(({ range, code, message }) => ({ range, code, message }));
		assert.deepEqual(plain(kept), plain(anew), `diagnostics of ${uri}`);
		const counts = await Promise.all([uri, fresh].map((each) => server.request(protocol.tokens, { uri: each })));
		assert.deepEqual({ ...counts[0], version: 0 }, { ...counts[1], version: 0 }, `tokens of ${uri}`);
		await server.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: fresh } });
	}

	async #files(number: number): Promise<void> {
		const folder = join(this.#folder, `files-${number}`);
		await mkdir(folder);
		const paths = Array.from({ length: filesAPart }, (_, at) => join(folder, `file-${at}.toon`));
		await Promise.all(
			paths.map((path, at) => writeFile(path, `number: ${number}\nrows[2]{id,name}:\n  ${at},Ada\n  2,Bob\n`)),
		);
		for (let at = 0; at < paths.length; at += 100) {
			const uris = paths.slice(at, at + 100).map((path) => pathToFileURL(path).href);
			const results = await this.#server.request(protocol.convertFiles, { uris, to: "json" });
			assert.ok(
				results.every(({ outcome }) => outcome === "written"),
				JSON.stringify(results[0]),
			);
		}
		for (const [at, path] of paths.entries()) {
			const { rows } = JSON.parse(await readFile(path.replace(/toon$/, "json"), "utf8"));
			assert.equal(rows[0].id, at, path);
		}
	}

	/** Of the server, while no document is open. */
	async #memory(): Promise<Memory> {
		// What is delayed after an edit has been done by then.
		await new Promise((resolve) => setTimeout(resolve, 1000));
		await rm(this.#memoryFile, { force: true });
		this.#server.process.kill("SIGUSR2");
		for (;;) {
			const text = await readFile(this.#memoryFile, "utf8").catch(() => undefined);
			if (text !== undefined) return JSON.parse(text) as Memory;
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	}

	/** The last conversions stand on the disk as they were made. */
	async finish(): Promise<number> {
		for (const [path, value] of this.#expected) {
			assert.deepEqual(JSON.parse(await readFile(path, "utf8")), value, path);
		}
		assert.equal(await this.#server.stop(), 0, "the server ends as it is told to");
		return this.#expected.size;
	}
}

async function main(): Promise<boolean> {
	const folder = await mkdtemp(join(tmpdir(), "toon-soak-"));
	try {
		const soak = await Soak.start(folder);
		const parts: Part[] = [];
		const start = performance.now();
		console.log("| part | memory held | process | edit to diagnostics, median | p95 |\n|--:|--:|--:|--:|--:|");
		for (let number = 1; number <= PARTS; number++) {
			const part = await soak.part(number);
			parts.push(part);
			const figures = [part.memory.held, part.memory.rss].map((bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`);
			const times = [0.5, 0.95].map((share) => `${quantile(part.latencies, share).toFixed(2)} ms`);
			console.log(`| ${[number, ...figures, ...times].join(" | ")} |`);
		}
		const written = await soak.finish();
		const seconds = Math.round((performance.now() - start) / 1000);
		console.log(
			`\n${editsAPart * PARTS} edits, ${savesAPart * PARTS} saves, ${filesAPart * PARTS} files in ${seconds} s; each document equal to a fresh one, ${written} converted files as they were last saved.`,
		);
		return isSteady(parts);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Whether the last part is as the first: in memory, and in how long answers take. */
function isSteady(parts: readonly Part[]): boolean {
	const growth = parts.at(-1)!.memory.held / parts[0]!.memory.held;
	// Of the first part the code was still being compiled.
	const drift = median(parts.at(-1)!.latencies) / median(parts[1]!.latencies);
	const verdict = (value: number, most: number): string => (value <= most ? "" : ", **missed**");
	console.log(
		`Memory after all against after the first tenth: ${growth.toFixed(2)} × (at most 1.2${verdict(growth, 1.2)})`,
	);
	console.log(
		`Median answer in the last tenth against the second: ${drift.toFixed(2)} × (at most 1.2${verdict(drift, 1.2)})`,
	);
	return growth <= 1.2 && drift <= 1.2;
}

main().then(
	(isMet) => process.exit(isMet ? 0 : 1),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
