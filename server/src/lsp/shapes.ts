/** What each request and notification must carry: the one table of it, ours and those of LSP that we answer. */
import { FORMATS } from "../convert";
import { EXPORT_FORMATS } from "../ledger";
import {
	all,
	anything,
	count,
	flag,
	integer,
	listOf,
	nullable,
	number,
	object,
	oneOf,
	optional,
	record,
	type Shape,
	safeInteger,
	text,
	uri,
} from "./shape";

const position = record({ line: count, character: count });
const range = record({ start: position, end: position });
const textDocument = record({ textDocument: record({ uri }) });
const atPosition = all(textDocument, record({ position }));
const folders = listOf(record({ uri, name: text }));

/** A change of a part, or of the whole text where it has no range. */
const contentChange = record({ text, range: optional(range) });

const address = record({ uri });
const place = record({ uri, position });
const format = oneOf(...FORMATS);
const convertOptions = record({
	indentSize: optional(count),
	delimiter: optional(text),
	strict: optional(flag),
	pretty: optional(flag),
	source: optional(text),
	marker: optional(flag),
	escapeFormulas: optional(flag),
	markdown: optional(object),
	csv: optional(object),
});
const fileConversion = record({ uri, to: format, target: optional(uri), overwrite: optional(flag) });

const savings = record({
	range: oneOf("session", "week", "all"),
	encoding: optional(text),
	project: optional(count),
});

const order = record({ column: count, descending: flag });

const previewText: Shape = (value, at) =>
	typeof value === "string" ? undefined : record({ kind: text, text })(value, at);

/** By method. Of what is not named here, nothing is read. */
export const SHAPES: ReadonlyMap<string, Shape> = new Map<string, Shape>([
	["initialize", record({ capabilities: object, workspaceFolders: nullable(folders) })],
	["workspace/didChangeWorkspaceFolders", record({ event: record({ added: folders, removed: folders }) })],
	["workspace/symbol", record({ query: text })],

	["textDocument/didOpen", record({ textDocument: record({ uri, languageId: text, version: integer, text }) })],
	[
		"textDocument/didChange",
		record({ textDocument: record({ uri, version: integer }), contentChanges: listOf(contentChange) }),
	],
	["textDocument/didClose", textDocument],
	["textDocument/didSave", all(textDocument, record({ text: nullable(text) }))],

	["textDocument/codeAction", all(textDocument, record({ range, context: record({ only: optional(listOf(text)) }) }))],
	[
		"codeAction/resolve",
		record({
			title: text,
			data: optional(
				record({
					uri,
					version: integer,
					refactoring: optional(text),
					position: optional(position),
					at: optional(position),
					fenceTo: optional(format),
				}),
			),
		}),
	],
	["textDocument/codeLens", textDocument],
	["textDocument/completion", atPosition],
	["textDocument/definition", atPosition],
	["textDocument/diagnostic", all(textDocument, record({ previousResultId: nullable(text) }))],
	["textDocument/documentHighlight", atPosition],
	["textDocument/documentLink", textDocument],
	["textDocument/documentSymbol", textDocument],
	["textDocument/foldingRange", textDocument],
	["textDocument/formatting", textDocument],
	["textDocument/hover", atPosition],
	["textDocument/onTypeFormatting", all(atPosition, record({ ch: text }))],
	["textDocument/prepareRename", atPosition],
	["textDocument/rangeFormatting", all(textDocument, record({ range }))],
	["textDocument/references", all(atPosition, record({ context: record({ includeDeclaration: flag }) }))],
	["textDocument/rename", all(atPosition, record({ newName: text }))],
	["textDocument/selectionRange", all(textDocument, record({ positions: listOf(position) }))],
	["textDocument/semanticTokens/range", all(textDocument, record({ range }))],
	["textDocument/signatureHelp", atPosition],

	[
		"toon/convert",
		record({
			to: text,
			uri: optional(uri),
			text: optional(text),
			from: optional(text),
			options: optional(convertOptions),
		}),
	],
	["toon/convertFile", fileConversion],
	["toon/convertFiles", record({ uris: listOf(uri), to: format })],
	["toon/conversionText", fileConversion],
	["toon/fileSaved", address],

	[
		"toon/tokens",
		all(address, record({ encoding: optional(text), position: optional(position), range: optional(range) })),
	],
	["toon/countText", record({ text, from: text, uri })],
	["toon/compare", all(address, record({ text: optional(text), from: optional(text) }))],
	["toon/optimize", all(address, record({ minGain: optional(number), chosen: optional(listOf(text)) }))],
	["toon/heat", all(address, record({ from: count, to: count }))],
	["toon/costliest", all(address, record({ count }))],

	["toon/measure", record({ exclude: listOf(text) })],
	["toon/savingsReport", savings],
	["toon/savingsExport", all(savings, record({ format: oneOf(...EXPORT_FORMATS) }))],

	["toon/preview", all(address, record({ base: optional(safeInteger) }))],
	[
		"toon/previewRows",
		all(
			address,
			record({
				revision: safeInteger,
				block: integer,
				order: optional(order),
				filter: optional(text),
				start: count,
				count,
			}),
		),
	],
	[
		"toon/previewSearch",
		all(
			address,
			record({ revision: safeInteger, query: text, orders: optional(listOf(record({ block: integer, order }))) }),
		),
	],
	[
		"toon/previewTick",
		all(
			address,
			record({ revision: safeInteger, anchor: safeInteger, line: count, cells: listOf(previewText), done: flag }),
		),
	],

	["toon/path", all(place, record({ style: oneOf("pointer", "javascript", "jq") }))],
	["toon/fence", place],
	["toon/row", all(place, record({ row: text }))],
	["toon/inlays", all(address, record({ range, namesOn: optional(count), align: optional(flag) }))],
	["toon/paste", record({ uri, range, text })],
	["toon/convertSelection", record({ uri, range, to: text, pretty: optional(flag) })],
	["toon/replaceSelection", record({ text, to: oneOf("toon", "json"), from: optional(text), before: optional(text) })],

	["toon/trusted", record({ trusted: flag })],
	["toon/tool", record({ name: text, arguments: anything })],
	["toon/valueLines", record({ text, from: text })],
]);
