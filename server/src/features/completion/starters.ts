/** Snippets for a document from nothing. */
import { type CompletionItem, CompletionItemKind } from "vscode-languageserver-types";
import { type CompletionTarget, item } from "./items";

const STARTERS: readonly (readonly [label: string, detail: string, lines: readonly string[]])[] = [
	["object", "keys and values", ["${1:name}: ${2:value}", "${3:other}: ${4:value}"]],
	[
		"table",
		"rows with the same fields",
		["${1:users}[2]{${2:id},${3:name}}:", "  ${4:1},${5:Ada}", "  ${6:2},${7:Bob}"],
	],
	["list", "a list of texts", ["${1:notes}[2]:", "  - ${2:first}", "  - ${3:second}"]],
	[
		"list of objects",
		"items with fields",
		["${1:steps}[1]:", "  - ${2:title}: ${3:value}", "    ${4:done}: ${5:false}"],
	],
	[
		"keyed table",
		"an object of objects with the same fields",
		[
			"${1:owners}[2:]{${2:role},${3:email}}:",
			"  ${4:ada}: ${5:lead},${6:ada@example.com}",
			"  ${7:bob}: ${8:reviewer},${9:bob@example.com}",
		],
	],
	["root table", "the document is one table", ["[2]{${1:id},${2:name}}:", "  ${3:1},${4:Ada}", "  ${5:2},${6:Bob}"]],
	["inline array", "values on one line", ["${1:tags}[3]: ${2:a},${3:b},${4:c}"]],
	[
		"task list",
		"tasks that the preview and Markdown show as check boxes",
		[
			"project: ${1:name}",
			"tasks[2]{id,status,title,priority}:",
			"  ${2:T-1},${3:done},${4:first task},${5:P1}",
			"  ${6:T-2},${7:pending},${8:second task},${9:P2}",
		],
	],
	[
		"prompt",
		"instructions with labelled examples for a language model",
		[
			"role: ${1:classifier}",
			"instructions[2]:",
			"  - ${2:Classify the text.}",
			"  - ${3:Answer with one word.}",
			"examples[2]{text,label}:",
			"  ${4:I like it},${5:positive}",
			"  ${6:I do not},${7:negative}",
			"text: ${8:to be classified}",
		],
	],
];

export function starterItems(indentSize: number, typed: string, target: CompletionTarget): CompletionItem[] {
	return STARTERS.map(([label, detail, lines], index) => {
		const snippet = lines
			.map((line) => line.replace(/^(?: {2})+/, (spaces) => " ".repeat((spaces.length / 2) * indentSize)))
			.join("\n");
		const filter = typed === "" ? label : `${typed} ${label}`;
		return item(
			{ label: `TOON: ${label}`, kind: CompletionItemKind.Snippet, detail, snippet, filter, order: 100 + index },
			target,
		);
	});
}
