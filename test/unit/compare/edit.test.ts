/** Values edited by path, as a table. */
import assert from "node:assert/strict";
import { EditError, editValue, readExact, type ValueEdit, writeExact } from "../../../server/src/compare";

const edited = (json: string, op: ValueEdit["op"], path: string, value = "null"): string =>
	writeExact(editValue(readExact(json), { op, path, value: readExact(value) }));

describe("edit by path", () => {
	const rows = '{"u":[{"id":1,"n":"a"},{"id":2,"n":"b"}]}';
	const cases: [string, ValueEdit["op"], string, string, string][] = [
		["1", "set", "", "2", "2"],
		['{"a":1}', "set", "a", "2", '{"a":2}'],
		['{"a":1}', "set", "b", "2", '{"a":1,"b":2}'],
		['{"a":1}', "insert", "b", "2", '{"a":1,"b":2}'],
		['{"a":1}', "delete", "a", "0", "{}"],
		['{"a.b":{"c":1}}', "set", '"a.b".c', "2", '{"a.b":{"c":2}}'],
		['{"a.b":{"c":1}}', "set", '["a.b"].c', "2", '{"a.b":{"c":2}}'],
		['{"a/b":[1]}', "set", "/a~1b/0", "2", '{"a/b":[2]}'],
		[rows, "set", "u[id=2].n", '"x"', '{"u":[{"id":1,"n":"a"},{"id":2,"n":"x"}]}'],
		[rows, "set", 'u[n="b"].n', '"x"', '{"u":[{"id":1,"n":"a"},{"id":2,"n":"x"}]}'],
		[rows, "set", "u[*].n", '"x"', '{"u":[{"id":1,"n":"x"},{"id":2,"n":"x"}]}'],
		[rows, "delete", "u[*].n", "0", '{"u":[{"id":1},{"id":2}]}'],
		[rows, "delete", "u[id=1]", "0", '{"u":[{"id":2,"n":"b"}]}'],
		[rows, "delete", "u[*]", "0", '{"u":[]}'],
		["[1,2]", "insert", "[0]", "9", "[9,1,2]"],
		["[1,2]", "insert", "[-]", "9", "[1,2,9]"],
		['{"a":[1]}', "insert", "a", "9", '{"a":[1,9]}'],
		['{"a":[1]}', "insert", "/a/-", "9", '{"a":[1,9]}'],
		["[12345678901234567890]", "insert", "[-]", "1", "[12345678901234567890,1]"],
		["{}", "set", "__proto__", '{"x":1}', '{"__proto__":{"x":1}}'],
	];
	for (const [json, op, path, value, result] of cases) {
		it(`${op} ${path} in ${json}`, () => assert.equal(edited(json, op, path, value), result));
	}

	const refused: [string, ValueEdit["op"], string, RegExp][] = [
		['{"a":1}', "delete", "b", /there is no "b"/],
		['{"a":1}', "set", "a.b", /1 holds nothing/],
		['{"a":1}', "set", "b.c", /there is no "b"/],
		['{"a":1}', "insert", "a", /there already/],
		["[1]", "set", "[3]", /there is no "3"/],
		["[1]", "insert", "[3]", /an index from 0 to 1/],
		["[1]", "delete", "[-]", /behind the last item/],
		[rows, "delete", "u[id=9]", /nothing is there/],
		["1", "delete", "", /the path is empty/i],
		['{"a":1}', "set", "a[", /cannot be read from "\["/],
		['{"a":1}', "set", 'a["\\x"]', /is no string/],
		["{}", "delete", "__proto__", /there is no "__proto__"/],
	];
	for (const [json, op, path, message] of refused) {
		it(`refuses ${op} ${path} in ${json}`, () =>
			assert.throws(
				() => edited(json, op, path),
				(error) => error instanceof EditError && message.test(error.message),
			));
	}
});
