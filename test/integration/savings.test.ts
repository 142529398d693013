/** Formats side by side, optimising and budgets through the built server, against tiktoken and the reference encoder. */
import assert from "node:assert/strict";
import { encode } from "@toon-format/toon";
import { type CodeAction, CodeActionRequest } from "vscode-languageserver-protocol";
import * as protocol from "../../server/src/lsp/protocol";
import { tiktokenCount, tiktokenStarts } from "../unit/tokens/support";
import { LanguageServer, pulling } from "./languageServer";

const uri = "untitled:Untitled-1";
const tokens = (text: string): number => tiktokenCount("o200k_base", text);
const people = {
	users: [
		{ id: 1, name: "Ada" },
		{ id: 2, name: "Bob" },
	],
};
const loose = '# all\nusers[2]:\n  - id: 1\n    name: "Ada"\n  - id: 2\n    name: Bob\n';
const tight = "# all\nusers[2]{id,name}:\n  1,Ada\n  2,Bob\n";

describe("savings over stdio", () => {
	let server: LanguageServer;
	const start = async (settings: Record<string, unknown> = {}): Promise<void> => {
		server = await LanguageServer.start({ capabilities: pulling, settings });
	};
	afterEach(() => server.stop());

	it("compares an open document, and any text", async () => {
		await start();
		await server.open(uri, loose);
		const own = await server.request(protocol.compare, { uri });
		const { yaml, csv, markdown, ...formats } = own.formats;
		assert.deepEqual(formats, {
			toon: tokens(encode(people)),
			toonTab: tokens(encode(people, { delimiter: "\t" })),
			toonPipe: tokens(encode(people, { delimiter: "|" })),
			json: tokens(JSON.stringify(people, null, 2)),
			jsonCompact: tokens(JSON.stringify(people)),
		});
		assert.deepEqual([csv, own.cheapest], [tokens("id,name\n1,Ada\n2,Bob\n"), "csv"]);
		assert.equal(markdown, tokens("| id | name |\n| ---: | --- |\n| 1 | Ada |\n| 2 | Bob |\n"));
		assert.ok(yaml !== null && yaml > 0);
		assert.deepEqual([own.encoding, own.exact], ["o200k_base", true]);
		const text = JSON.stringify(people);
		assert.deepEqual(await server.request(protocol.compare, { uri, text, from: "json" }), own);
		assert.equal((await server.request(protocol.compare, { uri, text: "a[2]: 1" })).cheapest, null);
		await assert.rejects(
			server.request(protocol.compare, { uri, text: "[1", from: "json" }),
			/line 1|Line 1|expected/i,
		);
		await assert.rejects(server.request(protocol.compare, { uri: "untitled:none" }), /not open/);
	});

	it("tells what each cell costs, and where each token starts", async () => {
		await start();
		await server.open(uri, tight);
		const { cells, boundaries, encoding } = await server.request(protocol.heat, { uri, from: 0, to: 9 });
		assert.equal(encoding, "o200k_base");
		const lines = tight.split("\n");
		const starts = tiktokenStarts("o200k_base", tight).map((at) => {
			const before = tight.slice(0, at).split("\n");
			return { line: before.length - 1, character: before.at(-1)!.length };
		});
		assert.deepEqual(boundaries, starts);
		assert.equal(
			cells.reduce((sum, cell) => sum + cell.tokens, 0),
			tokens(tight),
		);
		assert.deepEqual(
			cells.filter(({ line }) => line === 2).map(({ line, start, end }) => lines[line]!.slice(start, end)),
			["1", "Ada"],
		);
		for (const from of [0.5, -1, "0"]) {
			await assert.rejects(
				server.request(protocol.heat, { uri, from: from as number, to: 1 }),
				/"from", a whole number/,
			);
		}
		await assert.rejects(server.request(protocol.heat, { uri: "untitled:none", from: 0, to: 1 }), /not open/);
	});

	it("tells the most expensive parts", async () => {
		await start();
		await server.open(uri, tight);
		const { columns, rows, keys, tokens: all } = await server.request(protocol.costliest, { uri, count: 1 });
		assert.equal(all, tokens(tight));
		assert.deepEqual(
			[columns, rows, keys].map((parts) => parts.map(({ path }) => path)),
			[["users.id"], ["users[0]"], ["users"]],
		);
	});

	it("compares and optimises what is long in a thread, with the same numbers", async () => {
		await start();
		const rows = Array.from({ length: 9000 }, (_, id) => ({ id, name: `user ${id}`, city: "Oslo" }));
		const list = `rows[${rows.length}]:\n${rows.map(({ id, name, city }) => `  - id: ${id}\n    name: ${name}\n    city: ${city}`).join("\n")}\n`;
		assert.ok(list.length > 200_000);
		await server.open(uri, list);
		const { formats } = await server.request(protocol.compare, { uri });
		assert.equal(formats.toon, tokens(encode({ rows })));
		assert.equal(formats.jsonCompact, tokens(JSON.stringify({ rows })));
		const optimized = await server.request(protocol.optimize, { uri, chosen: ["table rows"] });
		assert.equal(optimized.text, `${encode({ rows })}\n`);
		assert.deepEqual([optimized.before, optimized.after], [tokens(list), tokens(optimized.text)]);
	}).timeout(60_000);

	it("optimises an open document: all steps, or the chosen ones; nothing is changed", async () => {
		await start();
		await server.open(uri, loose);
		const all = await server.request(protocol.optimize, { uri });
		assert.equal(all.text, tight);
		assert.deepEqual([all.version, all.before, all.after], [1, tokens(loose), tokens(tight)]);
		assert.deepEqual(
			all.steps.map(({ id }) => id),
			["quotes", "table users"],
		);
		const one = await server.request(protocol.optimize, { uri, chosen: ["table users"] });
		// What is written anew as a table has no needless quotes either.
		assert.equal(one.text, tight);
		assert.equal(one.steps[0]?.gain, tokens(loose) - tokens(one.text));
		assert.equal((await server.request(protocol.tokens, { uri })).toon, tokens(loose));
		await server.open("untitled:Untitled-2", "a[2]: 1");
		await assert.rejects(server.request(protocol.optimize, { uri: "untitled:Untitled-2" }), /has errors/);
		const wrong = { uri, chosen: 5 } as unknown as protocol.OptimizeQuestion;
		await assert.rejects(server.request(protocol.optimize, wrong), /"chosen", a list/);
	});

	it("advises what costs notably fewer, once it is known, and the fix ends the advice", async () => {
		await start();
		const rows = Array.from({ length: 20 }, (_, id) => `  - id: ${id}\n    name: "User ${id}"\n`).join("");
		const wide = `# all\nusers[20]:\n${rows}`;
		await server.open(uri, wide);
		const hint = async () => (await server.pull(uri)).filter(({ code }) => code === "fewer-tokens");
		assert.deepEqual(await hint(), [], "not before somebody rests");
		let found = await hint();
		while (found.length === 0) {
			await new Promise((resolve) => setTimeout(resolve, 50));
			found = await hint();
		}
		const { before, after, text } = await server.request(protocol.optimize, { uri });
		assert.deepEqual([before, after], [tokens(wide), tokens(text)]);
		const gain = before - after;
		const percent = Math.round((100 * gain) / before);
		assert.match(
			String(found[0]!.message),
			new RegExp(`^The same value can cost ${gain} tokens fewer, ${percent} %: .+\\(−\\d+\\)`),
		);

		const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
		const params = { textDocument: { uri }, range, context: { diagnostics: [] } };
		const actions = (await server.connection.sendRequest(CodeActionRequest.type, params)) as CodeAction[];
		const fix = actions.find(({ title }) => title === `Write it with ${gain} tokens fewer`);
		const [edit] = fix!.edit!.changes![uri]!;
		await server.change(uri, edit!.newText, edit!.range);
		const tightened = await server.request(protocol.optimize, { uri });
		assert.deepEqual([tightened.before, tightened.steps], [after, []]);
		assert.deepEqual(await hint(), []);
	});

	it("advises nothing where it is turned off", async () => {
		await start({ advice: false });
		const rows = Array.from({ length: 20 }, (_, id) => `  - id: ${id}\n    name: "User ${id}"\n`).join("");
		await server.open(uri, `users[20]:\n${rows}`);
		await new Promise((resolve) => setTimeout(resolve, 2500));
		assert.deepEqual(
			(await server.pull(uri)).filter(({ code }) => code === "fewer-tokens"),
			[],
		);
	});

	it("warns of a document over its budget, until it is within", async () => {
		const limit = tokens(tight);
		await start({ tokens: { budget: { "Untitled-*": limit, "other/**": 1 } } });
		await server.open(uri, `${tight}x: 1\n`);
		const over = tokens(`${tight}x: 1\n`) - limit;
		const [problem, ...others] = await server.pull(uri);
		assert.deepEqual(others, []);
		assert.equal(problem?.code, "over-budget");
		assert.equal(problem.severity, 2);
		assert.match(String(problem.message), new RegExp(` ${over} over the budget of ${limit}\\.`));
		assert.match(problem.codeDescription?.href ?? "", /diagnostics\.md#over-budget$/);
		assert.equal((await server.request(protocol.tokens, { uri })).budget, limit);
		await server.change(uri, "", { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } });
		assert.deepEqual(await server.pull(uri), []);
		await server.open("untitled:free", `${tight}x: 1\n`);
		assert.deepEqual(await server.pull("untitled:free"), []);
		assert.equal((await server.request(protocol.tokens, { uri: "untitled:free" })).budget, undefined);
	});

	it("marks counts for a model that nobody knows", async () => {
		await start({ tokens: { model: "no-such-model" } });
		await server.open(uri, "a: 1");
		const { encoding, exact, notice } = await server.request(protocol.tokens, { uri });
		assert.deepEqual([encoding, exact], ["~o200k_base", false]);
		assert.match(notice ?? "", /no model or encoding/);
	});
});
