/** Markdown made of values, as VS Code's own preview shows it, with its mathematics and links: the text that they are. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { convertOnce } from "../../../server/src/convert";

const VALUES: readonly string[] = [
	"costs $5 and $6",
	"$x^2$ and $$y$$",
	"a\nb",
	"www.example.com, https://a.b/c and me@example.com",
	"<img src=https://evil.example/x.png>",
	"![x](https://evil.example/x.png)",
	"a\u0085b",
	"a\u2028b",
	"*a* _b_ ~~c~~ `d` [e](f) &lt; | # g",
	"\\$x$ \\(y\\) $`z`$",
];

/** The text that a reader of the page sees. */
function shownText(html: string): string {
	return html
		.replaceAll(/<br\s*\/?>/g, "\n")
		.replaceAll(/<[^>]*>/g, "")
		.replaceAll("&lt;", "<")
		.replaceAll("&gt;", ">")
		.replaceAll("&quot;", '"')
		.replaceAll("&amp;", "&");
}

describe("Markdown in the built-in preview", () => {
	const render = (text: string) => vscode.commands.executeCommand<string>("markdown.api.render", text);

	it("has mathematics here, so that what follows can fail", async () => {
		assert.match(await render("$x^2$"), /katex/);
	});

	for (const value of VALUES) {
		it(`shows ${JSON.stringify(value)} as it is`, async () => {
			const toon = `k: ${JSON.stringify(value).replaceAll("\u0085", "\\u0085").replaceAll("\u2028", "\\u2028")}`;
			const table = `t[1]{a,b}:\n  1,${toon.slice(3)}`;
			for (const text of [toon, table, `${toon.slice(3)}: 1`]) {
				const { text: markdown } = convertOnce({ text, from: "toon", to: "markdown", options: { source: "a.toon" } });
				const html = await render(markdown);
				assert.ok(shownText(html).includes(value), `${JSON.stringify(markdown)}: ${html}`);
				assert.doesNotMatch(html, /katex|<img/, markdown);
			}
		});
	}

	it("shows the name of a file as it is", async () => {
		const source = "a\n# b ![x](y) $a$ <img src=x>.toon";
		const { text } = convertOnce({ text: "a: 1", from: "toon", to: "markdown", options: { source } });
		const html = await render(text);
		assert.ok(shownText(html).includes(source), html);
		assert.doesNotMatch(html, /katex|<img/);
	});
});
