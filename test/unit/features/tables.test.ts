/** Reading tables: colours of columns, names and spaces between the cells. */
import assert from "node:assert/strict";
import { type InlayWishes, inlays } from "../../../server/src/features/inlays";
import { columnTokens, columnTypes, encodeTokens } from "../../../server/src/features/semanticTokens";
import { ToonDocument } from "../../../server/src/language";

const whole = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };

describe("colours of columns", () => {
	/** Tokens as `line:text=number of the colour`. */
	const colours = (text: string, range = whole): string[] => {
		const document = new ToonDocument(text);
		const data = encodeTokens(columnTokens(document, range));
		const found: string[] = [];
		let [line, character] = [0, 0];
		for (let i = 0; i < data.length; i += 5) {
			const [deltaLine, deltaStart, length, type] = data.slice(i, i + 4) as [number, number, number, number];
			character = deltaLine === 0 ? character + deltaStart : deltaStart;
			line += deltaLine;
			const end = { line, character: character + length };
			found.push(`${line}:${document.getText({ start: { line, character }, end })}=${type}`);
		}
		return found;
	};

	for (const [what, text, expected] of [
		[
			"rows and field names, from four columns on",
			"t[1]{a,b,c,d}:\n  1,x y,,2\n",
			["0:a=0", "0:b=1", "0:c=2", "0:d=3", "1:1=0", "1:x y=1", "1:2=3"],
		],
		["nothing in small tables", "t[1]{a,b,c}:\n  1,2,3\n", []],
		[
			"leaves of groups and entry rows",
			"t[1:]{a,g{b,c},d}:\n  k: 1,2,3,4\n",
			["0:a=0", "0:b=1", "0:c=2", "0:d=3", "1:1=0", "1:2=1", "1:3=2", "1:4=3"],
		],
		["rows that are too short", "t[1]{a,b,c,d}:\n  1,2\n", ["0:a=0", "0:b=1", "0:c=2", "0:d=3", "1:1=0", "1:2=1"]],
		["no other values", "a[4]: 1,2,3,4\nb: 1\n", []],
	] as const) {
		it(`mark ${what}`, () => assert.deepEqual(colours(text), expected));
	}

	it("are given for the range only", () => {
		const rows = "t[3]{a,b,c,d}:\n  1,2,3,4\n  5,6,7,8\n  9,1,2,3\n";
		const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 9 } };
		assert.deepEqual(colours(rows, range), ["2:5=0", "2:6=1", "2:7=2", "2:8=3"]);
	});

	it("come round again", () => {
		const names = Array.from({ length: 9 }, (_, index) => `f${index}`).join(",");
		assert.equal(colours(`t[0]{${names}}:\n`).at(-1), "0:f8=0");
		assert.equal(columnTypes.length, 8);
	});
});

describe("between the cells", () => {
	const shown = (text: string, wishes: InlayWishes): string => {
		const document = new ToonDocument(text);
		const lines = text.split("\n");
		for (const { position, label } of inlays(document, whole, wishes).reverse()) {
			const line = lines[position.line] ?? "";
			lines[position.line] = `${line.slice(0, position.character)}${label}${line.slice(position.character)}`;
		}
		return lines.join("\n");
	};

	it("stand the names of the columns, on one row", () =>
		assert.equal(shown("t[2]{a,g{b}}:\n  1,2\n  3,4\n", { namesOn: 2 }), "t[2]{a,g{b}}:\n  1,2\n  a:3,g.b:4\n"));
	it("stands nothing on other lines", () => assert.equal(shown("a: 1\n", { namesOn: 0, align: true }), "a: 1\n"));
	it("stand spaces that align the columns", () =>
		assert.equal(
			shown("t[3]{a,b,c}:\n  1,long,x\n  22,b,y\n  3,日本,z\n", { align: true }),
			"t[3]{a,b,c}:\n  1, long,x\n  22,b,   y\n  3, 日本,z\n",
		));
	it("stand spaces behind entry keys", () =>
		assert.equal(
			shown("t[2:]{a,b}:\n  k: 1,2\n  long: 22,3\n", { align: true }),
			"t[2:]{a,b}:\n  k:    1, 2\n  long: 22,3\n",
		));
});
