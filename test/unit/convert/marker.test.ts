/** The first line of generated documents. */
import assert from "node:assert/strict";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { readMarker } from "../../../server/src/convert/index";
import { withMarker } from "../../../server/src/convert/marker";
import { sha256Hex } from "../../../server/src/convert/sha256";

describe("convert: the marker", () => {
	const text = withMarker("\n# a\n\nbody\n", "/home/ada/tasks.toon");

	it("names the file and the maker, and nothing of the machine or the day", () => {
		assert.equal(
			text.split("\n")[0],
			`<!-- Generated from tasks.toon by TOON Workbench, edits will be lost; hash ${readMarker(text)?.hash} -->`,
		);
		assert.equal(withMarker("\n# a\n\nbody\n", "tasks.toon"), text);
	});

	it("has the same hash whether Node or a library works it out", () => {
		for (const body of ["", "abc", "日本\u{1F600}\n", "x".repeat(100_000)])
			assert.equal(sha256Hex(body), bytesToHex(sha256(utf8ToBytes(body))));
	});

	it("is read again", () => {
		assert.deepEqual(readMarker(text), { source: "tasks.toon", hash: readMarker(text)!.hash, intact: true });
		assert.match(readMarker(text)!.hash, /^[0-9a-f]{16}$/);
	});

	it("stands before HTML too", () => {
		const html = withMarker("<html></html>\n", "a.toon", "<!doctype html>");
		assert.deepEqual([readMarker(html)?.source, readMarker(html)?.intact], ["a.toon", true]);
	});

	const edits: readonly (readonly [name: string, edit: (text: string) => string, intact: boolean | undefined])[] = [
		["nothing", (whole) => whole, true],
		["line ends", (whole) => whole.replaceAll("\n", "\r\n"), true],
		["a byte order mark", (whole) => `\uFEFF${whole}`, true],
		["a word", (whole) => whole.replace("body", "bodies"), false],
		["a space", (whole) => `${whole} `, false],
		["the last line end", (whole) => whole.trimEnd(), false],
		["all but the first line", (whole) => whole.split("\n")[0]!, false],
		["the hash", (whole) => whole.replace(/hash ./, "hash x"), undefined],
		["the first line", (whole) => whole.slice(1), undefined],
		["a line before", (whole) => `\n${whole}`, undefined],
		["everything", () => "", undefined],
	];
	for (const [name, edit, intact] of edits) {
		it(`tells whether somebody changed: ${name}`, () => assert.equal(readMarker(edit(text))?.intact, intact));
	}

	const names = [
		"a b.toon",
		"a--b--.toon",
		"-->x.toon",
		"größe 😀.toon",
		"100%.toon",
		"a\nb",
		"%41",
		"<script>",
		"-",
		"hash 0123456789abcdef -->",
		"\u2028",
	];
	for (const name of names) {
		it(`carries the name ${JSON.stringify(name)}`, () => {
			const marked = withMarker("body\n", `dir/${name}`);
			assert.deepEqual([readMarker(marked)?.source, readMarker(marked)?.intact], [name, true]);
			assert.match(marked, /^<!--(?:(?!--).)*-->\nbody\n$/);
		});
	}

	it("does without a name", () => assert.equal(readMarker(withMarker("body\n", undefined))?.source, ""));
});
