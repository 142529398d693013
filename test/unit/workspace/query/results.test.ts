/** Outputs of queries put together, jq's messages put into words, and the depth of JSON. */
import assert from "node:assert/strict";
import { depthOfJson } from "../../../../server/src/compare";
import { problemOf } from "../../../../server/src/workspace/query/jqMessages";
import { combined, withFiles } from "../../../../server/src/workspace/query/results";

describe("results of queries", () => {
	const single: [string, string[], string][] = [
		["one output is the result", ["1"], "1"],
		["several make a list", ["1", '"a"'], '[1,"a"]'],
		["none make an empty one", [], "[]"],
		["digits stay", ["12345678901234567890.10"], "12345678901234567890.10"],
	];
	for (const [name, outputs, result] of single) it(name, () => assert.equal(combined(outputs), result));

	const many: [string, [string, string[]][], string][] = [
		["objects get the file in front", [["a.toon", ['{"x":1}', "{}"]]], '[{"file":"a.toon","x":1},{"file":"a.toon"}]'],
		[
			"values stand beside it",
			[
				["a.toon", ["1"]],
				["b.toon", ['{"x":1}']],
			],
			'[{"file":"a.toon","result":1},{"file":"b.toon","result":{"x":1}}]',
		],
		["a field of that name is not lost", [["a", ['{"file":2}']]], '[{"file":"a","result":{"file":2}}]'],
		["one inside does no harm", [["a", ['{"x":{"file":2}}']]], '[{"file":"a","x":{"file":2}}]'],
		["names may hold anything", [['"\n', ["[]"]]], '[{"file":"\\"\\n","result":[]}]'],
		["nothing is an empty list", [["a", []]], "[]"],
	];
	for (const [name, files, result] of many) {
		it(name, () => assert.equal(withFiles(files.map(([file, outputs]) => ({ file, outputs }))), result));
	}
});

describe("messages of jq", () => {
	const cases: [string, number, string][] = [
		[
			"jq: error: syntax error, unexpected end of file at <top-level>, line 1, column 2:\n    1+\n     ^\njq: 1 compile error",
			3,
			"The expression is not jq: syntax error, unexpected end of file (line 1, column 2).",
		],
		["jq: error: module not found: a\n\njq: 1 compile error", 3, "The expression is not jq: module not found: a."],
		['jq: error (at /dev/stdin:0): Cannot index number with "a"', 5, 'Cannot index number with "a"'],
		['["DEBUG:",1]\njq: error (at /dev/stdin:0): no', 5, "no"],
		['jq: error (at /dev/stdin:0) (not a string): {"a":1}', 5, '{"a":1}'],
		["halted", 5, "halted"],
		["", 7, "jq ended with code 7"],
	];
	for (const [stderr, exitCode, message] of cases) {
		it(message, () => {
			const answer = problemOf({ stderr, exitCode });
			assert.equal("message" in answer && answer.message, message);
		});
	}
});

describe("depth of JSON", () => {
	const cases: [string, number][] = [
		["1", 0],
		["[]", 1],
		['{"a":[1,{}],"b":[]}', 3],
		['["[[[[\\"[[["]', 1],
		['["\\\\",[]]', 2],
		["[".repeat(20) + "]".repeat(20), 11],
	];
	for (const [json, depth] of cases)
		it(`${json.slice(0, 20)}: ${depth}`, () => assert.equal(depthOfJson(json, 10), depth));
});
