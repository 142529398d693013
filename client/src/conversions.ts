/** The conversion commands, and the saves that convert-on-save wants to hear of. */
import * as vscode from "vscode";
import {
	convert,
	convertFile,
	convertFiles,
	convertSelection,
	type FileConversion,
	type FormatName,
	fileConverted,
	fileSaved,
	TARGET_FORMATS,
	titleOf,
} from "../../server/src/lsp/protocol";
import { ConversionReports, isEnabled, nameOf, warn } from "./conversionReports";
import { describe } from "./describe";
import { formatOfDocument } from "./documentFormat";
import { fromRange } from "./editing/ranges";
import type { Server } from "./server";

const TARGETS_BESIDE_TOON = TARGET_FORMATS.filter((format) => format !== "toon");

/** Registers all conversion commands and listens to convert-on-save. */
export function registerConversions(context: vscode.ExtensionContext, server: Server): Conversions {
	const conversions = new Conversions(server);
	const command = (name: string, run: (...args: never[]) => unknown) =>
		vscode.commands.registerCommand(`toon.${name}`, run);
	const to = (format: FormatName) => (resource?: vscode.Uri, all?: vscode.Uri[]) =>
		conversions.convert(format, resource, all);
	context.subscriptions.push(
		conversions,
		command("convertToJson", to("json")),
		command("convertToYaml", to("yaml")),
		command("convertToMarkdown", to("markdown")),
		command("convertJsonToToon", to("toon")),
		command("convertToToon", to("toon")),
		command("convertTo", (resource?: vscode.Uri, all?: vscode.Uri[]) => conversions.choose(resource, all)),
		command("convertWorkspace", () => conversions.convertWorkspace()),
		command("showFailedConversions", () => conversions.showFailures()),
		command("toggleConvertOnSave", () => toggleConvertOnSave()),
	);
	return conversions;
}

/** Flips `toon.convertOnSave.enabled` for the workspace, or for the user where none is open. */
async function toggleConvertOnSave(): Promise<void> {
	const configuration = vscode.workspace.getConfiguration("toon");
	const target = vscode.workspace.workspaceFolders?.length
		? vscode.ConfigurationTarget.Workspace
		: vscode.ConfigurationTarget.Global;
	const enabled = !configuration.get<boolean>("convertOnSave.enabled", false);
	await configuration.update("convertOnSave.enabled", enabled, target);
	vscode.window.setStatusBarMessage(`Convert on save is ${enabled ? "on" : "off"}`, 3000);
}

export class Conversions implements vscode.Disposable {
	readonly #server: Server;
	readonly #reports: ConversionReports;
	readonly #disposables: vscode.Disposable[] = [];

	constructor(server: Server) {
		this.#server = server;
		this.#reports = new ConversionReports(server);
		this.#disposables.push(
			this.#reports,
			server.onNotification(fileConverted, (conversion) => void this.#reports.report(conversion)),
			vscode.workspace.onDidSaveTextDocument((document) => this.saved(document)),
		);
	}

	saved({ uri, languageId }: vscode.TextDocument): void {
		// The server hears of .toon files through LSP.
		if (languageId !== "toon" && isEnabled(uri)) this.#server.notify(fileSaved, { uri: uri.toString() });
	}

	dispose(): void {
		for (const disposable of this.#disposables) disposable.dispose();
	}

	showFailures(): Promise<void> {
		return this.#reports.showFailures();
	}

	/** Converts the files chosen in the explorer, or the active editor. */
	async convert(to: FormatName, resource?: vscode.Uri, all?: readonly vscode.Uri[]): Promise<void> {
		// The explorer names all files that are chosen there; an editor names none, and means what is selected in it.
		if (!Array.isArray(all) && (await this.#convertSelection(to, resource))) return;
		const chosen = Array.isArray(all) && all.length > 1 ? all : undefined;
		if (chosen !== undefined) {
			await this.#convertMany(chosen, to);
			return;
		}
		const document = documentFor(resource);
		const uri = resource ?? document?.uri;
		if (uri === undefined) {
			void vscode.window.showInformationMessage("Open a file, or choose one in the explorer, to convert it.");
			return;
		}
		try {
			const writable = vscode.workspace.isTrusted && uri.scheme !== "untitled" && !document?.isDirty;
			if (writable) await this.#convertToFile(uri, to);
			else await this.#convertToEditor(uri, document, to);
		} catch (error) {
			void vscode.window.showErrorMessage(`TOON: ${describe(error)}`);
		}
	}

	/** Converts what is selected in the active editor into a new document; false where nothing is. */
	async #convertSelection(to: FormatName, resource: vscode.Uri | undefined): Promise<boolean> {
		const editor = vscode.window.activeTextEditor;
		if (editor === undefined || editor.selection.isEmpty) return false;
		const { document, selection } = editor;
		if (resource !== undefined && resource.toString() !== document.uri.toString()) return false;
		try {
			const text = await this.#textOfSelection(document, selection, to);
			const target = await vscode.workspace.openTextDocument({ language: to, content: text });
			await vscode.window.showTextDocument(target, { viewColumn: vscode.ViewColumn.Beside });
		} catch (error) {
			void vscode.window.showErrorMessage(`TOON: ${describe(error)}`);
		}
		return true;
	}

	async #textOfSelection(document: vscode.TextDocument, selection: vscode.Range, to: FormatName): Promise<string> {
		if (document.languageId === "toon") {
			const params = { uri: document.uri.toString(), range: fromRange(selection), to };
			const { text, warnings } = await this.#server.request(convertSelection, params);
			warn(warnings.map((message) => ({ message })));
			return text;
		}
		const from = formatOfDocument(document) ?? "json";
		const { text, warnings } = await this.#server.request(convert, { text: document.getText(selection), from, to });
		warn(warnings);
		return text;
	}

	async choose(resource?: vscode.Uri, all?: readonly vscode.Uri[]): Promise<void> {
		const picks = TARGETS_BESIDE_TOON.map((format) => ({ label: titleOf(format), format }));
		const chosen = await vscode.window.showQuickPick(picks, { title: "Convert to" });
		if (chosen !== undefined) await this.convert(chosen.format, resource, all);
	}

	/** Asks which files of the workspace to convert to what, and does it with progress. */
	async convertWorkspace(): Promise<void> {
		const picks: { label: string; glob: string; format: FormatName }[] = TARGETS_BESIDE_TOON.map((format) => ({
			label: `TOON to ${titleOf(format)}`,
			glob: "**/*.toon",
			format,
		}));
		picks.push({ label: "JSON to TOON", glob: "**/*.json", format: "toon" });
		picks.push({ label: "YAML to TOON", glob: "**/*.{yaml,yml}", format: "toon" });
		const chosen = await vscode.window.showQuickPick(picks, { title: "Convert the workspace" });
		if (chosen === undefined) return;
		const glob = await vscode.window.showInputBox({ title: "Files to convert (glob)", value: chosen.glob });
		if (!glob) return;
		const uris = await vscode.workspace.findFiles(glob, "**/node_modules/**");
		if (uris.length === 0) {
			void vscode.window.showInformationMessage(`No file of the workspace matches ${glob}.`);
			return;
		}
		await this.#convertMany(uris, chosen.format);
	}

	async #convertToFile(uri: vscode.Uri, to: FormatName): Promise<void> {
		const conversion = await this.#server.request(convertFile, { uri: uri.toString(), to });
		await this.#reports.report(conversion);
		if (conversion.target !== undefined && (conversion.outcome === "written" || conversion.outcome === "unchanged")) {
			const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(conversion.target));
			await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
		}
	}

	/** Where nothing may be written, or the text is not saved, the result opens as a new document. */
	async #convertToEditor(uri: vscode.Uri, open: vscode.TextDocument | undefined, to: FormatName): Promise<void> {
		const document = open ?? (await vscode.workspace.openTextDocument(uri));
		const options = { source: nameOf(document.uri.toString()) };
		const result =
			document.languageId === "toon"
				? await this.#server.request(convert, { uri: document.uri.toString(), to, options })
				: await this.#server.request(convert, {
						text: document.getText(),
						from: formatOfDocument(document) ?? "json",
						to,
						options,
					});
		const target = await vscode.workspace.openTextDocument({ language: to, content: result.text });
		await vscode.window.showTextDocument(target, { viewColumn: vscode.ViewColumn.Beside });
		warn(result.warnings);
	}

	async #convertMany(uris: readonly vscode.Uri[], to: FormatName): Promise<void> {
		if (!vscode.workspace.isTrusted) {
			void vscode.window.showWarningMessage("TOON writes no files in a workspace that you have not trusted.");
			return;
		}
		const title = `Converting ${uris.length} files to ${titleOf(to)}`;
		const location = vscode.ProgressLocation.Notification;
		const results = await vscode.window.withProgress(
			{ location, title, cancellable: true },
			async (progress, token) => {
				const done: FileConversion[] = [];
				const step = 50;
				for (let first = 0; first < uris.length && !token.isCancellationRequested; first += step) {
					const part = uris.slice(first, first + step).map((uri) => uri.toString());
					done.push(...(await this.#server.request(convertFiles, { uris: part, to }, token)));
					const message = `${done.length} of ${uris.length}`;
					progress.report({ message, increment: (part.length / uris.length) * 100 });
				}
				return done;
			},
		);
		await this.#reports.summarise(results, uris.length);
	}
}

function documentFor(resource: vscode.Uri | undefined): vscode.TextDocument | undefined {
	if (resource === undefined) return vscode.window.activeTextEditor?.document;
	return vscode.workspace.textDocuments.find((document) => document.uri.toString() === resource.toString());
}
