/** `query` of the built command line. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { QueryError, QueryRunner } from "../../server/src/workspace/query/queryRunner";
import { inPlace } from "./commandLine";

const users = "users[3]{id,name}:\n  1,Ada\n  2,Bob\n  3,Cy\n";

describe("command line: query", () => {
	const cases: [string, string[], string][] = [
		["a value", [".users[0].name"], "Ada\n"],
		["a table as TOON", ["[.users[] | select(.id > 1)]"], "[2]{id,name}:\n  2,Bob\n  3,Cy\n"],
		["several outputs", [".users[].id"], "[3]: 1,2,3\n"],
		["no output", [".users[] | select(.id > 9)"], "[]\n"],
		["as JSON", ["--to", "json", ".users[0]"], '{\n  "id": 1,\n  "name": "Ada"\n}\n'],
		[
			"as JSON Lines",
			["--to", "jsonl", ".users[]"],
			'{"id":1,"name":"Ada"}\n{"id":2,"name":"Bob"}\n{"id":3,"name":"Cy"}\n',
		],
		["as CSV", ["--to", "csv", ".users"], "id,name\n1,Ada\n2,Bob\n3,Cy\n"],
		["as a table", ["--to", "table", ".users[] | .id *= 10"], "id  name\n10  Ada\n20  Bob\n30  Cy\n"],
		["values as a table", ["--to", "table", ".users[].name"], "value\nAda\nBob\nCy\n"],
		["the name of the file", ["$file"], "users.toon\n"],
	];
	for (const [name, args, expected] of cases) {
		it(
			name,
			inPlace((place) => {
				place.write("users.toon", users);
				const { code, out, err } = place.run(["query", ...args, "users.toon"]);
				assert.deepEqual({ code, err, out: out.replaceAll("\r\n", "\n") }, { code: 0, err: "", out: expected });
			}),
		);
	}

	it(
		"asks many files of any format, with their names",
		inPlace((place) => {
			place.write("a.toon", users);
			place.write("b.json", '{"users":[{"id":12345678901234567890,"name":"\\u001b[31m"}]}');
			place.write("c.yaml", "users:\n  - id: 7\n    name: Eve\n");
			const { code, out } = place.run(["query", ".users[]", "a.toon", "b.json", "c.yaml"]);
			assert.equal(code, 0);
			assert.match(out, /^\[5\]\{file,id,name\}:\n {2}a\.toon,1,Ada\n/);
			assert.match(out, /^ {2}b\.json,12345678901234567890,/m);
			assert.match(out, /^ {2}c\.yaml,7,Eve$/m);
			assert.equal(place.run(["query", "1", "-", "--from", "json"], "{}").out, "1\n");
		}),
	);

	it(
		"goes on after a file that is invalid or does not fit, 2",
		inPlace((place) => {
			place.write("a.toon", "a: 1\n");
			place.write("b.toon", "a[2]: 1\n");
			place.write("c.toon", "[1]: 1\n");
			const { code, out, err } = place.run(["query", ".a", "a.toon", "b.toon", "c.toon"]);
			assert.equal(code, 2);
			assert.equal(out, "[1]{file,result}:\n  a.toon,1\n");
			assert.match(
				err,
				/^b\.toon:1:2: error array-length .*\nc\.toon: error: Cannot index array with string \("a"\)\n$/,
			);
		}),
	);

	it(
		"an expression that is none: one line, 64",
		inPlace((place) => {
			place.write("a.toon", "a: 1\n");
			const { code, out, err } = place.run(["query", ".a[", "a.toon"]);
			assert.deepEqual({ code, out }, { code: 64, out: "" });
			assert.match(err, /^toon-workbench: The expression is not jq: [^\n]+\(line 1, column 3\)[^\n]*\n$/);
			assert.equal(place.run(["query", ".a"]).code, 64);
		}),
	);

	it(
		"jq sees nothing of this machine",
		inPlace((place) => {
			place.write("a.toon", "a: 1\n");
			place.write("m.jq", "def x: 1;\n");
			const { out } = place.run(["query", "$ENV | keys", "a.toon", "--to", "json"], "", { SECRET: "s" });
			assert.ok(!JSON.parse(out).includes("SECRET"));
			assert.match(place.run(["query", 'import "m" as m; m::x', "a.toon"]).err, /module not found/);
		}),
	);
});

describe("queries that take too much", function () {
	this.timeout(120_000);
	const runner = (milliseconds?: number): QueryRunner =>
		new QueryRunner({
			threadFile: join(__dirname, "../../dist/parts/jqThread.js"),
			...(milliseconds !== undefined && { milliseconds }),
		});

	const hostile: [string, string, string, RegExp][] = [
		["time", "def f: f; f", "1", /was ended after 2 s/],
		["memory", "[range(1e9)]", "1", /more memory/],
		["a recursion", "def f: 1 + f; f", "1", /more memory/],
		["nesting", ".", "[".repeat(10_000) + "]".repeat(10_000), /nested deeper/],
		["an endless output", "repeat(1)", "1", /was ended/],
		["a character that ends it", ". \0 1", "1", /NUL/],
	];
	it("end with a message, and the next one is answered", async () => {
		const quick = runner(2000);
		const patient = runner();
		try {
			for (const [name, expression, json, message] of hostile) {
				const asked = name === "time" || name === "an endless output" ? quick : patient;
				await assert.rejects(asked.run({ json, expression, file: "" }), message, name);
				assert.deepEqual(await asked.run({ json: '{"a":1}', expression: ".a", file: "" }), ["1"], `after ${name}`);
			}
		} finally {
			await quick.close();
			await patient.close();
		}
	});

	it("are answered in turn, and can be cancelled", async () => {
		const queries = runner();
		try {
			const abort = new AbortController();
			const endless = queries.run({ json: "1", expression: "def f: f; f", file: "" }, abort.signal);
			const next = queries.run({ json: "2", expression: ".", file: "" });
			setTimeout(() => abort.abort(), 100);
			await assert.rejects(endless, (error) => error instanceof QueryError && error.kind === "cancelled");
			assert.deepEqual(await next, ["2"]);
			const many = await Promise.all(
				Array.from({ length: 50 }, (_, at) => queries.run({ json: `${at}`, expression: ". + 1", file: "" })),
			);
			assert.deepEqual(
				many,
				Array.from({ length: 50 }, (_, at) => [`${at + 1}`]),
			);
		} finally {
			await queries.close();
		}
	});
});
