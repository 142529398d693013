/** The list of conversions that somebody should know of: each opens its file, and can be tried again or cleared. */
import * as vscode from "vscode";
import { type FileConversion, titleOf } from "../../server/src/lsp/protocol";

/** What can be done from the list. */
export interface ListActions {
	/** Goes to what is wrong. */
	open(conversion: FileConversion): Promise<void>;
	retry(conversions: readonly FileConversion[]): Promise<void>;
	clear(conversions: readonly FileConversion[]): void;
}

interface Item extends vscode.QuickPickItem {
	readonly conversion: FileConversion;
}

const RETRY = { iconPath: new vscode.ThemeIcon("refresh"), tooltip: "Try it again" };
const CLEAR = { iconPath: new vscode.ThemeIcon("close"), tooltip: "Clear it from the list" };
const RETRY_ALL = { iconPath: new vscode.ThemeIcon("refresh"), tooltip: "Try all again" };
const CLEAR_ALL = { iconPath: new vscode.ThemeIcon("clear-all"), tooltip: "Clear the list" };

/** @param conversions what is in the list, asked for again after each change */
export function showConversionList(conversions: () => readonly FileConversion[], actions: ListActions): void {
	const list = vscode.window.createQuickPick<Item>();
	list.title = "Failed conversions";
	list.placeholder = "Choose one to open its file";
	list.matchOnDescription = true;
	list.matchOnDetail = true;
	list.buttons = [RETRY_ALL, CLEAR_ALL];
	const refresh = (): void => {
		list.items = conversions().map(itemOf);
		if (list.items.length === 0) list.hide();
	};
	const retry = async (some: readonly FileConversion[]): Promise<void> => {
		list.busy = true;
		await actions.retry(some);
		list.busy = false;
		refresh();
	};
	list.onDidTriggerButton((button) => {
		if (button === RETRY_ALL) void retry(conversions());
		else {
			actions.clear(conversions());
			refresh();
		}
	});
	list.onDidTriggerItemButton(({ button, item }) => {
		if (button === RETRY) void retry([item.conversion]);
		else {
			actions.clear([item.conversion]);
			refresh();
		}
	});
	list.onDidAccept(() => {
		const [chosen] = list.selectedItems;
		list.hide();
		if (chosen !== undefined) void actions.open(chosen.conversion);
	});
	list.onDidHide(() => list.dispose());
	refresh();
	list.show();
}

function itemOf(conversion: FileConversion): Item {
	const { source, to, outcome, message, warnings } = conversion;
	const icon =
		outcome === "conflict" ? "question" : outcome === "written" || outcome === "unchanged" ? "info" : "error";
	const folder = vscode.workspace.asRelativePath(vscode.Uri.joinPath(vscode.Uri.parse(source), ".."), true);
	return {
		label: `$(${icon}) ${nameOf(source)}`,
		description: `to ${titleOf(to)} · ${folder}`,
		detail: message ?? warnings.map((warning) => warning.message).join(" "),
		buttons: [RETRY, CLEAR],
		conversion,
	};
}

/** The file name of a uri. */
export function nameOf(uri: string): string {
	return decodeURIComponent(uri.split("/").pop() ?? uri);
}
