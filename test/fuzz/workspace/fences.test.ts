/** Fences are where the reference implementations of CommonMark find them. */
import assert from "node:assert/strict";
import { Parser } from "commonmark";
import { fromMarkdown } from "mdast-util-from-markdown";
import { MarkdownText } from "../../../server/src/markdown";
import { randomMarkdown } from "../../support/markdownTexts";
import { forEachCase, TIMEOUT } from "../../support/random";

const CASES = 2_000;

/** A fence as all sides tell it: zero-based line of its opening mark, content without the last line end. */
type Told = readonly [line: number, text: string];

const byPlace = (all: Told[]): Told[] => all.sort(([a], [b]) => a - b);

type Node = ReturnType<typeof fromMarkdown> | ReturnType<typeof fromMarkdown>["children"][number];

function toldByMdast(text: string): Told[] {
	const found: Told[] = [];
	const stack: Node[] = [fromMarkdown(text)];
	for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
		if ("children" in node) stack.push(...node.children);
		// Indented code has no mark.
		const isFence = node.type === "code" && /^(?:`{3}|~{3})/.test(text.slice(node.position!.start.offset));
		if (node.type === "code" && isFence) found.push([node.position!.start.line - 1, node.value]);
	}
	return byPlace(found);
}

function toldByCommonmark(text: string): Told[] {
	const found: Told[] = [];
	const walker = new Parser().parse(text).walker();
	for (let event = walker.next(); event !== null; event = walker.next()) {
		const { type, sourcepos, literal, _isFenced } = event.node as typeof event.node & { readonly _isFenced?: boolean };
		if (type === "code_block" && _isFenced === true) found.push([sourcepos[0][0] - 1, literal ?? ""]);
	}
	return byPlace(found);
}

function told(text: string): Told[] {
	const { lines, fences } = new MarkdownText(text);
	// What stands behind the last line end is a line to editors, but none to CommonMark.
	const count = lines.at(-1)!.text === "" ? lines.length - 1 : lines.length;
	return fences.map(({ opening, first, end }) => {
		const content = lines.slice(first, Math.min(end, count));
		return [opening, content.map(({ text, start, virtual }) => " ".repeat(virtual) + text.slice(start)).join("\n")];
	});
}

/** Blank lines at the end are left out, of which mdast drops one where the closing mark is missing. */
const withoutEnd = ([line, text]: Told): Told => [line, text.replaceAll(/\r\n?/g, "\n").replace(/\n+$/, "")];

/** commonmark.js leaves nothing of lines that are spaces only, in lists. */
const withoutSpaces = (each: Told): Told => {
	const [line, text] = withoutEnd(each);
	return [line, text.replaceAll(/^[ \t]+$/gm, "").replace(/\n+$/, "")];
};

const areEqual = (a: readonly Told[], b: readonly Told[]): boolean => JSON.stringify(a) === JSON.stringify(b);

describe("fences", function () {
	this.timeout(TIMEOUT);

	it("are those of mdast in random Markdown; where that differs from the specification, those of commonmark.js", () => {
		let others = 0;
		forEachCase(CASES, (random) => {
			const text = randomMarkdown(random);
			const own = told(text);
			if (areEqual(own.map(withoutEnd), toldByMdast(text).map(withoutEnd))) return;
			others++;
			const wanted = toldByCommonmark(text).map(withoutSpaces);
			assert.deepEqual(own.map(withoutSpaces), wanted, JSON.stringify(text));
		});
		// Of mdast: a list behind indented code, or in a new quote, is held to the rules of one behind a paragraph.
		assert.ok(others < CASES / 20, `${others} differ from mdast`);
	});
});
