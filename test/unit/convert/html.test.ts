/** TOON to HTML. */
import assert from "node:assert/strict";
import type { ConvertOptions } from "../../../server/src/convert/index";
import { convert, refused } from "./converting";

/** The lines between the title and the end. */
function bodyOf(toon: string, options: ConvertOptions = {}): string {
	const { text, warnings, lineMap } = convert(toon, "toon", "html", options);
	assert.deepEqual(warnings, []);
	assert.equal(lineMap?.length, text.split("\n").length - 1);
	return /<\/h1>\n(.*)<\/main>/s.exec(text)![1]!;
}

const cases: readonly (readonly [name: string, input: string, output: string, options?: ConvertOptions])[] = [
	[
		"scalars",
		"a: 1\nb: x & y",
		"<p><strong>a:</strong> <span>1</span></p>\n<p><strong>b:</strong> <span>x &amp; y</span></p>\n",
	],
	["a root scalar", "x", "<p><span>x</span></p>\n"],
	["an empty document", "", "<p><code>{}</code></p>\n"],
	["objects", "a:\n  b: 1", "<section>\n<h2>a</h2>\n<p><strong>b:</strong> <span>1</span></p>\n</section>\n"],
	[
		"empty values",
		"a: []\nb:",
		"<section>\n<h2>a</h2>\n<p><code>[]</code></p>\n</section>\n<section>\n<h2>b</h2>\n<p><code>{}</code></p>\n</section>\n",
	],
	["arrays", "[2]: 1,x", "<ul>\n<li><span>1</span></li>\n<li><span>x</span></li>\n</ul>\n"],
	[
		"lists",
		"[2]:\n  - a: 1\n  - [1]: x",
		"<ol>\n<li>\n<p><strong>a:</strong> <span>1</span></p>\n</li>\n<li>\n<ul>\n<li><span>x</span></li>\n</ul>\n</li>\n</ol>\n",
	],
	[
		"tables",
		"[1]{id,c{n}}:\n  1,x",
		'<table>\n<thead><tr><th scope="col">id</th><th scope="col">c.n</th></tr></thead>\n<tbody>\n<tr><td class="number">1</td><td>x</td></tr>\n</tbody>\n</table>\n',
	],
	[
		"keyed tables",
		"[1:]{a}:\n  k: null",
		'<table>\n<thead><tr><th scope="col">key</th><th scope="col">a</th></tr></thead>\n<tbody>\n<tr><th scope="row">k</th><td>null</td></tr>\n</tbody>\n</table>\n',
	],
	["line breaks", 'a: "x\\r\\ny"', "<p><strong>a:</strong> <span>x&#13;&#10;y</span></p>\n"],
	[
		"markup",
		'a: "<b onclick=\'x\'>&amp;\\""',
		"<p><strong>a:</strong> <span>&lt;b onclick=&#39;x&#39;&gt;&amp;amp;&quot;</span></p>\n",
	],
	["comments", "# --> x\na: 1", "<!-- - -> x -->\n<p><strong>a:</strong> <span>1</span></p>\n"],
	["comments dropped", "# x\na: 1", "<p><strong>a:</strong> <span>1</span></p>\n", { markdown: { comments: "drop" } }],
];

describe("convert: TOON to HTML", () => {
	for (const [name, input, output, options] of cases) it(name, () => assert.equal(bodyOf(input, options), output));

	it("is a whole document that loads and runs nothing", () => {
		const { text } = convert("a: 1", "toon", "html", { source: "/x/<a>&b.toon" });
		assert.match(text, /^<!doctype html><!-- Generated from \S+ by TOON Workbench, .* -->\n<html lang="en">\n/);
		assert.match(text, /<title>&lt;a&gt;&amp;b\.toon<\/title>/);
		assert.match(text, /<h1>&lt;a&gt;&amp;b\.toon<\/h1>/);
		assert.match(text, /Content-Security-Policy" content="default-src 'none'/);
		assert.match(text, /<\/html>\n$/);
		assert.doesNotMatch(text, /<script|src=|href=|url\(/);
	});

	it("never has headings below h6", () => {
		const toon = Array.from({ length: 500 }, (_, i) => `${"  ".repeat(i)}a:\n`).join("");
		assert.doesNotMatch(bodyOf(toon), /<h[07-9]/);
	});

	it("maps its lines to those of the source", () => {
		const { text, lineMap } = convert("a: 1\nt[1]{x}:\n  7\nb: 2", "toon", "html");
		const lines = text.split("\n");
		const at = (content: string): number => lineMap![lines.findIndex((line) => line.includes(content))]!;
		assert.deepEqual(["a:</strong>", "<h2>t", ">7<", "b:</strong>"].map(at), [0, 1, 2, 3]);
	});

	it("warns of what it cannot hold, and so does Markdown", () => {
		for (const to of ["html", "markdown"] as const) {
			const { text, warnings } = convert('a: "\\\\u0000"\nb: "\\u0000"', "toon", to);
			assert.ok(text.includes("\uFFFD"));
			assert.deepEqual(
				warnings.map(({ line }) => line),
				[1],
			);
		}
	});

	it("is not read", () => assert.match(refused("<p>", "html", "toon").message, /only written/));
});
