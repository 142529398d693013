/** Files that are no TOON at all: the server stays, answers, and says what is wrong. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, errorsOf, openNew, serverProcesses, until, untilErrors } from "./support";

/** Fails unless the server still answers for another document. */
async function assertServerAnswers(name: string): Promise<void> {
	const { document } = await openNew(`after-${name}.toon`, "a[2]: 1\n");
	await untilErrors(document, ["array-length: [2]"]);
}

describe("bad input", () => {
	afterEach(closeAll);

	it("takes an empty file", async () => {
		const { document } = await openNew("empty.toon", "");
		await untilErrors(document, []);
		await assertServerAnswers("empty");
	});

	it("takes a file that is not UTF-8", async () => {
		await openNew("latin1.toon", Buffer.from("name: Zo\xeb\ncity: M\xfcnchen\n", "latin1"));
		await assertServerAnswers("latin1");
	});

	it("takes binary data", async () => {
		const bytes = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 7919) >> (index % 5));
		// VS Code itself refuses to show some binary files as text; either way nothing may break.
		await openNew("binary.toon", bytes).catch(() => undefined);
		await assertServerAnswers("binary");
	});

	it("takes 20 MB of pasted JSON", async () => {
		const record = { id: 123456, name: "Ada Lovelace", tags: ["a", "b"], nested: { ok: true, text: 'say "hi"' } };
		const json = JSON.stringify(
			Array.from({ length: 150_000 }, () => record),
			undefined,
			2,
		);
		assert.ok(json.length > 20_000_000);
		const before = serverProcesses();
		const { document } = await openNew("pasted.toon", json);
		await until("errors are shown", () => errorsOf(document).length > 0, 50_000);
		await assertServerAnswers("pasted");
		assert.deepEqual(serverProcesses(), before, "the server is the same process as before");
	});

	it("takes a line of a million characters", async () => {
		const { document } = await openNew("long.toon", `a: ${"x".repeat(1_000_000)}\nb[2]: 1\n`);
		await untilErrors(document, ["array-length: [2]"]);
	});

	it("takes keys of the prototype's names", async () => {
		const { document } = await openNew("proto.toon", "__proto__: 1\nconstructor:\n  prototype: 2\n");
		await untilErrors(document, []);
		assert.equal(vscode.window.activeTextEditor?.document, document);
	});
});
