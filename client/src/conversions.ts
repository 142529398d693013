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
	formatOf,
	replaceSelection,
	TARGET_FORMATS,
	type TargetFormat,
	targetsOf,
	titleOf,
} from "../../server/src/lsp/protocol";
import { nameOf } from "./conversionList";
import { ConversionReports, isEnabled, warn } from "./conversionReports";
import { describe } from "./describe";
import { formatOfDocument } from "./documentFormat";
import { fromRange } from "./editing/ranges";
import { resultColumn } from "./resultColumn";
import type { Server } from "./server";

const TARGETS_BESIDE_TOON = TARGET_FORMATS.filter((format) => format !== "toon");

const DELIMITERS = ["comma", "tab", "pipe"] as const;

/** What is converted to. */
interface Target {
	readonly to: TargetFormat;
	readonly delimiter?: (typeof DELIMITERS)[number];
}

/** Registers all conversion commands and listens to convert-on-save. */
export function registerConversions(context: vscode.ExtensionContext, server: Server): Conversions {
	const conversions = new Conversions(context, server);
	const command = (name: string, run: (...args: never[]) => unknown) =>
		vscode.commands.registerCommand(`toon.${name}`, run);
	const to = (format: TargetFormat) => (resource?: vscode.Uri, all?: vscode.Uri[]) =>
		conversions.convert({ to: format }, resource, all);
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

	constructor(context: vscode.ExtensionContext, server: Server) {
		this.#server = server;
		this.#reports = new ConversionReports(context, server);
		this.#disposables.push(
			this.#reports,
			server.onNotification(fileConverted, (conversion) => void this.#reports.saved(conversion)),
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
		return this.#reports.showList();
	}

	/** Converts the files chosen in the explorer, or the active editor. */
	async convert(target: Target, resource?: vscode.Uri, all?: readonly vscode.Uri[]): Promise<void> {
		const { to } = target;
		// The explorer names all files that are chosen there; an editor names none, and means what is selected in it.
		if (!Array.isArray(all) && (await this.#convertSelection(target, resource))) return;
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
			const isSaved = uri.scheme !== "untitled" && !document?.isDirty;
			// With another delimiter the file beside the source would be the source.
			const isWritable = vscode.workspace.isTrusted && isSaved && target.delimiter === undefined;
			if (isWritable) await this.#convertToFile(uri, to);
			else await this.#convertToEditor(uri, document, target);
		} catch (error) {
			void vscode.window.showErrorMessage(`TOON: ${describe(error)}`);
		}
	}

	/** Converts what is selected in the active editor into a new document; false where nothing is. */
	async #convertSelection(target: Target, resource: vscode.Uri | undefined): Promise<boolean> {
		const editor = vscode.window.activeTextEditor;
		if (editor === undefined || editor.selection.isEmpty) return false;
		const { document, selection } = editor;
		if (resource !== undefined && resource.toString() !== document.uri.toString()) return false;
		try {
			await showResult(await this.#textOfSelection(document, selection, target), target.to);
		} catch (error) {
			void vscode.window.showErrorMessage(`TOON: ${describe(error)}`);
		}
		return true;
	}

	async #textOfSelection(document: vscode.TextDocument, selection: vscode.Range, target: Target): Promise<string> {
		const { to } = target;
		const selected = document.getText(selection);
		if (document.languageId === "toon") {
			const params = { uri: document.uri.toString(), range: fromRange(selection), to };
			const { text, warnings } = await this.#server.request(convertSelection, params);
			warn(warnings.map((message) => ({ message })));
			return target.delimiter === undefined ? text : this.#textOf(text, "toon", target);
		}
		const from = formatOfDocument(document);
		if (from !== undefined && from !== "markdown") return this.#textOf(selected, from, target);
		// Anything may stand in Markdown, or in a language that we do not know: the server finds out what it is.
		const { text } = await this.#server.request(replaceSelection, { text: selected, to: "toon" });
		return to === "toon" ? text : this.#textOf(text, "toon", target);
	}

	async #textOf(text: string, from: FormatName, { to, delimiter }: Target): Promise<string> {
		const options = delimiter && { delimiter };
		const answer = await this.#server.request(convert, { text, from, to, ...(options && { options }) });
		warn(answer.warnings);
		return answer.text;
	}

	/** Offers every target that the source has. */
	async choose(resource?: vscode.Uri, all?: readonly vscode.Uri[]): Promise<void> {
		const document = documentFor(resource);
		const uri = resource ?? document?.uri;
		const from = document === undefined ? uri && formatOf(uri.path) : formatOfDocument(document);
		const picks = picksFor(from);
		const chosen = await vscode.window.showQuickPick(picks, { title: "Convert to" });
		if (chosen !== undefined) await this.convert(chosen, resource, all);
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
			await vscode.window.showTextDocument(document, { viewColumn: resultColumn(), preview: true });
		}
	}

	/** Where nothing may be written, or the text is not saved, the result opens as a new document. */
	async #convertToEditor(
		uri: vscode.Uri,
		open: vscode.TextDocument | undefined,
		{ to, delimiter }: Target,
	): Promise<void> {
		const document = open ?? (await vscode.workspace.openTextDocument(uri));
		const options = { source: nameOf(document.uri.toString()), ...(delimiter && { delimiter }) };
		const from = formatOfDocument(document) ?? "json";
		const result = await this.#server.request(
			convert,
			document.languageId === "toon"
				? { uri: document.uri.toString(), to, options }
				: { text: document.getText(), from, to, options },
		);
		await showResult(result.text, to);
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

async function showResult(content: string, language: string): Promise<void> {
	const document = await vscode.workspace.openTextDocument({ language, content });
	await vscode.window.showTextDocument(document, { viewColumn: resultColumn() });
}

/** Every target of a source; where its format is not known, what is selected in it may be anything. */
function picksFor(from: FormatName | undefined): readonly (vscode.QuickPickItem & Target)[] {
	const targets = from === undefined ? TARGET_FORMATS : targetsOf(from);
	return targets.flatMap((to): (vscode.QuickPickItem & Target)[] => {
		if (to !== from) return [{ label: titleOf(to), to }];
		return DELIMITERS.map((delimiter) => ({
			label: titleOf(to),
			description: `with ${delimiter === "comma" ? "commas" : `${delimiter}s`} as delimiter, as a new document`,
			to,
			delimiter,
		}));
	});
}

function documentFor(resource: vscode.Uri | undefined): vscode.TextDocument | undefined {
	if (resource === undefined) return vscode.window.activeTextEditor?.document;
	return vscode.workspace.textDocuments.find((document) => document.uri.toString() === resource.toString());
}
