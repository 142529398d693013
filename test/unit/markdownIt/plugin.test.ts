/** ```toon fences in markdown-it, the parser of VS Code's Markdown preview. */
import assert from "node:assert/strict";
import MarkdownIt from "markdown-it";
import { extendMarkdownIt } from "../../../server/src/markdownIt/plugin";

const render = (text: string): string => extendMarkdownIt(new MarkdownIt()).render(text);

/** The HTML without its tags. */
const textOf = (html: string): string =>
	html
		.replaceAll(/<details[\s\S]*?<\/details>/g, "")
		.replaceAll(/<[^>]*>/g, "")
		.replaceAll("&lt;", "<")
		.replaceAll("&gt;", ">")
		.replaceAll("&quot;", '"')
		.replaceAll("&amp;", "&");

describe("fences in the Markdown preview", () => {
	it("are highlighted, with a class for each kind of token", () => {
		const html = render("```toon\n# about\na: 1\nb: x\n```\n");
		assert.match(html, /<span class="toon-comment hljs-comment"># about<\/span>/);
		assert.match(
			html,
			/<span class="toon-key hljs-attr">a<\/span><span class="toon-colon">:<\/span> <span class="toon-number hljs-number">1<\/span>/,
		);
		assert.doesNotMatch(html, /<table>/);
	});

	it("show their tables, with the path, the size and columns of numbers", () => {
		const html = render('~~~ toon {.x}\ndata:\n  t[2]{id,who{name}}:\n    1,Ada\n    2,"a, b"\n~~~\n');
		assert.match(html, /<summary>data · t · 2 × 2<\/summary>/);
		assert.match(html, /<th>id<\/th><th>who\.name<\/th>/);
		assert.match(html, /<tr><td class="toon-right">2<\/td><td>a, b<\/td><\/tr>/);
	});

	it("show entry keys as heads of rows, and long tables in part", () => {
		assert.match(render("```toon\nm[1:]{a}:\n  x: 1\n```\n"), /<th><\/th><th>a<\/th>.*<tr><th>x<\/th><td/);
		const rows = Array.from({ length: 1_205 }, (_, n) => `  ${n}`).join("\n");
		const html = render(`\`\`\`toon\nt[1205]{n}:\n${rows}\n\`\`\`\n`);
		assert.match(html, /t · 1,205 × 1.*<p>… 1,005 more<\/p>/);
		assert.equal(html.match(/<tr>/g)?.length, 201);
	});

	it("have no tables where there are errors, which are marked", () => {
		const html = render('```toon\nt[3]{a}:\n  1\n"x\n```\n');
		assert.doesNotMatch(html, /<table>/);
		assert.match(html, /class="toon-error"/);
	});

	it("take no HTML from the text", () => {
		const text = 'a: <script>alert(1)</script>\nt[1]{"<b>"}:\n  "<img src=x onerror=\\"y\\">"\n"</code>": &amp;';
		const html = render(`\`\`\`toon\n${text}\n\`\`\`\n`);
		assert.doesNotMatch(html, /<(?:script|img|b)\b/);
		assert.equal(textOf(html).trim(), text);
		assert.match(html, /<th>&lt;b&gt;<\/th>/);
	});

	it("are as long as they are: what is too long is shown as it stands", () => {
		const text = `a: ${"x".repeat(200_001)}`;
		assert.ok(textOf(render(`\`\`\`toon\n${text}\n\`\`\`\n`)).includes(text));
	});

	it("leave other fences alone", () => {
		const text = "```js\na\n```\n\n```toonish\nb\n```\n";
		assert.equal(render(text), new MarkdownIt().render(text));
	});

	it("keep the attributes by which the preview finds lines", () => {
		const parser = extendMarkdownIt(new MarkdownIt());
		parser.core.ruler.push("lines", ({ tokens }) => {
			for (const token of tokens) token.attrSet("data-line", "7");
		});
		assert.match(parser.render("```toon\na: 1\n```\n"), /^<div data-line="7"><pre class="toon-fence">/);
	});
});
