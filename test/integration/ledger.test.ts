/** The ledger under what happens to processes and disks: several at once, kill -9, no room, no right to write, damage. */
import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { URI } from "vscode-uri";
import { Ledger, type LedgerAnswer } from "../../server/src/ledger";
import * as protocol from "../../server/src/lsp/protocol";
import { Random, SEED } from "../support/random";
import { temporaryFolders } from "../support/temporaryFolders";
import { LanguageServer } from "./languageServer";

const threadFile = join(__dirname, "../../dist/parts/ledgerThread.js");
const all = { range: { kind: "all" }, top: 10 } as const;

function writer(folder: string, who: string, count: number, batch: number): ChildProcess {
	const args = ["--import=tsx", join(__dirname, "ledgerWriter.ts"), folder, who, String(count), String(batch)];
	return spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
}

/** A process that takes over the inbox and answers with the number of states, again and again, until it is killed. */
function folder(path: string): ChildProcess {
	const script = `const { Worker } = require("node:worker_threads");
		const thread = new Worker(${JSON.stringify(threadFile)}, { workerData: { folder: ${JSON.stringify(path)} } });
		const ask = () => thread.postMessage({ kind: "fold" });
		thread.on("message", () => { require("node:fs").writeSync(1, "."); setTimeout(ask, 5); });
		ask();`;
	return spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
}

const ask = (path: string): Promise<LedgerAnswer> => new Ledger({ folder: path, threadFile }).report(all);

async function saved(server: LanguageServer, uri: string): Promise<void> {
	await server.connection.sendNotification("textDocument/didSave", { textDocument: { uri } });
}

/** The report of a server, once it has as many states as are waited for. */
async function reported(server: LanguageServer, states: number): Promise<protocol.SavingsReport> {
	for (let tries = 0; ; tries++) {
		const report = await server.request(protocol.savingsReport, { range: "session" });
		if (report.total.states === states || tries > 100) return report;
		await sleep(50);
	}
}

describe("ledger of savings", function () {
	this.timeout(240_000);
	const temporaryFolder = temporaryFolders();

	it("loses none of what two processes write at once while others take it over", async () => {
		const path = temporaryFolder();
		const folders = [folder(path), folder(path)];
		const writers = [writer(path, "a", 10_000, 100), writer(path, "b", 10_000, 100)];
		await Promise.all(writers.map((each) => once(each, "exit")));
		for (const each of folders) {
			each.kill("SIGKILL");
			await once(each, "exit");
		}
		const { total, folders: sums } = await ask(path);
		assert.deepEqual(total, { states: 20_000, toon: 20_000, json: 60_000, jsonCompact: 40_000 });
		assert.deepEqual(
			sums.map(({ name, states }) => [name, states]),
			[
				["/a", 10_000],
				["/b", 10_000],
			],
		);
	});

	it("loses at most the last batch when a writer is killed", async () => {
		const random = new Random(SEED);
		const path = temporaryFolder();
		let least = 0;
		let most = 0;
		for (let round = 0; round < 4; round++) {
			const process = writer(path, `round ${round}`, 1_000_000, 50);
			let said = "";
			process.stdout?.on("data", (data) => {
				said += data;
			});
			while (!said.includes("\n")) await sleep(5);
			await sleep(random.below(150));
			process.kill("SIGKILL");
			await once(process, "close");
			const acknowledged = Number(said.trimEnd().split("\n").at(-1));
			least += acknowledged;
			// It may have been killed between writing a batch and saying so.
			most += acknowledged + 50;
		}
		const { total } = await ask(path);
		assert.ok(total.states >= least && total.states <= most, `${total.states}, but ${least} to ${most} were written`);
	});

	it("has every record once when those who take them over are killed at any moment", async () => {
		const random = new Random(SEED + 1);
		const path = temporaryFolder();
		const process = writer(path, "a", 20_000, 20);
		const isWritten = once(process, "exit");
		let done = false;
		void isWritten.then(() => {
			done = true;
		});
		while (!done) {
			const each = folder(path);
			await sleep(100 + random.below(200));
			each.kill("SIGKILL");
			await once(each, "exit");
		}
		const { total } = await ask(path);
		assert.deepEqual(total, { states: 20_000, toon: 20_000, json: 60_000, jsonCompact: 40_000 });
	});

	it("records saves and conversions of the server, each file once a day, and writes them at the end", async () => {
		const work = temporaryFolder();
		const ledger = join(temporaryFolder(), "ledger");
		const server = await LanguageServer.start({ ledger, folder: URI.file(work).toString() });
		const uri = URI.file(join(work, "a.toon")).toString();
		writeFileSync(join(work, "a.toon"), "id: 1\n");
		await server.open(uri, "id: 1\n");
		await saved(server, uri);
		await reported(server, 1);
		await server.change(uri, "users[2]{id,name}:\n  1,Ada\n  2,Bob\n");
		await saved(server, uri);
		const json = URI.file(join(work, "b.json")).toString();
		writeFileSync(join(work, "b.json"), '[{"id":1,"name":"Ada"},{"id":2,"name":"Bob"}]');
		await server.request(protocol.convertFile, { uri: json, to: "toon" });
		const report = await reported(server, 2);
		assert.deepEqual(report.files.map(({ file }) => file).sort(), [join(work, "a.toon"), join(work, "b.toon")].sort());
		assert.deepEqual(report.forms.map(({ form }) => form).sort(), ["json", "toon"]);
		const counts = await server.request(protocol.tokens, { uri });
		const own = report.files.find(({ file }) => file.endsWith("a.toon"));
		assert.deepEqual([own?.toon, own?.json, own?.jsonCompact], [counts.toon, counts.json, counts.jsonCompact]);
		const { text } = await server.request(protocol.savingsExport, { range: "all", format: "csv" });
		assert.match(text, /^by,name,states/);

		await saved(server, uri);
		await server.request(protocol.tokens, { uri });
		assert.equal(await server.stop(), 0);
		const { total } = await ask(ledger);
		assert.equal(total.states, 2);
		const next = await LanguageServer.start({ ledger });
		await next.request(protocol.forgetSavings, null);
		assert.equal((await next.request(protocol.savingsReport, { range: "all" })).encoding, null);
		await next.stop();
	});

	it("records nothing in a workspace that is not trusted, nor where it is switched off", async () => {
		const cases = [
			{ initializationOptions: { trusted: false } },
			{ settings: { savings: { enabled: false } } },
		] as const;
		for (const options of cases) {
			const ledger = join(temporaryFolder(), "ledger");
			const server = await LanguageServer.start({ ...options, ledger });
			const uri = "file:///nowhere/a.toon";
			await server.open(uri, "id: 1\n");
			await saved(server, uri);
			await server.request(protocol.tokens, { uri });
			await server.request(protocol.convert, { uri, to: "json" });
			assert.equal(await server.stop(), 0);
			assert.equal((await ask(ledger)).encoding, null);
		}
	});

	it("says once that a disk is full or read-only, and the editor goes on", async function () {
		const mount = join(temporaryFolder(), "mount");
		mkdirSync(mount);
		const run = (...args: readonly string[]): void => void execFileSync("mount", args, { stdio: "ignore" });
		try {
			run("-t", "tmpfs", "-o", "size=16k", "tmpfs", mount);
		} catch {
			console.log("      skipped: only root may mount a file system of 16 kB");
			return this.skip();
		}
		try {
			writeFileSync(join(mount, "filler"), Buffer.alloc(16 * 1024));
			for (const wanted of ["the disk is full", "the storage is read-only"]) {
				if (wanted.includes("read-only")) run("-o", "remount,ro", mount);
				const server = await LanguageServer.start({ ledger: mount });
				const messages: string[] = [];
				server.connection.onNotification("window/showMessage", ({ message }: { message: string }) => {
					messages.push(message);
				});
				const uri = "file:///nowhere/a.toon";
				await server.open(uri, "id: 1\n");
				for (let round = 0; round < 3; round++) {
					await saved(server, uri);
					await server.request(protocol.tokens, { uri });
					// What is asked of the ledger writes what waits.
					await assert.rejects(
						Promise.resolve(server.request(protocol.savingsReport, { range: "all" })),
						/cannot be used|ledger/,
					);
				}
				assert.deepEqual(messages, [
					`What TOON saves is not recorded for now: ${mount} cannot be written to (${wanted}).`,
				]);
				assert.equal((await server.request(protocol.convert, { uri, to: "json" })).text, '{\n  "id": 1\n}\n');
				assert.equal(await server.stop(), 0);
			}
		} finally {
			execFileSync("umount", [mount]);
		}
	});

	it("sets a damaged database aside, and says so in the editor", async () => {
		const ledger = temporaryFolder();
		await ask(ledger);
		writeFileSync(join(ledger, "savings.db"), "x".repeat(5000));
		const server = await LanguageServer.start({ ledger });
		const messages: string[] = [];
		server.connection.onNotification("window/showMessage", ({ message }: { message: string }) => {
			messages.push(message);
		});
		const report = await server.request(protocol.savingsReport, { range: "all" });
		assert.equal(report.encoding, null);
		await server.stop();
		assert.match(messages.join(), /was damaged\. It is kept as savings\.db\.damaged-/);
		const kept = readdirSync(ledger).find((name) => name.startsWith("savings.db.damaged-"));
		assert.equal(readFileSync(join(ledger, kept ?? ""), "utf8"), "x".repeat(5000));
	});
});
