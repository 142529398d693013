/**
 * What needs the client: a TOON document or a Markdown file with a fence of TOON, a file that is converted on save, and
 * a selection that the meter counts. Looks at what VS Code says anyway, and reads no file.
 */
import * as vscode from "vscode";
import { isMarkdown } from "../../../server/src/lsp/protocol";
import { countedFormat } from "../documentFormat";
import { holdsToonFence } from "./fences";
import { isConvertedOnSave } from "./saveRules";

export interface Needs {
	/** Something that the client shows things about. */
	shown(): void;
	/** A file that is to be converted now. */
	saved(document: vscode.TextDocument): void;
}

/** Until it is disposed of. What is there already is told at once. */
export function watchNeeds(needs: Needs): vscode.Disposable {
	const whenOurs = (document: vscode.TextDocument): void => {
		if (isOurs(document)) needs.shown();
	};
	const whenActive = (editor: vscode.TextEditor | undefined): void => {
		if (editor !== undefined && (isCounted(editor) || isConvertedOnSave(editor.document))) needs.shown();
	};
	const watching = vscode.Disposable.from(
		vscode.workspace.onDidOpenTextDocument(whenOurs),
		vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
			if (isMarkdownDocument(document) && contentChanges.some((change) => holdsToonFence(around(document, change)))) {
				needs.shown();
			}
		}),
		vscode.workspace.onDidSaveTextDocument((document) => {
			if (isConvertedOnSave(document)) needs.saved(document);
		}),
		vscode.window.onDidChangeActiveTextEditor(whenActive),
		vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
			if (isCounted(textEditor)) needs.shown();
		}),
	);
	for (const document of vscode.workspace.textDocuments) whenOurs(document);
	whenActive(vscode.window.activeTextEditor);
	return watching;
}

const isMarkdownDocument = ({ uri, languageId }: vscode.TextDocument): boolean => isMarkdown(uri.path, languageId);

const isOurs = (document: vscode.TextDocument): boolean =>
	document.languageId === "toon" || (isMarkdownDocument(document) && holdsToonFence(document.getText()));

const isCounted = ({ document, selections }: vscode.TextEditor): boolean =>
	selections.some(({ isEmpty }) => !isEmpty) && countedFormat(document) !== undefined;

/** The lines that an edit has touched, as they are now. */
function around(document: vscode.TextDocument, { range, text }: vscode.TextDocumentContentChangeEvent): string {
	const end = range.start.line + text.split("\n").length;
	return document.getText(new vscode.Range(range.start.line, 0, end, 0));
}
