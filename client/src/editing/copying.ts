/** Commands on places and selections: copy a path, go to a row, copy as another format, replace by TOON or JSON. */
import * as vscode from "vscode";
import {
	convertSelection,
	type FormatName,
	isFormat,
	isReadable,
	path,
	replaceSelection,
	row,
} from "../../../server/src/lsp/protocol";
import { describe } from "../describe";
import type { Server } from "../server";
import { fromPosition, fromRange, toRange } from "./ranges";

const COPY_FORMATS = [
	["copyAsJson", "json", true],
	["copyAsCompactJson", "json", false],
	["copyAsYaml", "yaml", undefined],
	["copyAsCsv", "csv", undefined],
	["copyAsMarkdown", "markdown", undefined],
] as const;

const PATH_STYLES = [
	{ label: "JSON Pointer", style: "pointer" },
	{ label: "JavaScript", style: "javascript" },
	{ label: "jq", style: "jq" },
] as const;

/** The format that a selection in a language surely has: in Markdown, there may be anything within a fence. */
const formatOfLanguage = (language: string): FormatName | undefined =>
	isFormat(language) && isReadable(language) && language !== "markdown" ? language : undefined;

export function registerCopying(server: Server): vscode.Disposable {
	const command = (name: string, run: (editor: vscode.TextEditor) => Promise<void>) =>
		vscode.commands.registerCommand(`toon.${name}`, async () => {
			const editor = vscode.window.activeTextEditor;
			if (editor === undefined) return;
			try {
				await run(editor);
			} catch (error) {
				void vscode.window.showErrorMessage(`TOON: ${describe(error)}`);
			}
		});
	return vscode.Disposable.from(
		...COPY_FORMATS.map(([name, to, pretty]) =>
			command(name, async ({ document, selection }) => {
				const params = { uri: document.uri.toString(), range: fromRange(selection), to };
				const { text, warnings } = await server.request(convertSelection, {
					...params,
					...(pretty !== undefined && { pretty }),
				});
				await copy(text.replace(/\n$/, ""), warnings);
			}),
		),
		command("copyPath", (editor) => copyPath(server, editor)),
		command("goToRow", (editor) => goToRow(server, editor)),
		command("replaceWithToon", (editor) => replace(server, editor, "toon")),
		command("replaceWithJson", (editor) => replace(server, editor, "json")),
	);
}

async function copy(text: string, warnings: readonly string[] = []): Promise<void> {
	await vscode.env.clipboard.writeText(text);
	const [first] = warnings;
	vscode.window.setStatusBarMessage(first === undefined ? "Copied" : `Copied. ${first}`, 5000);
}

async function copyPath(server: Server, { document, selection }: vscode.TextEditor): Promise<void> {
	const place = { uri: document.uri.toString(), position: fromPosition(selection.active) };
	const picks = await Promise.all(
		PATH_STYLES.map(async ({ label, style }) => ({
			label,
			description: await server.request(path, { ...place, style }),
		})),
	);
	const found = picks.flatMap(({ label, description }) => (description === null ? [] : [{ label, description }]));
	if (found.length === 0) {
		void vscode.window.showInformationMessage("There is no value here. Put the cursor on a key, a value or a cell.");
		return;
	}
	const chosen = await vscode.window.showQuickPick(found, { title: "Copy the path of this place" });
	if (chosen !== undefined) await copy(chosen.description);
}

async function goToRow(server: Server, editor: vscode.TextEditor): Promise<void> {
	const place = { uri: editor.document.uri.toString(), position: fromPosition(editor.selection.active) };
	const wanted = await vscode.window.showInputBox({
		title: "Go to Row",
		prompt: "The number of a row (from 1), its key, or the text of its first cell",
	});
	if (!wanted) return;
	const range = await server.request(row, { ...place, row: wanted });
	if (range === undefined || range === null) {
		const reason = range === null ? `No row is ${wanted} in this table.` : "There is no table or list here.";
		void vscode.window.showInformationMessage(reason);
		return;
	}
	const found = toRange(range);
	editor.selection = new vscode.Selection(found.start, found.start);
	editor.revealRange(found, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Replaces each selection; the whole document where nothing is selected. */
async function replace(server: Server, editor: vscode.TextEditor, to: "toon" | "json"): Promise<void> {
	const { document, selections } = editor;
	const chosen = selections.filter(({ isEmpty }) => !isEmpty);
	if (chosen.length === 0) {
		void vscode.window.showInformationMessage(
			to === "toon" ? "Select JSON, YAML, CSV or a Markdown table first." : "Select TOON first.",
		);
		return;
	}
	const from = formatOfLanguage(document.languageId);
	const { version } = document;
	const results = await Promise.all(
		chosen.map((selection) => {
			const text = document.getText(selection);
			const before = document.lineAt(selection.start).text.slice(0, selection.start.character);
			return server.request(replaceSelection, {
				text,
				to,
				before,
				...(to === "toon" && from !== undefined && { from }),
			});
		}),
	);
	if (document.version !== version) return;
	await editor.edit((builder) => {
		for (const [index, selection] of chosen.entries()) builder.replace(selection, results[index]?.text ?? "");
	});
}
