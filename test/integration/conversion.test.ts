/** Conversions through the built server: texts on request, files after a save or on command. */
import assert from "node:assert/strict";
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "@toon-format/toon";
import { get_encoding } from "tiktoken";
import { DidSaveTextDocumentNotification } from "vscode-languageserver-protocol/node";
import { URI } from "vscode-uri";
import * as protocol from "../../server/src/lsp/protocol";
import { LanguageServer, pulling, type StartOptions } from "./languageServer";

const table = "tasks[2]{id,title}:\n  1,one\n  2,two\n";

describe("texts converted over stdio", () => {
	let server: LanguageServer;
	before(async () => {
		server = await LanguageServer.start({ capabilities: pulling });
	});
	after(() => server.stop());

	it("give text, formats, exact token counts and warnings", async () => {
		const result = await server.request(protocol.convert, { text: table, to: "json", options: { pretty: false } });
		const oracle = get_encoding("o200k_base");
		const text = '{"tasks":[{"id":1,"title":"one"},{"id":2,"title":"two"}]}\n';
		assert.deepEqual(result, {
			text,
			from: "toon",
			to: "json",
			tokensBefore: oracle.encode_ordinary(table).length,
			tokensAfter: oracle.encode_ordinary(text).length,
			warnings: [],
		});
		oracle.free();
	});

	it("read JSON into TOON with the delimiter asked for", async () => {
		const text = '{"a":[{"x":1,"y":2},{"x":3,"y":4}]}';
		const result = await server.request(protocol.convert, {
			text,
			from: "json",
			to: "toon",
			options: { delimiter: "pipe" },
		});
		assert.equal(result.text.trimEnd(), "a[2|]{x|y}:\n  1|2\n  3|4");
	});

	it("take open documents as they stand", async () => {
		await server.open("untitled:Untitled-1", table);
		const result = await server.request(protocol.convert, { uri: "untitled:Untitled-1", to: "csv" });
		assert.equal(result.text, "id,title\n1,one\n2,two\n");
	});

	const refused: readonly [what: string, params: protocol.ConvertParams, message: RegExp][] = [
		["broken TOON, with place and reason", { text: "a[3]: 1,2\n", to: "json" }, /Line 1, column 2: .*3.*2/],
		["broken JSON", { text: '{"a": ', from: "json", to: "toon" }, /[Ll]ine 1/],
		["documents that are not open", { uri: "file:///nowhere.toon", to: "json" }, /not open/],
		["formats that do not exist", { text: "a: 1", to: "pdf" as "json" }, /no format "pdf"/],
		["a text that is no string", { text: 5, to: "json" } as unknown as protocol.ConvertParams, /"text".*string/],
		["no parameters", null as unknown as protocol.ConvertParams, /needs parameters/],
		["neither a text nor a document", { to: "json" } as unknown as protocol.ConvertParams, /"uri".*"text"/],
		["CSV of what is no table", { text: "a: 1\n", to: "csv" }, /table/],
	];
	for (const [what, params, message] of refused) {
		it(`refuse ${what}`, () => assert.rejects(server.request(protocol.convert, params), { message }));
	}

	const placed: readonly [what: string, params: protocol.ConvertParams, place: protocol.ErrorData["place"]][] = [
		["broken TOON", { text: "a[3]: 1,2\n", to: "json" }, { line: 0, character: 1 }],
		["broken JSON", { text: '{"a": 1,\n 2}', from: "json", to: "toon" }, { line: 1, character: 1 }],
		["broken CSV", { text: "a\n1,2\n", from: "csv", to: "toon" }, { line: 1 }],
		["what has no place", { text: "<p>", from: "html", to: "toon" }, undefined],
	];
	for (const [what, params, place] of placed) {
		it(`carry the place of the error in ${what} as data`, () =>
			assert.rejects(server.request(protocol.convert, params), ({ data }: { data: protocol.ErrorData }) => {
				assert.deepEqual(data.place, place);
				return true;
			}));
	}

	it("read TOON by the indentation that is asked for", async () => {
		const text = "a:\n    b: 1\n";
		const ask = (indentSize: number) => server.request(protocol.convert, { text, to: "json", options: { indentSize } });
		assert.equal((await ask(4)).text, '{\n  "a": {\n    "b": 1\n  }\n}\n');
		await assert.rejects(ask(3), /Line 2/);
		await server.open("untitled:indented.toon", text);
		const uri = "untitled:indented.toon";
		await assert.rejects(server.request(protocol.convert, { uri, to: "json", options: { indentSize: 3 } }), /Line 2/);
	});

	it("come from a thread the same, when they are long", async () => {
		const rows = Array.from({ length: 30_000 }, (_, id) => ({ id, text: `row ${id}` }));
		const text = encode(rows);
		const { text: json, warnings } = await server.request(protocol.convert, { text, to: "json" });
		assert.deepEqual([JSON.parse(json), warnings], [rows, []]);
		await assert.rejects(
			server.request(protocol.convert, { text: `${text}\nx`, to: "json" }),
			({ data, message }: Error & { data: protocol.ErrorData }) => {
				assert.equal(data.place?.line, 30_001);
				return message.startsWith("Line 30002, column 1: ");
			},
		);
	});
});

describe("files converted by the server", () => {
	let folder: string;
	let server: LanguageServer | undefined;

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), "toon-convert-"));
	});
	afterEach(async () => {
		await server?.stop();
		server = undefined;
		rmSync(folder, { recursive: true, force: true });
	});

	const path = (name: string): string => join(folder, name);
	const uri = (name: string): string => URI.file(path(name)).toString();
	const read = (name: string): string => readFileSync(path(name), "utf8");

	/** A server with convert-on-save switched on for the folder. */
	async function start(settings: object = {}, options: StartOptions = {}): Promise<LanguageServer> {
		server = await LanguageServer.start({
			capabilities: pulling,
			folder: URI.file(folder).toString(),
			settings: { convertOnSave: { enabled: true, ...settings } },
			...options,
		});
		return server;
	}

	/** Writes a file as an editor does, tells the server, and waits for what it says of it. */
	async function save(to: LanguageServer, name: string, text: string): Promise<protocol.FileConversion> {
		writeFileSync(path(name), text);
		await to.open(uri(name), text);
		const converted = new Promise<protocol.FileConversion>((resolve) => {
			const listening = to.connection.onNotification(
				protocol.fileConverted.method,
				(result: protocol.FileConversion) => {
					if (result.source !== uri(name)) return;
					listening.dispose();
					resolve(result);
				},
			);
		});
		await to.connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri: uri(name) } });
		const result = await converted;
		await to.connection.sendNotification("textDocument/didClose", { textDocument: { uri: uri(name) } });
		return result;
	}

	it("are written beside the source after a save, and left alone when nothing changed", async () => {
		const running = await start();
		const first = await save(running, "tasks.toon", table);
		assert.equal(first.outcome, "written");
		assert.equal(first.target, uri("tasks.md"));
		assert.match(read("tasks.md"), /^<!--.*tasks\.toon/);
		assert.match(read("tasks.md"), /\| *1 *\| *one *\|/);
		assert.equal((await save(running, "tasks.toon", table)).outcome, "unchanged");
	});

	it("are not written for a source with errors: the old target stays", async () => {
		const running = await start();
		await save(running, "tasks.toon", table);
		const before = read("tasks.md");
		const broken = await save(running, "tasks.toon", "tasks[3]{id,title}:\n  1,one\n");
		assert.equal(broken.outcome, "invalid");
		assert.match(broken.message ?? "", /Line 1/);
		assert.equal(read("tasks.md"), before);
	});

	it("of somebody else are a conflict, until overwriting is asked for", async () => {
		writeFileSync(path("tasks.md"), "# My own notes\n");
		const running = await start();
		const conflict = await save(running, "tasks.toon", table);
		assert.equal(conflict.outcome, "conflict");
		assert.match(conflict.message ?? "", /tasks\.md/);
		assert.equal(read("tasks.md"), "# My own notes\n");
		const { text } = await running.request(protocol.conversionText, { uri: uri("tasks.toon"), to: "markdown" });
		const overwritten = await running.request(protocol.convertFile, {
			uri: uri("tasks.toon"),
			to: "markdown",
			overwrite: true,
		});
		assert.equal(overwritten.outcome, "written");
		assert.equal(read("tasks.md"), text);
	});

	it("that were edited since are a conflict, too", async () => {
		const running = await start();
		await save(running, "tasks.toon", table);
		writeFileSync(path("tasks.md"), read("tasks.md").replace("one", "ONE"));
		const conflict = await save(running, "tasks.toon", `${table}more: 1\n`);
		assert.equal(conflict.outcome, "conflict");
		assert.match(read("tasks.md"), /ONE/);
	});

	it("are not written while the workspace is not trusted, and are once it is", async () => {
		const running = await start({}, { initializationOptions: { trusted: false } });
		const asked = await (async () => {
			writeFileSync(path("tasks.toon"), table);
			return running.request(protocol.convertFile, { uri: uri("tasks.toon"), to: "markdown" });
		})();
		assert.equal(asked.outcome, "failed");
		assert.match(asked.message ?? "", /not trusted/);
		assert.deepEqual(readdirSync(folder), ["tasks.toon"]);
		await running.connection.sendNotification(protocol.trusted.method, { trusted: true });
		assert.equal((await save(running, "tasks.toon", table)).outcome, "written");
	});

	it("never leave the workspace: not by a rule, not through a link", async () => {
		const outside = mkdtempSync(join(tmpdir(), "toon-outside-"));
		try {
			symlinkSync(outside, path("link"));
			mkdirSync(path("in"));
			const rules = [{ files: "in/*.toon", to: "markdown", output: "link/${name}.md" }];
			const running = await start({ rules });
			const result = await save(running, "in/tasks.toon", table);
			assert.equal(result.outcome, "failed");
			assert.deepEqual(readdirSync(outside), []);
		} finally {
			rmSync(outside, { recursive: true });
		}
	});

	it("follow rules for JSON, whose saves the client reports", async () => {
		const rules = [{ files: "**/*.json", to: "toon", output: "${dir}/${name}.toon" }];
		const running = await start({ rules });
		writeFileSync(path("data.json"), '{"a":[1,2]}');
		const converted = new Promise<protocol.FileConversion>((resolve) => {
			running.connection.onNotification(protocol.fileConverted.method, (result: protocol.FileConversion) =>
				resolve(result),
			);
		});
		await running.connection.sendNotification(protocol.fileSaved.method, { uri: uri("data.json") });
		assert.equal((await converted).outcome, "written");
		assert.equal(read("data.toon").trimEnd(), "a[2]: 1,2");
	});

	it("end with the newest text after 1,000 quick saves", async () => {
		const running = await start();
		const name = "tasks.toon";
		await running.open(uri(name), table);
		let told = 0;
		running.connection.onNotification(protocol.fileConverted.method, () => {
			told++;
		});
		for (let save = 1; save <= 1000; save++) {
			writeFileSync(path(name), `save: ${save}\n`);
			await running.connection.sendNotification(DidSaveTextDocumentNotification.type, {
				textDocument: { uri: uri(name) },
			});
		}
		while (told < 1000) await new Promise((resolve) => setTimeout(resolve, 10));
		assert.match(read("tasks.md"), /1000/);
		assert.deepEqual(readdirSync(folder).sort(), ["tasks.md", "tasks.toon"]);
	}).timeout(60_000);

	it("are whole, old or new, when the server is killed in the middle, and nothing is left behind for long", async () => {
		const versions = ["a", "b"].map((letter) =>
			encode({ rows: Array.from({ length: 20_000 }, (_, id) => ({ id, text: letter.repeat(20) })) }),
		);
		const running = await start();
		await save(running, "big.toon", versions[0] ?? "");
		const old = read("big.md");
		await running.stop();
		for (const delay of [20, 60, 120, 200, 300]) {
			const victim = await start();
			writeFileSync(path("big.toon"), versions[1] ?? "");
			await victim.open(uri("big.toon"), versions[1] ?? "");
			await victim.connection.sendNotification(DidSaveTextDocumentNotification.type, {
				textDocument: { uri: uri("big.toon") },
			});
			await new Promise((resolve) => setTimeout(resolve, delay));
			const ended = new Promise((resolve) => victim.process.once("exit", resolve));
			victim.process.kill("SIGKILL");
			await ended;
			victim.connection.dispose();
			server = undefined;
			const now = read("big.md");
			assert.ok(now === old || (now.includes("b".repeat(20)) && now.split("\n").length === old.split("\n").length));
			writeFileSync(path("big.toon"), versions[0] ?? "");
			const repaired = await start();
			assert.match((await save(repaired, "big.toon", versions[0] ?? "")).outcome, /written|unchanged/);
			assert.equal(read("big.md"), old);
			await repaired.stop();
		}
		server = undefined;
	}).timeout(60_000);

	it("are right with two windows on one folder", async () => {
		const first = await start();
		const second = await LanguageServer.start({
			capabilities: pulling,
			folder: URI.file(folder).toString(),
			settings: { convertOnSave: { enabled: true } },
		});
		try {
			for (let round = 0; round < 20; round++) {
				const text = `round: ${round}\n`;
				const results = await Promise.all([save(first, "a.toon", text), save(second, "a.toon", text)]);
				for (const { outcome } of results) assert.match(outcome, /written|unchanged/);
				assert.match(read("a.md"), new RegExp(`\\b${round}\\b`));
			}
		} finally {
			await second.stop();
		}
		assert.deepEqual(readdirSync(folder).sort(), ["a.md", "a.toon"]);
	}).timeout(30_000);

	it("convert in bulk, each with its own outcome", async () => {
		const running = await start();
		writeFileSync(path("good.toon"), table);
		writeFileSync(path("bad.toon"), "a[3]: 1\n");
		writeFileSync(path("bytes.toon"), Buffer.from([0x61, 0x3a, 0x20, 0xff]));
		const uris = ["good.toon", "bad.toon", "bytes.toon", "missing.toon"].map(uri);
		const results = await running.request(protocol.convertFiles, { uris, to: "json" });
		assert.deepEqual(
			results.map(({ outcome }) => outcome),
			["written", "invalid", "invalid", "failed"],
		);
		assert.deepEqual(JSON.parse(read("good.json")).tasks.length, 2);
		assert.ok(!existsSync(path("bad.json")) && !existsSync(path("bytes.json")));
	});
});
