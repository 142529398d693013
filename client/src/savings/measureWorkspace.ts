/** “TOON: Measure Workspace”: what the data files here cost, which gain most as TOON, and which would lose. */
import * as vscode from "vscode";
import {
	difference,
	grouped,
	type Measured,
	type MeasureResult,
	measure,
	measuring,
} from "../../../server/src/lsp/protocol";
import type { Server } from "../server";

const CONVERT: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("arrow-swap"), tooltip: "Convert to TOON" };

interface FileItem extends vscode.QuickPickItem {
	readonly measured?: Measured;
}

export async function measureWorkspace(server: Server): Promise<void> {
	if (!vscode.workspace.workspaceFolders?.length) {
		void vscode.window.showInformationMessage("Open a folder to measure what its data files cost.");
		return;
	}
	const progress = {
		location: vscode.ProgressLocation.Notification,
		title: "Measuring data files",
		cancellable: true,
	};
	const result = await vscode.window.withProgress(progress, async (report, token) => {
		const listening = server.onNotification(measuring, ({ files }) => {
			report.report({ message: `${grouped(files)} files` });
		});
		try {
			return await server.request(measure, { exclude: excluded() }, token);
		} catch (error) {
			if (token.isCancellationRequested) return undefined;
			throw error;
		} finally {
			listening.dispose();
		}
	});
	if (result !== undefined) show(result);
}

/** Globs of `files.exclude` that are on; those that depend on siblings say nothing of a file alone. */
function excluded(): string[] {
	const globs = vscode.workspace.getConfiguration("files").get<Record<string, unknown>>("exclude", {});
	return Object.entries(globs).flatMap(([glob, isOn]) => (isOn === true ? [glob] : []));
}

/** A list that stays: a file that was looked at or converted is one of many. */
function show(result: MeasureResult): void {
	const pick = vscode.window.createQuickPick<FileItem>();
	pick.title = titleOf(result);
	pick.placeholder = "Choose a file to open it; the button converts it to TOON";
	pick.items = itemsOf(result);
	pick.matchOnDescription = true;
	pick.ignoreFocusOut = true;
	pick.onDidAccept(async () => {
		const [{ measured } = {}] = pick.selectedItems;
		if (measured === undefined) return;
		const at = new vscode.Range(measured.line ?? 0, 0, measured.line ?? 0, 0);
		await vscode.window.showTextDocument(vscode.Uri.parse(measured.uri), { selection: at, preserveFocus: true });
	});
	pick.onDidTriggerItemButton(({ item }) => {
		if (item.measured === undefined) return;
		void vscode.commands.executeCommand("toon.convertToToon", vscode.Uri.parse(item.measured.uri));
	});
	pick.onDidHide(() => pick.dispose());
	pick.show();
}

function titleOf({ files, skipped, tokens, toon, encoding }: MeasureResult): string {
	const mark = encoding.startsWith("~") ? "~" : "";
	const left = skipped === 0 ? "" : `, ${grouped(skipped)} with no valid data`;
	if (tokens === 0) return `No data files to measure (${grouped(files)} read${left})`;
	return `${grouped(files)} files${left}: ${mark}${grouped(tokens)} tokens, as TOON ${mark}${grouped(toon)} · ${change(tokens, toon)}`;
}

function itemsOf({ gaining, losing, encoding }: MeasureResult): FileItem[] {
	const mark = encoding.startsWith("~") ? "~" : "";
	const sections = [
		["Gain most as TOON", gaining],
		["Cost no less as TOON", losing],
	] as const;
	return sections.flatMap(([label, parts]) => {
		if (parts.length === 0) return [];
		const items = parts.map((measured): FileItem => {
			const { uri, line, tokens, toon } = measured;
			const path = vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
			return {
				label: line === undefined ? path : `${path}:${line + 1}`,
				description: `${mark}${grouped(tokens)} → ${mark}${grouped(toon)} tokens · ${change(tokens, toon)}`,
				// A fence is converted where it stands.
				buttons: line === undefined ? [CONVERT] : [],
				measured,
			};
		});
		return [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
	});
}

const change = (tokens: number, toon: number): string => difference(toon, tokens) ?? "as many";
