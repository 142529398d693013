/** The generated grammar file: up to date, and the colours of a whole example as they last were. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadGrammar, root, tokenize } from "./registry";

const snapshotFile = join(root, "test/fixtures/grammar/tasklist.scopes.txt");

async function snapshotOf(file: string): Promise<string> {
	const text = readFileSync(join(root, file), "utf8");
	const lines = text.split("\n");
	return tokenize(await loadGrammar("source.toon"), text)
		.map((tokens, i) =>
			[`> ${lines[i]}`, ...tokens.map(({ text, scopes }) => `    ${text.trim()} : ${scopes.join(" ")}`)].join("\n"),
		)
		.join("\n");
}

describe("grammar file", () => {
	it("is what scripts/grammar.ts writes", function () {
		this.timeout(20_000);
		const check = spawnSync(process.execPath, ["--import", "tsx", "scripts/grammar.ts", "--check"], {
			cwd: root,
			encoding: "utf8",
		});
		assert.equal(check.status, 0, check.stderr);
	});

	// To accept a change, delete the snapshot, run the test once and read the difference.
	it("colours examples/tasklist.toon as in the snapshot", async () => {
		const actual = await snapshotOf("examples/tasklist.toon");
		if (!existsSync(snapshotFile)) writeFileSync(snapshotFile, actual);
		assert.equal(actual, readFileSync(snapshotFile, "utf8"));
	});
});
