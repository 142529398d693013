/** Where the server writes, and where it does not, whatever a client asks for: every way to write a file, in one table. */
import assert from "node:assert/strict";
import {
	linkSync,
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
import { pathToFileURL } from "node:url";
import * as protocol from "../../server/src/lsp/protocol";
import { LanguageServer } from "./languageServer";

const SOURCE = "a: 1\n";

describe("writing of files", function () {
	this.timeout(60_000);
	let base: string;
	let folder: string;
	let server: LanguageServer;
	const uriOf = (name: string): string => pathToFileURL(join(folder, name)).toString();

	beforeEach(() => {
		base = mkdtempSync(join(tmpdir(), "toon-writing-"));
		folder = join(base, "workspace");
		for (const name of ["workspace", "outside", "workspace/.git", "workspace/.vscode"]) mkdirSync(join(base, name));
		writeFileSync(join(folder, "a.toon"), SOURCE);
		writeFileSync(join(folder, "b.toon"), "b: 2\n");
		writeFileSync(join(folder, "data.json"), '{"a":1}');
		process.env.XDG_STATE_HOME = join(base, "state");
	});
	afterEach(async () => {
		await server.stop();
		delete process.env.XDG_STATE_HOME;
		rmSync(base, { recursive: true });
	});

	/** Every file with its text, by its path. */
	const files = (): ReadonlyMap<string, string> =>
		new Map(
			readdirSync(base, { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join(base, "state")))
				.map((entry) => join(entry.parentPath, entry.name))
				.map((path) => [path, readFileSync(path, "utf8")]),
		);

	const start = async (initializationOptions?: unknown, settings: Record<string, unknown> = {}): Promise<void> => {
		server = await LanguageServer.start({
			folder: pathToFileURL(folder).toString(),
			settings,
			...(initializationOptions !== undefined && { initializationOptions }),
		});
	};

	const convert = (params: Partial<protocol.ConvertFileParams> = {}): Promise<protocol.FileConversion> =>
		server.request(protocol.convertFile, { uri: uriOf("a.toon"), to: "json", ...params });

	const refused: readonly (readonly [
		what: string,
		prepare: () => Partial<protocol.ConvertFileParams>,
		message: RegExp,
	])[] = [
		["its own source", () => ({ to: "toon" }), /is the file that is converted/],
		[
			"its own source, to overwrite",
			() => ({ target: uriOf("a.toon"), overwrite: true }),
			/is the file that is converted/,
		],
		["its own source by another way", () => ({ target: uriOf("x/../a.toon"), overwrite: true }), /is the file that is/],
		[
			"its own source by a link",
			() => {
				symlinkSync(join(folder, "a.toon"), join(folder, "a.json"));
				return { overwrite: true };
			},
			/is the file that is converted/,
		],
		[
			"its own source by a twin",
			() => {
				linkSync(join(folder, "a.toon"), join(folder, "a.json"));
				return { overwrite: true };
			},
			/is the file that is converted/,
		],
		[".git", () => ({ target: uriOf(".git/config"), overwrite: true }), /\.git or \.vscode/],
		[".vscode", () => ({ target: uriOf(".vscode/tasks.json"), overwrite: true }), /\.git or \.vscode/],
		[".GIT.", () => ({ target: uriOf(".GIT./hooks/x.json"), overwrite: true }), /\.git or \.vscode/],
		[
			".git by a link",
			() => {
				symlinkSync(join(folder, ".git"), join(folder, "out"));
				return { target: uriOf("out/config.json"), overwrite: true };
			},
			/folder of git or the editor/,
		],
		[
			"a file outside",
			() => ({ target: pathToFileURL(join(base, "outside/a.json")).toString() }),
			/outside the workspace/,
		],
		["a file above", () => ({ target: uriOf("../outside/a.json") }), /outside the workspace/],
		[
			"a file outside by a link",
			() => {
				symlinkSync(join(base, "outside"), join(folder, "out"));
				return { target: uriOf("out/a.json"), overwrite: true };
			},
			/link leads to/,
		],
		[
			"a file outside that is not there by a link",
			() => {
				symlinkSync(join(base, "outside/new.json"), join(folder, "a.json"));
				return { overwrite: true };
			},
			/link leads/,
		],
		["a file that nobody generated", () => ({ target: uriOf("data.json") }), /did not generate it/],
	];
	for (const [what, prepare, message] of refused) {
		it(`never touches ${what}`, async () => {
			await start();
			const params = prepare();
			const before = files();
			const { outcome, message: said = "" } = await convert(params);
			assert.notEqual(outcome, "written");
			assert.match(said, message);
			assert.deepEqual(files(), before);
		});
	}

	it("never touches what was generated of another file, and is not where this one goes", async () => {
		await start();
		assert.equal((await convert({ uri: uriOf("b.toon") })).outcome, "written");
		const before = files();
		const { outcome, message } = await convert({ target: uriOf("b.json") });
		assert.equal(outcome, "conflict");
		assert.match(message ?? "", /no rule says/);
		assert.deepEqual(files(), before);
	});

	it("goes on where it wrote before", async () => {
		await start();
		assert.equal((await convert()).outcome, "written");
		writeFileSync(join(folder, "a.toon"), "a: 2\n");
		assert.equal((await convert({ target: uriOf("a.json") })).outcome, "written");
		assert.match(readFileSync(join(folder, "a.json"), "utf8"), /2/);
	});

	const everyWay: readonly (readonly [what: string, write: () => Promise<unknown>])[] = [
		["convertFile", () => convert()],
		["convertFile to overwrite", () => convert({ target: uriOf("data.json"), overwrite: true })],
		["convertFiles", () => server.request(protocol.convertFiles, { uris: [uriOf("a.toon")], to: "json" })],
		["conversionText", () => server.request(protocol.conversionText, { uri: uriOf("a.toon"), to: "json" })],
		[
			"a save",
			async () => {
				await server.open(uriOf("a.toon"), SOURCE);
				await server.connection.sendNotification("textDocument/didSave", { textDocument: { uri: uriOf("a.toon") } });
			},
		],
		["a save that is told", () => server.connection.sendNotification("toon/fileSaved", { uri: uriOf("data.json") })],
		[
			"toon_edit",
			() =>
				server.request(protocol.tool, {
					name: "toon_edit",
					arguments: { path: "a.toon", edits: [{ path: "/a", value: 5 }], write: true },
				}),
		],
		[
			"toon_query",
			() =>
				server.request(protocol.tool, { name: "toon_query", arguments: { path: "a.toon", query: ".a", write: true } }),
		],
		[
			"a command",
			() => server.connection.sendRequest("workspace/executeCommand", { command: "toon.convertFile", arguments: [] }),
		],
	];
	for (const trusted of [false, "true", 0, null, "false"]) {
		it(`does not happen while trust is ${JSON.stringify(trusted)}`, async () => {
			await start({ trusted }, { convertOnSave: { enabled: true } });
			const before = files();
			for (const [, write] of everyWay) await write().catch(() => {});
			// What a save begins is over when something asked after it is.
			await server.request(protocol.convert, { text: SOURCE, to: "json" });
			await new Promise((resolve) => setTimeout(resolve, 300));
			assert.deepEqual(files(), before);
		});
	}
});
