/** JSON pasted into TOON, at any place: one diagnostic with an action that writes it as TOON, through the built server. */
import assert from "node:assert/strict";
import { decode } from "@toon-format/toon";
import type { CodeAction, Diagnostic, TextEdit } from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { LanguageServer, pulling } from "./languageServer";

const uri = "file:///pasted.toon";

const OBJECT = {
	id: 1,
	tags: ["a", "b"],
	users: [
		{ id: 1, name: "Ada" },
		{ id: 2, name: "Bob" },
	],
};
const ARRAY = OBJECT.users;
/** JSON over several lines, those behind the first `by` spaces deeper. */
const pretty = (value: unknown, by = 0, indent: number | string = 2): string =>
	JSON.stringify(value, undefined, indent).replaceAll("\n", `\n${" ".repeat(by)}`);
const [object, array, line] = [pretty(OBJECT), pretty(ARRAY), JSON.stringify(OBJECT)];

/** The document, the value it has once the action was taken, and how many pastes there are where it is not one. */
const ROWS: readonly (readonly [what: string, text: string, value: unknown, pastes?: number])[] = [
	["an object", object, OBJECT],
	["an array", array, ARRAY],
	["indented by four", pretty(OBJECT, 0, 4), OBJECT],
	["indented by tabs", pretty(OBJECT, 0, "\t"), OBJECT],
	["an object on one line", line, OBJECT],
	["an array on one line", JSON.stringify(ARRAY), ARRAY],
	["numbers on one line", "[1, 2, 3]", [1, 2, 3]],
	["numbers over several lines", "[\n  1,\n  2\n]", [1, 2]],
	["behind a field", `k: 1\n${object}`, { k: 1, ...OBJECT }],
	["between fields", `k: 1\n${object}\nz: 2`, { k: 1, ...OBJECT, z: 2 }],
	["before a field", `${object}\nz: 2`, { ...OBJECT, z: 2 }],
	["on one line between fields", `k: 1\n${line}\nz: 2`, { k: 1, ...OBJECT, z: 2 }],
	["an array beside a field", `k: 1\n${array}`, { k: 1, items: ARRAY }],
	["an object behind a key", `k: ${object}`, { k: OBJECT }],
	["an array behind a key", `k: ${array}`, { k: ARRAY }],
	["on one line behind a key", `k: ${line}`, { k: OBJECT }],
	["an array on one line behind a key", "k: [1, 2]\nz: 3", { k: [1, 2], z: 3 }],
	["indented by four behind a key", `k: ${pretty(OBJECT, 0, 4)}`, { k: OBJECT }],
	["between keys", `a: 1\nk: ${object}\nz: 2`, { a: 1, k: OBJECT, z: 2 }],
	["an array between keys", `a: 1\nk: ${array}\nz: 2`, { a: 1, k: ARRAY, z: 2 }],
	["strings", 'k: [\n  "a",\n  "b"\n]\nz: 1', { k: ["a", "b"], z: 1 }],
	["empty", "k: {\n}", { k: {} }],
	["with its comma", '"k": {\n  "a": 1\n},\n"z": 1', { k: { a: 1 }, z: 1 }],
	["below a key", `k:\n  ${pretty(OBJECT, 2)}`, { k: OBJECT }],
	["an array below a key", `k:\n  ${pretty(ARRAY, 2)}`, { k: ARRAY }],
	["on one line below a key", `k:\n  ${line}`, { k: OBJECT }],
	["under a key, at its depth", `k:\n${object}`, { k: OBJECT }],
	["in an object", `o:\n  k: ${pretty(OBJECT, 2)}\n  z: 1`, { o: { k: OBJECT, z: 1 } }],
	["an array in an object", `o:\n  k: ${pretty(ARRAY, 2)}\n  z: 1`, { o: { k: ARRAY, z: 1 } }],
	["an item", `l[2]:\n  - ${pretty(OBJECT, 4)}\n  - x`, { l: [OBJECT, "x"] }],
	["an item, as deep as its hyphen", `l[1]:\n  - ${pretty(OBJECT, 2)}`, { l: [OBJECT] }],
	["an array as an item", `l[1]:\n  - ${pretty(ARRAY, 2)}`, { l: [ARRAY] }],
	["an item on one line", `l[2]:\n  - ${line}\n  - x`, { l: [OBJECT, "x"] }],
	["behind the key of an item", `l[1]:\n  - a: ${pretty(OBJECT, 4)}\n    b: 1`, { l: [{ a: OBJECT, b: 1 }] }],
	["behind another key of an item", `l[1]:\n  - a: 1\n    b: ${pretty(ARRAY, 4)}`, { l: [{ a: 1, b: ARRAY }] }],
	["items without hyphens", `l[2]:\n  ${pretty(OBJECT, 2)},\n  ${pretty(OBJECT, 2)}`, { l: [OBJECT, OBJECT] }],
	["two items", `l[2]:\n  - ${pretty(OBJECT, 2)}\n  - ${pretty(ARRAY, 2)}`, { l: [OBJECT, ARRAY] }, 2],
];

describe("pasted JSON", () => {
	let server: LanguageServer;
	before(async () => {
		server = await LanguageServer.start({ capabilities: pulling });
	});
	after(() => server.stop());

	/** What is said of JSON, remarks on style aside. */
	const problems = async (): Promise<readonly Diagnostic[]> =>
		(await server.pull(uri)).filter(({ code, severity }) => severity === 1 || `${code}`.startsWith("looks-like-"));

	for (const [what, text, value, pastes = 1] of ROWS) {
		it(what, async () => {
			await server.open(uri, text);
			assert.equal((await problems()).length, pastes);
			let now = text;
			for (let left = pastes; left > 0; left--) {
				const [problem] = await problems();
				assert.match(`${problem!.message}`, /JSON/);
				const actions = await server.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
					textDocument: { uri },
					range: problem!.range,
					context: { diagnostics: [problem] },
				});
				const action = actions.find(({ title }) => /^Write it as TOON/.test(title));
				const edits: TextEdit[] = action?.edit?.changes?.[uri] ?? [];
				now = TextDocument.applyEdits(TextDocument.create(uri, "toon", 0, now), edits);
				await server.change(uri, now);
				assert.equal((await problems()).length, left - 1, now);
			}
			// JSON that is indented by four makes it a document that is.
			assert.deepEqual(decode(now, { indent: what.includes("by four") ? 4 : 2 }), value);
			await server.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
		});
	}
});
