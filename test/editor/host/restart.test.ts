/** A server that is killed or restarted comes back and says the same. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, openNew, replace, serverProcesses, until, untilErrors } from "./support";

/** Waits until one server process runs that is none of these. */
async function untilReplaced(old: readonly number[]): Promise<void> {
	await until("a new server runs", () => {
		const now = serverProcesses();
		return now.length === 1 && now.every((pid) => !old.includes(pid));
	});
}

describe("language server", () => {
	before(function () {
		if (process.platform !== "linux") this.skip(); // finds the process in /proc
	});
	afterEach(closeAll);

	it("runs once", () => {
		assert.equal(serverProcesses().length, 1);
	});

	it("comes back after it was killed, with the same diagnostics", async () => {
		const editor = await openNew("killed.toon", "a[2]: 1\nb[3]: 1\n");
		const errors = ["array-length: [2]", "array-length: [3]"];
		await untilErrors(editor.document, errors);
		const old = serverProcesses();
		for (const pid of old) process.kill(pid, "SIGKILL");
		await untilReplaced(old);
		await untilErrors(editor.document, errors);
		await replace(editor, "[2]: 1", "[2]: 1,2");
		await untilErrors(editor.document, ["array-length: [3]"]);
	});

	it("is ended and started again when it does not answer for 10 s, and nothing is lost", async () => {
		const editor = await openNew("stuck.toon", "a[2]: 1\n");
		await untilErrors(editor.document, ["array-length: [2]"]);
		const old = serverProcesses();
		for (const pid of old) process.kill(pid, "SIGSTOP");
		// What is typed meanwhile is not lost either.
		await replace(editor, "a[2]: 1", "a[2]: 1\nb[3]: 1");
		await until("a new server runs", () => serverProcesses().every((pid) => !old.includes(pid)), 40_000);
		await untilReplaced(old);
		await untilErrors(editor.document, ["array-length: [2]", "array-length: [3]"]);
	});

	it("is restarted by the command, with the same diagnostics", async () => {
		const { document } = await openNew("restarted.toon", "a[2]: 1\n");
		await untilErrors(document, ["array-length: [2]"]);
		const old = serverProcesses();
		await vscode.commands.executeCommand("toon.restartServer");
		await untilReplaced(old);
		await untilErrors(document, ["array-length: [2]"]);
	});
});
