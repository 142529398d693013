import assert from "node:assert/strict";
import { URI } from "vscode-uri";
import { type Conversion, ConversionError, type ConvertRequest } from "../../../server/src/convert/index";
import { FileConversions, type FileRequest } from "../../../server/src/workspace/fileConversions";
import { FileError, type Files } from "../../../server/src/workspace/files";
import { readSettings, type Settings } from "../../../server/src/workspace/settings";

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A world in memory: `sources` are converted by upper case, `targets` is what was written. */
class World implements Files {
	readonly sources = new Map<string, string>();
	readonly targets = new Map<string, string>();
	readonly log: string[] = [];
	readonly folders = [URI.file("/w")];
	isTrusted = true;
	enabled = true;
	converting = 0;
	/** Resolves the conversions that are under way. */
	release: () => void = () => {};
	gate: Promise<void> = Promise.resolve();

	close(): void {
		this.gate = new Promise((resolve) => {
			this.release = resolve;
		});
	}

	async read(uri: URI): Promise<Uint8Array | undefined> {
		const text = this.sources.get(uri.toString()) ?? this.targets.get(uri.toString());
		return text === undefined ? undefined : encoded(text);
	}

	async write(uri: URI, content: Uint8Array): Promise<void> {
		const text = new TextDecoder().decode(content);
		if (text === "THROW") throw new FileError("disk full", "ENOSPC");
		this.targets.set(uri.toString(), text);
		this.log.push(`${uri.path} ${text}`);
	}

	async convertFile(request: ConvertRequest): Promise<Conversion> {
		this.converting++;
		const text = "text" in request ? request.text : "";
		await this.gate;
		this.converting--;
		if (text.includes("!")) throw new ConversionError("This is wrong", { line: 0, character: 2 });
		return { text: text.toUpperCase(), warnings: [] };
	}

	async settingsOf(): Promise<Settings> {
		return readSettings({
			convertOnSave: {
				enabled: this.enabled,
				rules: [{ files: "**/*.toon", to: "json", output: "${dir}/${name}.json" }],
			},
		});
	}
}

const conversionsOf = (world: World, concurrency: number): FileConversions =>
	new FileConversions(
		{
			workspace: world,
			conversions: world,
			filesOf: () => world,
			records: { isOurs: async () => true, announce: async () => {} },
		},
		concurrency,
	);

const request = (name: string): FileRequest => ({
	source: URI.file(`/w/${name}.toon`),
	target: URI.file(`/w/${name}.json`),
	to: "json",
});

function world(sources: Record<string, string>): World {
	const made = new World();
	for (const [name, text] of Object.entries(sources)) made.sources.set(URI.file(`/w/${name}.toon`).toString(), text);
	return made;
}

const outcomes = async (results: Promise<readonly { outcome: string }[]>) =>
	(await results).map((each) => each.outcome);

describe("conversions of files", () => {
	it("write what a save asks for, and say when nothing changed", async () => {
		const here = world({ a: "one" });
		const jobs = conversionsOf(here, 2);
		assert.deepEqual(await outcomes(jobs.saved(URI.file("/w/a.toon"))), ["written"]);
		assert.deepEqual(await outcomes(jobs.saved(URI.file("/w/a.toon"))), ["unchanged"]);
		assert.deepEqual(here.log, ["/w/a.json ONE"]);
	});

	it("do nothing while convert-on-save is off, or the workspace is not trusted", async () => {
		const here = world({ a: "one" });
		const jobs = conversionsOf(here, 2);
		here.enabled = false;
		assert.deepEqual(await jobs.saved(URI.file("/w/a.toon")), []);
		here.enabled = true;
		here.isTrusted = false;
		assert.deepEqual(await jobs.saved(URI.file("/w/a.toon")), []);
		const asked = await jobs.run(request("a"), "person");
		assert.equal(asked.outcome, "failed");
		assert.match(asked.message ?? "", /not trusted/);
		assert.equal(here.targets.size, 0);
	});

	it("let the newest of 1,000 quick saves win, without running one file twice at a time", async () => {
		const here = world({ a: "0" });
		const jobs = conversionsOf(here, 4);
		const source = URI.file("/w/a.toon");
		const all: Promise<readonly { outcome: string }[]>[] = [];
		let most = 0;
		for (let save = 1; save <= 1000; save++) {
			here.sources.set(source.toString(), String(save));
			all.push(jobs.saved(source));
			if (save % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
			most = Math.max(most, here.converting);
		}
		const results = (await Promise.all(all)).flat();
		assert.equal(here.targets.get(URI.file("/w/a.json").toString()), "1000");
		assert.ok(most <= 1, `${most} conversions of one file ran at the same time`);
		assert.ok(results.some(({ outcome }) => outcome === "superseded"));
		assert.notEqual(results.at(-1)?.outcome, "superseded");
	});

	it("drop a conversion whose source was saved again while it ran", async () => {
		const here = world({ a: "old" });
		const jobs = conversionsOf(here, 2);
		here.close();
		const first = jobs.run(request("a"), "save");
		await new Promise((resolve) => setImmediate(resolve));
		here.sources.set(request("a").source.toString(), "new");
		const second = jobs.run(request("a"), "save");
		here.release();
		assert.equal((await first).outcome, "superseded");
		assert.equal((await second).outcome, "written");
		assert.deepEqual(here.log, ["/w/a.json NEW"]);
	});

	it("serve a person before saves, and saves before bulk work", async () => {
		const here = world({ a: "a", b: "b", c: "c", d: "d" });
		const jobs = conversionsOf(here, 1);
		here.close();
		const all = [
			jobs.run(request("d"), "bulk"),
			jobs.run(request("a"), "bulk"),
			jobs.run(request("b"), "save"),
			jobs.run(request("c"), "person"),
		];
		here.release();
		await Promise.all(all);
		assert.deepEqual(
			here.log.map((line) => line.split(" ")[1]),
			["D", "C", "B", "A"],
		);
	});

	it("report invalid sources, failures and exceptions without rejecting", async () => {
		const here = world({ bad: "oops!", full: "throw" });
		const jobs = conversionsOf(here, 2);
		const results = await Promise.all(["bad", "missing", "full"].map((name) => jobs.run(request(name), "save")));
		assert.deepEqual(
			results.map(({ outcome, message }) => [outcome, message]),
			[
				["invalid", "Line 1, column 3: This is wrong"],
				["failed", "missing.toon does not exist any more."],
				["failed", "full.json: disk full."],
			],
		);
		assert.deepEqual(
			results.map(({ place }) => place),
			[{ line: 0, character: 2 }, undefined, undefined],
		);
		assert.equal(here.targets.size, 0);
	});

	it("give way when they are cancelled", async () => {
		const here = world({ a: "one" });
		const jobs = conversionsOf(here, 1);
		const result = await jobs.run(request("a"), "bulk", { isCancellationRequested: true });
		assert.equal(result.outcome, "superseded");
		assert.equal(here.targets.size, 0);
	});
});
