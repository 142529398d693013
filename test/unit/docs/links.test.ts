/** Every relative link of the documents leads to a file, and to a heading in it. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "../../..");
const pages = [
	"README.md",
	"ARCHITECTURE.md",
	"CONTRIBUTING.md",
	"CHANGELOG.md",
	...readdirSync(join(root, "docs"))
		.filter((name) => name.endsWith(".md"))
		.map((name) => `docs/${name}`),
];

const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** What stands in no code, where links are none. */
const prose = (text: string): string => text.replace(/^```[\s\S]*?^```$/gm, "").replace(/`[^`\n]*`/g, "");

/** The anchors of a page, made of its headings as GitHub makes them. */
const anchors = (text: string): string[] =>
	[...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, "")
			.replaceAll(" ", "-"),
	);

/** Links and pictures, in Markdown and in HTML, but for those to other places. */
const linksIn = (text: string): string[] =>
	[...prose(text).matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)]
		.map(([, link, source]) => link ?? source ?? "")
		.filter((link) => !/^[a-z]+:/.test(link));

describe("links of the docs", () => {
	for (const page of pages) {
		it(page, () => {
			const broken = linksIn(read(page)).filter((link) => {
				const [path = "", anchor] = link.split("#");
				const target = path === "" ? page : join(dirname(page), path);
				if (!existsSync(join(root, target))) return true;
				return anchor !== undefined && !anchors(read(target)).includes(anchor);
			});
			assert.deepEqual(broken, []);
		});
	}
});
