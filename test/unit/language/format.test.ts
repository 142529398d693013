import assert from "node:assert/strict";
import { type FormatOptions, ToonDocument } from "../../../server/src/language";

const format = (text: string, options: FormatOptions = {}, strict = true): string | undefined =>
	new ToonDocument(text, { strict }).format(options);

type Case = readonly [what: string, before: string, after: string];

function check(cases: readonly Case[], options: FormatOptions = {}, strict = true): void {
	for (const [what, before, after] of cases) {
		it(what, () => {
			assert.equal(format(before, options, strict), after);
			assert.equal(format(after, options, strict), after, "formatting twice changes nothing more");
			const edits = new ToonDocument(before, { strict }).formatEdits(options) ?? [];
			const edited = new ToonDocument(before, { strict });
			edited.update([...edits].reverse().map(({ range, newText }) => ({ range, text: newText })));
			assert.equal(edited.getText(), after, "the edits give the same text");
		});
	}
}

describe("formatter", () => {
	check([
		["writes one space after a colon", "a:1\nb:   2\nc:\n  d:x y\n", "a: 1\nb: 2\nc:\n  d: x y\n"],
		["removes spaces at line ends", "a: 1   \nb:  \n  c: 2 \n", "a: 1\nb:\n  c: 2\n"],
		["removes spaces before a colon", 'a : 1\n"b" : 2\n', 'a: 1\n"b": 2\n'],
		["removes spaces around delimiters", "a[3]:1 , 2,3\nb[2|]:  x | y z\n", "a[3]: 1,2,3\nb[2|]: x|y z\n"],
		["tidies rows", "t[2]{a,b}:\n  1 , x\n  2,   y  \n", "t[2]{a,b}:\n  1,x\n  2,y\n"],
		["tidies field lists", "t[1]{ a , b{ c , d } }:\n  1,2,3\n", "t[1]{a,b{c,d}}:\n  1,2,3\n"],
		[
			"keeps spaces inside names and values",
			't[1]{a b,"c , d"}:\n  x y,"1 , 2"\n',
			't[1]{a b,"c , d"}:\n  x y,"1 , 2"\n',
		],
		["tidies entry rows", "u[2:]{a,b}:\n  ada:1 , 2\n  bob :  3,4\n", "u[2:]{a,b}:\n  ada: 1,2\n  bob: 3,4\n"],
		["keeps empty cells", "t[2]{a,b,c}:\n  , ,1\n  x, , \n", "t[2]{a,b,c}:\n  ,,1\n  x,,\n"],
		["tidies list items", "l[3]:\n  -   a\n  - b:1\n    c:  2\n  -\n", "l[3]:\n  - a\n  - b: 1\n    c: 2\n  -\n"],
		[
			"tidies tables on hyphen lines",
			"l[1]:\n  -  t[1]{a,b}:\n      1 ,2\n    c:3\n",
			"l[1]:\n  - t[1]{a,b}:\n      1,2\n    c: 3\n",
		],
		["tidies arrays in lists", "l[2]:\n  - [2]:1, 2\n  - [1]:\n    - x\n", "l[2]:\n  - [2]: 1,2\n  - [1]:\n    - x\n"],
		[
			"writes empty arrays in today's form",
			"a[0]:\nl[2]:\n  - [0]:\n  - b[0|]:\n",
			"a: []\nl[2]:\n  - []\n  - b: []\n",
		],
		["writes an empty root in today's form", "[0]:", "[]"],
		["keeps empty tables", "a[0]{b}:\nc[0:]{d}:\n", "a[0]{b}:\nc[0:]{d}:\n"],
		[
			"writes numbers as the encoder does",
			"a: 1.50\nb: 1e3\nc: -0\nd[2]: 1.0,2E1\n",
			"a: 1.5\nb: 1000\nc: 0\nd[2]: 1,20\n",
		],
		[
			"keeps numbers that would lose digits",
			"a: 12345678901234567890\nb: 0.10000000000000000001\nc: 1e400\nd: 1e-400\n",
			"a: 12345678901234567890\nb: 0.10000000000000000001\nc: 1e400\nd: 1e-400\n",
		],
		["keeps strings that look like numbers", 'a: 007\nb: +1\nc: "1.50"\n', 'a: 007\nb: +1\nc: "1.50"\n'],
		["keeps quotes", '"a": "x"\n', '"a": "x"\n'],
		["puts a comment where the next line stands", "    # one\na:\n# two\n  b: 1\n", "# one\na:\n  # two\n  b: 1\n"],
		[
			"lets a comment close a block",
			"a:\n  b: 1\n  # of b\n# of c\nc: 1\n# end\n",
			"a:\n  b: 1\n  # of b\n# of c\nc: 1\n# end\n",
		],
		["keeps blank lines, empties them", "a: 1\n\n   \nb: 2\n\n", "a: 1\n\n\nb: 2\n\n"],
		["keeps line ends", "a:1\r\nb:2\nc:3", "a: 1\r\nb: 2\nc: 3"],
		["keeps a byte order mark", "\ufeffa:1\n", "\ufeffa: 1\n"],
		["quotes a carriage return that would become part of the line's end", "a: x\r  \n", 'a: "x\\r"\n'],
		["leaves a scalar root alone", "  \n# x\n42.0 \n", "\n# x\n42\n"],
		["keeps an empty key", 'a:\n  :  1\nb:\n  "": []\n', 'a:\n  : 1\nb:\n  "": []\n'],
		["leaves an empty document alone", "", ""],
		["keeps a carriage return that is content", "a: x\ry  \n", "a: x\ry\n"],
		["keeps tabs that are content", "a:\tx\n", "a: \tx\n"],
	]);

	describe("without strict mode", () => {
		check(
			[
				["indents by the structure", "a:\n   b:\n       c: 1\n", "a:\n  b:\n    c: 1\n"],
				["quotes a mark that would become one of the byte order", " \ufeff", '"\ufeff"'],
				["never changes a declared count", "a[5]: 1,2\nb[0]:\n  - x\n", "a[5]: 1,2\nb[0]:\n  - x\n"],
				["quotes what the formatter's spaces would turn into a comment", "a:\n\t# b: 1\n", 'a:\n  "# b": 1\n'],
			],
			{},
			false,
		);
	});

	describe("aligns columns", () => {
		check(
			[
				["of tables", "t[2]{id,name,n}:\n  1,Ada,1\n  22,Bo,100\n", "t[2]{id,name,n}:\n  1,  Ada, 1\n  22, Bo,  100\n"],
				["of keyed tables", "u[2:]{a,b}:\n  ada: 1,2\n  bo: 33,4\n", "u[2:]{a,b}:\n  ada: 1,  2\n  bo:  33, 4\n"],
				["counting characters", "t[2]{a,b}:\n  👍,1\n  xx,2\n", "t[2]{a,b}:\n  👍,  1\n  xx, 2\n"],
				["without spaces at line ends", "t[2]{a,b,c}:\n  1,,\n  2,x,y\n", "t[2]{a,b,c}:\n  1, ,\n  2, x, y\n"],
			],
			{ alignColumns: true },
		);
		it("and undoes it", () => assert.equal(format("t[1]{a,b}:\n  1,   2\n"), "t[1]{a,b}:\n  1,2\n"));
	});

	describe("removes needless quotes", () => {
		check(
			[
				["of keys and values", '"a": "x y"\nl[2]: "b","c d"\n', "a: x y\nl[2]: b,c d\n"],
				[
					"but no others",
					'"a-b": "1"\nc[4]: "true","","a,b","- x"\nd: "a: b"\n',
					'"a-b": "1"\nc[4]: "true","","a,b","- x"\nd: "a: b"\n',
				],
			],
			{ removeNeedlessQuotes: true },
		);
	});

	it("formats the lines of a range only", () => {
		const document = new ToonDocument("a:1\nb:2\nc:3\n");
		const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } };
		const edits = document.formatEdits({}, range) ?? [];
		assert.deepEqual(
			edits.map(({ newText }) => newText),
			["b: 2"],
		);
	});

	const broken = ["a[3]: 1,2\n", "a\nb: 1\n", '"a: 1\n', "t[1]{a,b}:\n  1\n", "a: 1\na: 2\n", "a:\n   b: 1\n  c: 2\n"];
	for (const text of broken) {
		it(`never touches ${JSON.stringify(text)}`, () => {
			assert.equal(format(text), undefined);
			assert.equal(new ToonDocument(text).formatEdits(), undefined);
		});
	}
});
