/** Ranges and positions between the protocol and VS Code. */
import * as vscode from "vscode";

interface LspPosition {
	readonly line: number;
	readonly character: number;
}

interface LspRange {
	readonly start: LspPosition;
	readonly end: LspPosition;
}

export const toRange = ({ start, end }: LspRange): vscode.Range =>
	new vscode.Range(start.line, start.character, end.line, end.character);

export const fromPosition = ({ line, character }: vscode.Position): LspPosition => ({ line, character });

export const fromRange = ({ start, end }: vscode.Range): LspRange => ({
	start: fromPosition(start),
	end: fromPosition(end),
});
