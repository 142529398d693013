/** Where results are shown: in the second column, which is made where there is none, and never in a third. */
import * as vscode from "vscode";

export const resultColumn = (): vscode.ViewColumn =>
	vscode.window.tabGroups.all.length > 1 ? vscode.ViewColumn.Two : vscode.ViewColumn.Beside;
