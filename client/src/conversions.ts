/** The conversion commands, and what the user sees of convert-on-save. */
import * as vscode from "vscode";
import {
	conversionText,
	convert,
	convertFile,
	convertFiles,
	type FileConversion,
	type FormatName,
	fileConverted,
	fileSaved,
} from "../../server/src/lsp/protocol";
import { describe, type Server } from "./server";

const languages: Readonly<Record<FormatName, string>> = {
	toon: "toon",
	json: "json",
	jsonc: "jsonc",
	jsonl: "jsonl",
	yaml: "yaml",
	csv: "csv",
	tsv: "tsv",
	markdown: "markdown",
	html: "html",
};

const titles: Readonly<Partial<Record<FormatName, string>>> = {
	json: "JSON",
	jsonl: "JSON Lines",
	yaml: "YAML",
	csv: "CSV",
	tsv: "TSV",
	markdown: "Markdown",
	html: "HTML",
};

const byExtension: Readonly<Record<string, FormatName>> = {
	toon: "toon",
	json: "json",
	jsonc: "jsonc",
	jsonl: "jsonl",
	ndjson: "jsonl",
	yaml: "yaml",
	yml: "yaml",
	csv: "csv",
	tsv: "tsv",
	md: "markdown",
	markdown: "markdown",
};

/** Scheme of the read-only texts that Compare shows. */
const compareScheme = "toon-compare";

/** Registers all conversion commands and listens to convert-on-save. */
export function registerConversions(server: Server): vscode.Disposable {
	const conversions = new Conversions(server);
	const command = (name: string, run: (...args: never[]) => unknown) =>
		vscode.commands.registerCommand(`toon.${name}`, run);
	const to = (format: FormatName) => (resource?: vscode.Uri, all?: vscode.Uri[]) =>
		conversions.convert(format, resource, all);
	return vscode.Disposable.from(
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

class Conversions implements vscode.Disposable, vscode.TextDocumentContentProvider {
	readonly #server: Server;
	readonly #sign: vscode.StatusBarItem;
	readonly #disposables: vscode.Disposable[] = [];
	/** The last failure of each source and target, until it works. */
	readonly #failures = new Map<string, FileConversion>();
	/** Targets with an open question, so that a second save does not ask again. */
	readonly #asking = new Set<string>();
	readonly #compareTexts = new Map<string, string>();

	constructor(server: Server) {
		this.#server = server;
		this.#sign = vscode.window.createStatusBarItem("toon.convertOnSave", vscode.StatusBarAlignment.Right, 100);
		this.#sign.name = "TOON Convert on Save";
		this.#disposables.push(
			this.#sign,
			server.onNotification(fileConverted, (conversion) => void this.#report(conversion)),
			vscode.workspace.registerTextDocumentContentProvider(compareScheme, this),
			vscode.workspace.onDidSaveTextDocument((document) => {
				// The server hears of .toon files through LSP.
				if (document.languageId !== "toon" && isEnabled(document.uri)) {
					server.notify(fileSaved, { uri: document.uri.toString() });
				}
			}),
			vscode.window.onDidChangeActiveTextEditor(() => this.#showSign()),
			vscode.workspace.onDidGrantWorkspaceTrust(() => this.#showSign()),
			vscode.workspace.onDidChangeConfiguration((event) => {
				if (event.affectsConfiguration("toon.convertOnSave")) this.#showSign();
			}),
		);
		this.#showSign();
	}

	provideTextDocumentContent(uri: vscode.Uri): string {
		return this.#compareTexts.get(uri.toString()) ?? "";
	}

	dispose(): void {
		for (const disposable of this.#disposables) disposable.dispose();
	}

	/** Converts the files chosen in the explorer, or the active editor. */
	async convert(to: FormatName, resource?: vscode.Uri, all?: readonly vscode.Uri[]): Promise<void> {
		const chosen = all !== undefined && all.length > 1 ? all : undefined;
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

	async choose(resource?: vscode.Uri, all?: readonly vscode.Uri[]): Promise<void> {
		const picks = Object.entries(titles).map(([format, label]) => ({ label, format: format as FormatName }));
		const chosen = await vscode.window.showQuickPick(picks, { title: "Convert to" });
		if (chosen !== undefined) await this.convert(chosen.format, resource, all);
	}

	/** Asks which files of the workspace to convert to what, and does it with progress. */
	async convertWorkspace(): Promise<void> {
		const picks = Object.entries(titles).map(([format, label]) => ({
			label: `TOON to ${label}`,
			glob: "**/*.toon",
			format: format as FormatName,
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

	async showFailures(): Promise<void> {
		if (this.#failures.size === 0) {
			void vscode.window.showInformationMessage("No conversion has failed.");
			return;
		}
		const retryAll = { label: "$(refresh) Try all again", failure: undefined, description: "", detail: "" };
		const items = [...this.#failures.values()].map((failure) => ({
			label: `$(error) ${nameOf(failure.source)}`,
			description: `to ${titles[failure.to] ?? "TOON"}`,
			detail: failure.message ?? "",
			failure,
		}));
		const chosen = await vscode.window.showQuickPick([retryAll, ...items], {
			title: "Failed conversions: choose one to try it again",
			matchOnDetail: true,
		});
		if (chosen === undefined) return;
		const again = chosen.failure === undefined ? [...this.#failures.values()] : [chosen.failure];
		for (const { source, to, target } of again) {
			const conversion = await this.#server.request(convertFile, { uri: source, to, ...(target && { target }) });
			await this.#report(conversion);
		}
	}

	async #convertToFile(uri: vscode.Uri, to: FormatName): Promise<void> {
		const conversion = await this.#server.request(convertFile, { uri: uri.toString(), to });
		await this.#report(conversion);
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
				: await this.#server.request(convert, { text: document.getText(), from: formatOf(document), to, options });
		const target = await vscode.workspace.openTextDocument({ language: languages[to], content: result.text });
		await vscode.window.showTextDocument(target, { viewColumn: vscode.ViewColumn.Beside });
		warn(result.warnings.map(({ message }) => message));
	}

	async #convertMany(uris: readonly vscode.Uri[], to: FormatName): Promise<void> {
		if (!vscode.workspace.isTrusted) {
			void vscode.window.showWarningMessage("TOON writes no files in a workspace that you have not trusted.");
			return;
		}
		const title = `Converting ${uris.length} files to ${titles[to] ?? "TOON"}`;
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
		await this.#summarise(results, uris.length);
	}

	async #summarise(results: readonly FileConversion[], asked: number): Promise<void> {
		const count = (...outcomes: string[]): number => results.filter(({ outcome }) => outcomes.includes(outcome)).length;
		for (const result of results) this.#remember(result);
		const failed = count("failed", "invalid", "conflict");
		const cancelled = asked - results.length + count("superseded");
		const parts = [`${count("written")} written`, `${count("unchanged")} up to date`];
		if (failed > 0) parts.push(`${failed} not converted`);
		if (cancelled > 0) parts.push(`${cancelled} cancelled`);
		const text = `TOON: ${parts.join(", ")}.`;
		if (failed === 0) {
			void vscode.window.showInformationMessage(text);
		} else if ((await vscode.window.showWarningMessage(text, "Show")) === "Show") {
			await this.showFailures();
		}
	}

	#remember(conversion: FileConversion): void {
		const key = `${conversion.source} ${conversion.target ?? conversion.to}`;
		const { outcome } = conversion;
		if (outcome === "failed" || outcome === "invalid" || outcome === "conflict") this.#failures.set(key, conversion);
		else if (outcome !== "superseded") this.#failures.delete(key);
		this.#showSign();
	}

	/** Tells the user what needs telling: conflicts ask, failures say why, success stays quiet. */
	async #report(conversion: FileConversion): Promise<void> {
		this.#remember(conversion);
		warn(conversion.warnings);
		if (conversion.outcome === "conflict") await this.#askAboutConflict(conversion);
		else if (conversion.outcome === "failed" || conversion.outcome === "invalid") {
			const message = `TOON: ${nameOf(conversion.source)} was not converted. ${conversion.message ?? ""}`;
			const choice = await vscode.window.showWarningMessage(message, "Show Failed Conversions");
			if (choice !== undefined) await this.showFailures();
		}
	}

	async #askAboutConflict(conversion: FileConversion): Promise<void> {
		const { source, target, to } = conversion;
		if (target === undefined || this.#asking.has(target)) return;
		this.#asking.add(target);
		try {
			for (;;) {
				const message = `TOON: ${conversion.message ?? `${nameOf(target)} was not generated by TOON Workbench.`}`;
				const choice = await vscode.window.showWarningMessage(message, "Compare", "Overwrite", "Keep");
				if (choice === "Overwrite") {
					const again = await this.#server.request(convertFile, { uri: source, to, target, overwrite: true });
					this.#remember(again);
					if (again.outcome !== "written" && again.outcome !== "unchanged") {
						void vscode.window.showErrorMessage(`TOON: ${again.message ?? "The file was not written."}`);
					}
					return;
				}
				if (choice !== "Compare") {
					this.#failures.delete(`${source} ${target}`);
					this.#showSign();
					return;
				}
				await this.#compare(source, target, to);
			}
		} finally {
			this.#asking.delete(target);
		}
	}

	async #compare(source: string, target: string, to: FormatName): Promise<void> {
		const { text } = await this.#server.request(conversionText, { uri: source, to, target });
		const existing = vscode.Uri.parse(target);
		const generated = vscode.Uri.from({ scheme: compareScheme, path: existing.path, query: target });
		this.#compareTexts.set(generated.toString(), text);
		const title = `${nameOf(target)}: as it is ↔ as ${nameOf(source)} would make it`;
		await vscode.commands.executeCommand("vscode.diff", existing, generated, title);
	}

	/** The sign stands while convert-on-save is on for the active file, and counts what failed. */
	#showSign(): void {
		const uri = vscode.window.activeTextEditor?.document.uri;
		const failed = this.#failures.size;
		if (!isEnabled(uri) && failed === 0) {
			this.#sign.hide();
			return;
		}
		this.#sign.text = failed === 0 ? "$(sync) TOON" : `$(warning) TOON ${failed}`;
		this.#sign.command = failed === 0 ? "toon.toggleConvertOnSave" : "toon.showFailedConversions";
		this.#sign.tooltip =
			failed > 0
				? `${failed} conversions failed: click to see them`
				: vscode.workspace.isTrusted
					? "Convert on save is on: click to turn it off"
					: "Convert on save waits until you trust this workspace";
		this.#sign.accessibilityInformation = { label: this.#sign.tooltip };
		this.#sign.show();
	}
}

function isEnabled(uri: vscode.Uri | undefined): boolean {
	return vscode.workspace.getConfiguration("toon", uri).get<boolean>("convertOnSave.enabled", false);
}

function documentFor(resource: vscode.Uri | undefined): vscode.TextDocument | undefined {
	if (resource === undefined) return vscode.window.activeTextEditor?.document;
	return vscode.workspace.textDocuments.find((document) => document.uri.toString() === resource.toString());
}

function formatOf(document: vscode.TextDocument): FormatName {
	const byLanguage = Object.entries(languages).find(([, language]) => language === document.languageId);
	if (byLanguage !== undefined) return byLanguage[0] as FormatName;
	const extension = document.uri.path.split(".").pop()?.toLowerCase() ?? "";
	return byExtension[extension] ?? "json";
}

function nameOf(uri: string): string {
	return decodeURIComponent(uri.split("/").pop() ?? uri);
}

function warn(warnings: readonly string[]): void {
	if (warnings.length === 0) return;
	const more = warnings.length > 1 ? ` (and ${warnings.length - 1} more)` : "";
	void vscode.window.showWarningMessage(`TOON: ${warnings[0]}${more}`);
}
