/** The preview shows what the Markdown converter writes: the same headings, paragraphs, lists, tables and tasks. */
import assert from "node:assert/strict";
import { encode } from "@toon-format/toon";
import type { List, RootContent, Table } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toString as textOf } from "mdast-util-to-string";
import { gfm } from "micromark-extension-gfm";
import type { JsonValue } from "../../../server/src/language";
import { forEachCase, type Random } from "../../support/random";
import { converted } from "../convert/converting";
import { told, viewOf } from "./previewing";

/** Markdown in the words of `told`. */
function read(markdown: string): string[] {
	const root = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
	return root.children.flatMap((node) => readBlock(node, 0));
}

function readBlock(node: RootContent, depth: number): string[] {
	if (node.type === "html") return [];
	if (node.type === "heading") return [`h${node.depth} ${textOf(node)}`];
	if (node.type === "table") return readTable(node);
	if (node.type === "list") return readList(node, depth);
	return [`p ${textOf(node)}`];
}

function readTable({ children, align }: Table): string[] {
	const [head, ...rows] = children.map((row) => row.children.map((cell) => textOf(cell)));
	const labels = head!.map((label, column) => (align?.[column] === "right" ? `${label}>` : label));
	return [`table ${labels.join("|")}`, ...rows.map((row) => `row ${row.join("|")}`)];
}

function readList({ children }: List, depth: number): string[] {
	return children.flatMap((item) => {
		const [first, ...rest] = item.children;
		if (typeof item.checked === "boolean") {
			const title = textOf(first).replace(/ \(.*\)$/, "");
			return [`task ${item.checked ? "x" : "_"} ${title}`];
		}
		const text = first?.type === "paragraph" ? textOf(first) : "";
		const inner = first?.type === "paragraph" ? rest : item.children;
		return [`li${depth} ${text}`.trimEnd(), ...inner.flatMap((node) => readBlock(node, depth + 1))];
	});
}

const words = ["red", "green", "blue", "fig", "pear", "stone", "river"];

/** Values of every shape, with texts that need no escaping: that is the converter's own affair. */
function value(random: Random, depth: number): JsonValue {
	const kind = depth === 0 ? 0 : random.below(6);
	const scalar = (): JsonValue =>
		random.pick<JsonValue>([random.pick(words), random.below(1000), random.chance(0.5), null, -2.5]);
	if (kind < 2) return scalar();
	if (kind === 2) return random.times(random.below(4), scalar);
	if (kind === 3) return random.times(random.below(4), () => value(random, depth - 1));
	if (kind === 4) {
		const names = [...new Set(random.times(random.between(1, 4), () => random.pick([...words, "status", "title"])))];
		const cell = (name: string): JsonValue =>
			name === "status" ? random.pick(["done", "open", "in progress", "closed"]) : scalar();
		return random.times(random.between(1, 4), () => Object.fromEntries(names.map((name) => [name, cell(name)])));
	}
	const names = [...new Set(random.times(random.below(5), () => random.pick(words)))];
	return Object.fromEntries(names.map((name) => [name, value(random, depth - 1)]));
}

describe("preview: as Markdown, rendered", () => {
	it("agrees with the Markdown converter on seeded random documents", async () => {
		const texts: string[] = [];
		forEachCase(200, (random) => {
			const root = random.chance(0.8)
				? Object.fromEntries(words.slice(0, random.between(1, 7)).map((name) => [name, value(random, 7)]))
				: value(random, 5);
			// An empty document is nothing yet in the preview, and `{}` in Markdown.
			const text = encode(root);
			if (text !== "") texts.push(text);
		});
		for (const text of texts) {
			const markdown = converted(text, "toon", "markdown", { source: "test.toon" });
			const seen = told((await viewOf(text)).blocks);
			assert.deepEqual(seen, read(markdown), `${text}\n----\n${markdown}`);
		}
	});
});
