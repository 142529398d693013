/** What changed between two values, as a table. */
import assert from "node:assert/strict";
import { diffValues, flatten, pathText, readExact, writeExact } from "../../../server/src/compare";

const described = (before: string, after: string): string[] =>
	diffValues(readExact(before), readExact(after)).map((change) => {
		const path = pathText(change.path);
		if (change.kind === "reordered") return `order ${path}`;
		if (change.kind === "added") return `+ ${path} ${writeExact(change.after)}`;
		if (change.kind === "removed") return `- ${path} ${writeExact(change.before)}`;
		return `~ ${path} ${writeExact(change.before)} ${writeExact(change.after)}`;
	});

describe("diff by value", () => {
	const cases: [string, string, string[]][] = [
		["1", "1", []],
		["1", "2", ["~ . 1 2"]],
		['{"a":1,"b":2}', '{"b":2,"a":1}', []],
		['{"a":1}', '{"b":1}', ["- a 1", "+ b 1"]],
		['{"a.b":1}', '{"a.b":2}', ['~ "a.b" 1 2']],
		['{"a":{"x":1}}', '{"a":[1]}', ['~ a {"x":1} [1]']],
		['[{"id":1,"n":"a"},{"id":2,"n":"b"}]', '[{"id":2,"n":"c"},{"id":1,"n":"a"}]', ['~ [id=2].n "b" "c"', "order ."]],
		['{"u":[{"n":"x y"}]}', '{"u":[]}', ['- u[n="x y"] {"n":"x y"}']],
		['[{"v":1,"user_id":7}]', '[{"v":2,"user_id":7}]', ["~ [user_id=7].v 1 2"]],
		["[1,2,3]", "[1,3,4]", ["- [1] 2", "+ [2] 4"]],
		["[[1],[2]]", "[[1],[3]]", ["~ [1][0] 2 3"]],
		['[{"a":true},{"a":true}]', '[{"a":true},{"a":false}]', ["~ [1].a true false"]],
		["[12345678901234567890]", "[12345678901234567891]", ["~ [0] 12345678901234567890 12345678901234567891"]],
		[
			'{"#":"12345678901234567890"}',
			'{"#":12345678901234567890}',
			['~ "#" "12345678901234567890" 12345678901234567890'],
		],
		['{"__proto__":1}', '{"__proto__":2}', ["~ __proto__ 1 2"]],
		["[1e400]", "[1e401]", ["~ [0] 1e400 1e401"]],
		["[0.1000000000000000]", "[0.1]", []],
	];
	for (const [before, after, changes] of cases) {
		it(`${before} → ${after}`, () => assert.deepEqual(described(before, after), changes));
	}

	it("looks at long lists that have nothing in common by their places", () => {
		const list = (from: number): string => JSON.stringify(Array.from({ length: 5000 }, (_, at) => [from + at]));
		assert.equal(described(list(0), list(10_000)).length, 5000);
	});
});

describe("a value as lines", () => {
	const cases: [string, string[]][] = [
		["1", [".: 1"]],
		[
			'{"u":[{"id":1,"n":"a"}],"t":["x",[]],"e":{}}',
			["u[id=1].id: 1", 'u[id=1].n: "a"', 't[0]: "x"', "t[1]: []", "e: {}"],
		],
	];
	for (const [json, lines] of cases) it(json, () => assert.deepEqual([...flatten(readExact(json))], lines));
});
