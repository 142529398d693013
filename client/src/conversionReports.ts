/** What the user sees of conversions: a sign in the status bar, a list, and questions where a command was given. */
import * as vscode from "vscode";
import { conversionText, convertFile, type FileConversion, type FormatName } from "../../server/src/lsp/protocol";
import { nameOf, showConversionList } from "./conversionList";
import { KeptTargets } from "./keptTargets";
import { REPAIR, repairDocument } from "./repair";
import type { Server } from "./server";

/** Scheme of the read-only texts that Compare shows. */
const COMPARE_SCHEME = "toon-compare";

const isBad = ({ outcome }: FileConversion): boolean =>
	outcome === "failed" || outcome === "invalid" || outcome === "conflict";

export class ConversionReports implements vscode.Disposable, vscode.TextDocumentContentProvider {
	readonly #server: Server;
	readonly #kept: KeptTargets;
	readonly #sign: vscode.StatusBarItem;
	readonly #disposables: vscode.Disposable[] = [];
	/** The last of each source and target that failed, was refused or has a warning, until it works or is cleared. */
	readonly #listed = new Map<string, FileConversion>();
	readonly #compareTexts = new Map<string, string>();

	constructor(context: vscode.ExtensionContext, server: Server) {
		this.#server = server;
		this.#kept = new KeptTargets(context.workspaceState);
		this.#sign = vscode.window.createStatusBarItem("toon.convertOnSave", vscode.StatusBarAlignment.Right, 100);
		this.#sign.name = "TOON Convert on Save";
		this.#disposables.push(
			this.#sign,
			vscode.workspace.registerTextDocumentContentProvider(COMPARE_SCHEME, this),
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

	/** The conversions in the list, as they were told. */
	get listed(): readonly FileConversion[] {
		return [...this.#listed.values()];
	}

	async showList(): Promise<void> {
		if (this.#listed.size === 0) {
			void vscode.window.showInformationMessage("No conversion has failed.");
			return;
		}
		showConversionList(() => this.listed, {
			open: (conversion) => this.#open(conversion),
			retry: async (conversions) => {
				for (const { source, to, target } of conversions) {
					const request = { uri: source, to, ...(target && { target }) };
					this.#list(await this.#server.request(convertFile, request));
				}
			},
			clear: (conversions) => {
				for (const conversion of conversions) this.#listed.delete(keyOf(conversion));
				this.#showSign();
			},
		});
	}

	/** A save that nobody waits for says nothing but by the sign and the list. */
	async saved(conversion: FileConversion): Promise<void> {
		const { outcome, target } = conversion;
		if (outcome === "conflict" && target !== undefined && (await this.#kept.isKept(target))) {
			this.#listed.delete(keyOf(conversion));
			this.#showSign();
		} else this.#list(conversion);
	}

	/** Tells of what a command has done, where it is to be told: conflicts ask, failures say why. */
	async report(conversion: FileConversion): Promise<void> {
		this.#list(conversion);
		warn(conversion.warnings);
		if (conversion.outcome === "conflict") await this.#askAboutConflict(conversion);
		else if (isBad(conversion)) {
			const message = `TOON: ${nameOf(conversion.source)} was not converted. ${conversion.message ?? ""}`;
			const isToon = conversion.outcome === "invalid" && conversion.source.endsWith(".toon");
			const choice = await vscode.window.showWarningMessage(message, "Show", ...(isToon ? [REPAIR] : []));
			if (choice === REPAIR) await repairDocument(vscode.Uri.parse(conversion.source));
			else if (choice !== undefined) await this.#open(conversion);
		}
	}

	/** Goes to what is wrong: the place in the source, or the question that nobody has answered. */
	async #open(conversion: FileConversion): Promise<void> {
		if (conversion.outcome === "conflict") {
			await this.#askAboutConflict(conversion);
			return;
		}
		const line = conversion.place?.line ?? conversion.warnings[0]?.line;
		const place = new vscode.Position(line ?? 0, conversion.place?.character ?? 0);
		const options = line === undefined ? {} : { selection: new vscode.Range(place, place) };
		try {
			await vscode.window.showTextDocument(vscode.Uri.parse(conversion.source), options);
		} catch {
			void vscode.window.showWarningMessage(`TOON: ${nameOf(conversion.source)} does not exist any more.`);
		}
	}

	async #askAboutConflict(conversion: FileConversion): Promise<void> {
		const { source, target, to } = conversion;
		if (target === undefined) return;
		for (;;) {
			const message = `TOON: ${conversion.message ?? `${nameOf(target)} was not generated by TOON Workbench.`}`;
			const choice = await vscode.window.showWarningMessage(message, "Compare", "Overwrite", "Keep");
			if (choice === "Overwrite") {
				const again = await this.#server.request(convertFile, { uri: source, to, target, overwrite: true });
				this.#list(again);
				if (isBad(again)) void vscode.window.showErrorMessage(`TOON: ${again.message ?? "The file was not written."}`);
				return;
			}
			if (choice === "Keep") {
				await this.#kept.keep(target);
				this.#listed.delete(keyOf(conversion));
				this.#showSign();
			}
			// Closed without an answer, it stays in the list, and comes back with the next command.
			if (choice !== "Compare") return;
			await this.#compare(source, target, to);
		}
	}

	async #compare(source: string, target: string, to: FormatName): Promise<void> {
		const { text } = await this.#server.request(conversionText, { uri: source, to, target });
		const existing = vscode.Uri.parse(target);
		const generated = vscode.Uri.from({ scheme: COMPARE_SCHEME, path: existing.path, query: target });
		this.#compareTexts.set(generated.toString(), text);
		const title = `${nameOf(target)}: as it is ↔ as ${nameOf(source)} would make it`;
		await vscode.commands.executeCommand("vscode.diff", existing, generated, title);
	}

	/** The sign stands while convert-on-save is on for the active file, and counts what is in the list. */
	#showSign(): void {
		const uri = vscode.window.activeTextEditor?.document.uri;
		const failed = this.listed.filter(isBad).length;
		const listed = this.#listed.size;
		if (!isEnabled(uri) && listed === 0) {
			this.#sign.hide();
			return;
		}
		this.#sign.text = failed > 0 ? `$(warning) TOON ${failed}` : listed > 0 ? `$(info) TOON ${listed}` : "$(sync) TOON";
		this.#sign.command = listed === 0 ? "toon.toggleConvertOnSave" : "toon.showFailedConversions";
		this.#sign.tooltip =
			failed > 0
				? `${failed} ${failed === 1 ? "conversion" : "conversions"} failed or refused: click to see the list`
				: listed > 0
					? `${listed} ${listed === 1 ? "conversion" : "conversions"} with a warning: click to see the list`
					: vscode.workspace.isTrusted
						? "Convert on save is on: click to turn it off"
						: "Convert on save waits until you trust this workspace";
		this.#sign.accessibilityInformation = { label: this.#sign.tooltip };
		this.#sign.show();
	}

	/** Sums up many conversions; `asked` is how many there should have been. */
	async summarise(results: readonly FileConversion[], asked: number): Promise<void> {
		const count = (...outcomes: string[]): number => results.filter(({ outcome }) => outcomes.includes(outcome)).length;
		for (const result of results) this.#list(result);
		const failed = count("failed", "invalid", "conflict");
		const cancelled = asked - results.length + count("superseded");
		const parts = [`${count("written")} written`, `${count("unchanged")} up to date`];
		if (failed > 0) parts.push(`${failed} not converted`);
		if (cancelled > 0) parts.push(`${cancelled} cancelled`);
		const text = `TOON: ${parts.join(", ")}.`;
		if (failed === 0) {
			void vscode.window.showInformationMessage(text);
		} else if ((await vscode.window.showWarningMessage(text, "Show")) === "Show") {
			await this.showList();
		}
	}

	/** Takes up what somebody should know of, and lets go of what is well. */
	#list(conversion: FileConversion): void {
		if (conversion.outcome === "superseded") return;
		if (isBad(conversion) || conversion.warnings.length > 0) this.#listed.set(keyOf(conversion), conversion);
		else this.#listed.delete(keyOf(conversion));
		this.#showSign();
	}
}

const keyOf = ({ source, target, to }: FileConversion): string => `${source} ${target ?? to}`;

/** Whether convert-on-save is on for a resource. */
export function isEnabled(uri: vscode.Uri | undefined): boolean {
	return vscode.workspace.getConfiguration("toon", uri).get<boolean>("convertOnSave.enabled", false);
}

/** Shows the first warning, with its place, and how many more there are. */
export function warn(warnings: FileConversion["warnings"]): void {
	const [first] = warnings;
	if (first === undefined) return;
	const place = first.line === undefined ? "" : `line ${first.line + 1}: `;
	const more = warnings.length > 1 ? ` (and ${warnings.length - 1} more)` : "";
	void vscode.window.showWarningMessage(`TOON: ${place}${first.message}${more}`);
}
