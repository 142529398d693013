/** The tools for agents, and the lines that are compared by value, as VS Code asks the server for them. */
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { tool, trusted, valueLines } from "../../server/src/lsp/protocol";
import { inPlace } from "./commandLine";
import { LanguageServer } from "./languageServer";

describe("tools over LSP", () => {
	it(
		"see the files of the workspace, and write where it is trusted",
		inPlace(async (place) => {
			place.write("a.toon", "a: 1\n");
			const server = await LanguageServer.start({ folder: pathToFileURL(place.folder).href });
			try {
				const given = { path: "a.toon", edits: [{ op: "set", at: "a", value: 2 }], write: true };
				await server.connection.sendNotification(trusted.method, { trusted: false });
				await assert.rejects(server.request(tool, { name: "toon_edit", arguments: given }), /read-only here/);
				assert.equal(place.read("a.toon"), "a: 1\n");
				await server.connection.sendNotification(trusted.method, { trusted: true });
				const { text, structured } = await server.request(tool, { name: "toon_edit", arguments: given });
				assert.equal(text, "a: 2\n");
				assert.equal(structured.written, true);
				assert.equal(place.read("a.toon"), "a: 2\n");
				await assert.rejects(server.request(tool, { name: "toon_decode", arguments: { path: "../x" } }), /outside/);
			} finally {
				assert.equal(await server.stop(), 0);
			}
		}),
	);

	it("answer a query, and say what is wrong with one", async () => {
		const server = await LanguageServer.start();
		try {
			const query = (expression: string) =>
				server.request(tool, { name: "toon_query", arguments: { text: "a: 1", expression } });
			assert.equal((await query(".a + 1")).text, "2");
			await assert.rejects(query(".a["), /is not jq/);
			await assert.rejects(server.request(tool, { name: "toon_none", arguments: {} }), /no tool/);
			await assert.rejects(server.request(tool, { name: "toon_decode", arguments: { path: "a" } }), /No files/);
		} finally {
			assert.equal(await server.stop(), 0);
		}
	});

	it("give the lines of a value, whatever its format", async () => {
		const server = await LanguageServer.start();
		try {
			const lines = 'u[id=1].id: 1\nu[id=1].n: "x"\n';
			const toon = await server.request(valueLines, { text: "u[1]{id,n}:\n  1,x\n", from: "toon" });
			const json = await server.request(valueLines, { text: '{"u":[{"id":1,"n":"x"}]}', from: "json" });
			assert.deepEqual([toon.text, json.text], [lines, lines]);
			await assert.rejects(server.request(valueLines, { text: "u[2]: 1", from: "toon" }), /declares 2 values/);
		} finally {
			assert.equal(await server.stop(), 0);
		}
	});
});
