/** Changes that are none: the server says so, keeps the text, and goes on. */
import assert from "node:assert/strict";
import { Random } from "../support/random";
import { LanguageServer, pulling } from "./languageServer";

const uri = "file:///malformed.toon";
const text = "a: 1\nt[2]{x}:\n  1\n  2\n";

describe("malformed changes", function () {
	this.timeout(60_000);
	let server: LanguageServer;
	beforeEach(async () => {
		server = await LanguageServer.start({ capabilities: pulling });
		await server.open(uri, text);
	});
	afterEach(() => server.stop());

	const send = (contentChanges: unknown): Promise<void> =>
		server.connection.sendNotification("textDocument/didChange", { textDocument: { uri, version: 7 }, contentChanges });

	const stillThere = async (): Promise<void> => {
		assert.deepEqual(await server.pull(uri), []);
		// What the document says is still what was opened: a row less is one error.
		await server.change(uri, "", { start: { line: 3, character: 0 }, end: { line: 4, character: 0 } });
		assert.deepEqual(
			(await server.pull(uri)).map(({ code }) => code),
			["array-length"],
		);
	};

	const place = { line: 1, character: 0 };
	const cases: readonly (readonly [name: string, change: unknown])[] = [
		["half a line", { range: { start: { line: 0.5, character: 0 }, end: place }, text: "x" }],
		["a line as text", { range: { start: { line: "0", character: 0 }, end: place }, text: "x" }],
		["a negative character", { range: { start: { line: 0, character: -1 }, end: place }, text: "x" }],
		["a range without an end", { range: { start: place }, text: "x" }],
		["a range that is null", { range: null, text: "x" }],
		["no text", { range: { start: place, end: place } }],
		["a text that is a number", { text: 1 }],
		["nothing", null],
	];
	for (const [name, change] of cases) {
		it(name, async () => {
			await send([change]);
			await stillThere();
		});
	}

	it("5,000 at random", async () => {
		const random = new Random(20261125);
		const values: readonly unknown[] = [0.5, -1, "1", null, undefined, {}, [], 1e300, true];
		for (let i = 0; i < 5000; i++) {
			const any = (): unknown => random.pick(values);
			const start = { line: any(), character: any() };
			await send(
				random.chance(0.1) ? [any()] : [{ range: { start, end: { line: any(), character: any() } }, text: "" }],
			);
		}
		await stillThere();
	});
});
