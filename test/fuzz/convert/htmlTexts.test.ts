/** HTML that is written, read by parse5: every value comes back as text, and nothing else stands in the document. */
import assert from "node:assert/strict";
import { encode } from "@toon-format/toon";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { convertOnce } from "../../../server/src/convert/index";
import { forEachCase } from "../../support/random";
import { randomString, randomValue } from "../../support/values";
import { hostileStrings } from "./hostile";

type Node = DefaultTreeAdapterTypes.ChildNode;

const htmlOf = (toon: string, source = "x.toon"): string =>
	convertOnce({ text: toon, to: "html", options: { source } }).text;

const allowed = new Set(
	[
		["html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2", "h3", "h4", "h5", "h6"],
		["p", "strong", "span", "code", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"],
	].flat(),
);
const attributes = new Set(["lang", "charset", "http-equiv", "content", "name", "scope", "class"]);

/** All elements; throws for one that no converter writes. */
function elements(html: string): DefaultTreeAdapterTypes.Element[] {
	const found: DefaultTreeAdapterTypes.Element[] = [];
	const open: Node[] = [...parse(html).childNodes];
	for (let node = open.shift(); node !== undefined; node = open.shift()) {
		if (!("tagName" in node)) continue;
		assert.ok(allowed.has(node.tagName), node.tagName);
		for (const { name } of node.attrs) assert.ok(attributes.has(name), name);
		found.push(node);
		open.unshift(...node.childNodes);
	}
	return found;
}

const textOf = (node: Node): string =>
	"value" in node ? node.value : "childNodes" in node ? node.childNodes.map(textOf).join("") : "";

const texts = (html: string, tag: string): string[] =>
	elements(html)
		.filter(({ tagName }) => tagName === tag)
		.map(textOf);

const shown = (text: string): string => text.replaceAll("\0", "\uFFFD");

describe("fuzz: HTML gives back", function () {
	this.timeout(20_000);

	it("every hostile string, in every position", () => {
		const strings = hostileStrings.map(shown);
		assert.deepEqual(texts(htmlOf(encode({ t: hostileStrings.map((text) => ({ text })) })), "td"), strings);
		assert.deepEqual(texts(htmlOf(encode(hostileStrings)), "span"), strings);
		for (const text of hostileStrings) {
			const html = htmlOf(
				encode({ [text]: { [text]: text, x: [{ [`${text} `]: 1 }] }, [`${text}k`]: { k: { x: 1 }, l: { x: 2 } } }),
			);
			const key = text === "" ? '""' : shown(text);
			assert.equal(texts(html, "h2")[0], key);
			assert.equal(texts(html, "strong")[0], `${key}:`);
			assert.equal(texts(html, "span")[0], shown(text));
			assert.equal(texts(html, "th")[0], shown(`${text} `));
		}
	});

	it("hostile names and comments", () => {
		for (const text of hostileStrings) {
			const name = text.replaceAll(/[/\\]/g, "");
			const line = text.replaceAll(/[\r\n]/g, " ");
			const html = htmlOf(`# ${line}\na: 1`, name);
			if (name !== "") assert.equal(texts(html, "h1")[0], shown(name));
			assert.deepEqual(texts(html, "span"), ["1"], html);
		}
	});

	it("random values, with nothing live among them", () => {
		forEachCase(200, (random) => {
			const value = [randomString(random), randomValue(random)];
			elements(htmlOf(encode(value)));
		});
	});
});
