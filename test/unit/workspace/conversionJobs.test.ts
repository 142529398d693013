import assert from "node:assert/strict";
import { URI } from "vscode-uri";
import {
	ConversionJobs,
	type Converted,
	type JobEnvironment,
	type JobRequest,
} from "../../../server/src/workspace/conversionJobs";
import { readSettings } from "../../../server/src/workspace/settings";

/** A world in memory: `sources` are converted by upper case, `targets` is what was written. */
class World implements JobEnvironment {
	readonly sources = new Map<string, string>();
	readonly targets = new Map<string, string>();
	readonly log: string[] = [];
	trusted = true;
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

	async convert(request: JobRequest): Promise<Converted> {
		this.converting++;
		const text = this.sources.get(request.source.toString());
		await this.gate;
		this.converting--;
		if (text === undefined) return { problem: "there is no such file", kind: "failed" };
		if (text.includes("!")) return { problem: "line 1 is wrong", kind: "invalid" };
		return { text: text.toUpperCase(), warnings: [] };
	}

	async write(request: JobRequest, text: string) {
		const target = request.target.toString();
		if (text === "THROW") throw new Error("disk full");
		if (this.targets.get(target) === text) return { outcome: "unchanged" } as const;
		this.targets.set(target, text);
		this.log.push(`${request.target.path} ${text}`);
		return { outcome: "written" } as const;
	}

	async settings() {
		return readSettings({ convertOnSave: { enabled: this.enabled } });
	}

	workspaceFolders() {
		return [URI.file("/w")];
	}

	isTrusted() {
		return this.trusted;
	}
}

const request = (name: string): JobRequest => ({
	source: URI.file(`/w/${name}.toon`),
	target: URI.file(`/w/${name}.md`),
	to: "markdown",
});

function world(sources: Record<string, string>): World {
	const made = new World();
	for (const [name, text] of Object.entries(sources)) made.sources.set(URI.file(`/w/${name}.toon`).toString(), text);
	return made;
}

const outcomes = async (results: Promise<readonly { outcome: string }[]>) =>
	(await results).map((each) => each.outcome);

describe("conversion jobs", () => {
	it("write what a save asks for, and say when nothing changed", async () => {
		const here = world({ a: "one" });
		const jobs = new ConversionJobs(here, 2);
		assert.deepEqual(await outcomes(jobs.saved(URI.file("/w/a.toon"))), ["written"]);
		assert.deepEqual(await outcomes(jobs.saved(URI.file("/w/a.toon"))), ["unchanged"]);
		assert.deepEqual(here.log, ["/w/a.md ONE"]);
	});

	it("do nothing while convert-on-save is off, or the workspace is not trusted", async () => {
		const here = world({ a: "one" });
		const jobs = new ConversionJobs(here, 2);
		here.enabled = false;
		assert.deepEqual(await jobs.saved(URI.file("/w/a.toon")), []);
		here.enabled = true;
		here.trusted = false;
		assert.deepEqual(await jobs.saved(URI.file("/w/a.toon")), []);
		const asked = await jobs.run(request("a"), "person");
		assert.equal(asked.outcome, "failed");
		assert.match(asked.message ?? "", /not trusted/);
		assert.equal(here.targets.size, 0);
	});

	it("let the newest of 1,000 quick saves win, without running one file twice at a time", async () => {
		const here = world({ a: "0" });
		const jobs = new ConversionJobs(here, 4);
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
		assert.equal(here.targets.get(URI.file("/w/a.md").toString()), "1000");
		assert.ok(most <= 1, `${most} conversions of one file ran at the same time`);
		assert.ok(results.some(({ outcome }) => outcome === "superseded"));
		assert.notEqual(results.at(-1)?.outcome, "superseded");
	});

	it("drop a conversion whose source was saved again while it ran", async () => {
		const here = world({ a: "old" });
		const jobs = new ConversionJobs(here, 2);
		here.close();
		const first = jobs.run(request("a"), "save");
		await new Promise((resolve) => setImmediate(resolve));
		here.sources.set(request("a").source.toString(), "new");
		const second = jobs.run(request("a"), "save");
		here.release();
		assert.equal((await first).outcome, "superseded");
		assert.equal((await second).outcome, "written");
		assert.deepEqual(here.log, ["/w/a.md NEW"]);
	});

	it("serve a person before saves, and saves before bulk work", async () => {
		const here = world({ a: "a", b: "b", c: "c", d: "d" });
		const jobs = new ConversionJobs(here, 1);
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
		const jobs = new ConversionJobs(here, 2);
		const results = await Promise.all(["bad", "missing", "full"].map((name) => jobs.run(request(name), "save")));
		assert.deepEqual(
			results.map(({ outcome, message }) => [outcome, message]),
			[
				["invalid", "line 1 is wrong"],
				["failed", "there is no such file"],
				["failed", "disk full"],
			],
		);
		assert.equal(here.targets.size, 0);
	});

	it("give way when they are cancelled", async () => {
		const here = world({ a: "one" });
		const jobs = new ConversionJobs(here, 1);
		const result = await jobs.run(request("a"), "bulk", { isCancellationRequested: true });
		assert.equal(result.outcome, "superseded");
		assert.equal(here.targets.size, 0);
	});
});
