/** Recording is in memory, in batches, and never a failure of what is recorded. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { batchesIn } from "../../../server/src/ledger/inbox";
import { isRecordingWanted, ledgerFolder } from "../../../server/src/ledger/place";
import { Recorder } from "../../../server/src/ledger/recorder";
import { temporaryFolders } from "../../support/temporaryFolders";

const saved = {
	folder: "/a",
	name: "b.toon",
	encoding: "o200k_base",
	form: "toon",
	toon: 1,
	json: 3,
	jsonCompact: 2,
} as const;

const linesOf = (folder: string): number =>
	batchesIn(folder)
		.map(
			(name) =>
				readFileSync(join(folder, "inbox", name), "utf8")
					.trimEnd()
					.split("\n").length,
		)
		.reduce((sum, lines) => sum + lines, 0);

describe("recorder", () => {
	const temporaryFolder = temporaryFolders();

	it("writes nothing until it is asked to, or a batch is full", () => {
		const folder = temporaryFolder();
		const recorder = new Recorder({ folder, source: "editor", onProblem: assert.fail });
		for (let at = 0; at < 499; at++) recorder.record(saved);
		assert.equal(batchesIn(folder).length, 0);
		recorder.record(saved);
		assert.equal(linesOf(folder), 500);
		recorder.record(saved);
		recorder.flush();
		assert.equal(linesOf(folder), 501);
		recorder.flush();
		assert.equal(batchesIn(folder).length, 2);
	});

	it("says once that nothing can be recorded, and records again when it can", () => {
		const folder = join(temporaryFolder(), "ledger");
		writeFileSync(folder, "a file in the way");
		const messages: string[] = [];
		const recorder = new Recorder({ folder, source: "editor", onProblem: (message) => messages.push(message) });
		for (let round = 0; round < 3; round++) {
			recorder.record(saved);
			recorder.flush();
		}
		assert.deepEqual(messages, [
			`What TOON saves is not recorded for now: ${folder} cannot be written to (a file is in the way).`,
		]);
		rmSync(folder);
		mkdirSync(folder);
		recorder.flush();
		assert.equal(linesOf(folder), 3);
	});

	it("is off where it is told to be, and in CI", () => {
		const cases: readonly [Record<string, string>, boolean][] = [
			[{}, true],
			[{ CI: "true" }, false],
			[{ CI: "false" }, true],
			[{ CI: "true", TOON_SAVINGS: "on" }, true],
			[{ TOON_SAVINGS: "off" }, false],
			[{ TOON_SAVINGS: "OFF" }, false],
		];
		for (const [environment, wanted] of cases) assert.equal(isRecordingWanted(environment), wanted);
	});

	it("has one place for the editor and the command line", function () {
		if (process.platform === "win32") this.skip();
		const cases: readonly [Record<string, string>, string, string][] = [
			[{ HOME: "/home/a" }, "linux", "/home/a/.local/share/toon-workbench/savings"],
			[{ HOME: "/home/a", XDG_DATA_HOME: "/data" }, "linux", "/data/toon-workbench/savings"],
			[{ HOME: "/home/a", XDG_DATA_HOME: "relative" }, "linux", "/home/a/.local/share/toon-workbench/savings"],
			[{ HOME: "/Users/a" }, "darwin", "/Users/a/Library/Application Support/toon-workbench/savings"],
			[{ HOME: "/home/a", TOON_SAVINGS_DIR: "/elsewhere" }, "linux", "/elsewhere"],
		];
		for (const [environment, platform, wanted] of cases) assert.equal(ledgerFolder(environment, platform), wanted);
	});
});
