/** What a click on the token count offers: another model, another baseline, the counts, a report. */
import * as vscode from "vscode";
import { type TokensResult, tokens } from "../../server/src/lsp/protocol";
import { tokenReport } from "./meterText";
import type { Server } from "./server";

/** Models whose tokenizer is public, with the encoding they use; anything else can be typed. */
const MODELS: readonly (readonly [name: string, encoding: string])[] = [
	["gpt-5", "o200k_base"],
	["gpt-4.1", "o200k_base"],
	["gpt-4o", "o200k_base"],
	["o3", "o200k_base"],
	["gpt-4", "cl100k_base"],
	["gpt-3.5-turbo", "cl100k_base"],
	["text-embedding-3-large", "cl100k_base"],
	["o200k_base", "encoding"],
	["cl100k_base", "encoding"],
	["p50k_base", "encoding"],
	["r50k_base", "encoding"],
];

const BASELINES = [
	{ label: "json-compact", description: "JSON without spaces, as most prompts carry it" },
	{ label: "json", description: "JSON indented by two spaces" },
	{ label: "yaml", description: "YAML" },
];

const REPORT_SCHEME = "toon-report";

/** Registers the commands behind the token count. */
export function registerTokenMenu(server: Server): vscode.Disposable {
	const reports = new Reports();
	const command = (name: string, run: () => unknown) => vscode.commands.registerCommand(`toon.${name}`, run);
	return vscode.Disposable.from(
		vscode.workspace.registerTextDocumentContentProvider(REPORT_SCHEME, reports),
		command("tokenMenu", showMenu),
		command("chooseModel", chooseModel),
		command("chooseBaseline", chooseBaseline),
		command("copyTokenCounts", () => copyCounts(server)),
		command("showTokenReport", () => reports.show(server)),
	);
}

async function showMenu(): Promise<void> {
	const choices = [
		{ label: "$(symbol-numeric) Change model…", description: chosen("tokens.model"), command: "toon.chooseModel" },
		{
			label: "$(arrow-swap) Change baseline…",
			description: chosen("savings.baseline"),
			command: "toon.chooseBaseline",
		},
		{ label: "$(list-ordered) Compare formats", command: "toon.compareFormats" },
		{ label: "$(zap) Optimise for tokens…", command: "toon.optimize" },
		{ label: "$(flame) Show where the tokens go…", command: "toon.showExpensiveParts" },
		{ label: "$(copy) Copy counts", command: "toon.copyTokenCounts" },
		{ label: "$(graph) Open the report", command: "toon.showTokenReport" },
	];
	const picked = await vscode.window.showQuickPick(choices, { title: "TOON token counts" });
	if (picked !== undefined) await vscode.commands.executeCommand(picked.command);
}

/** The value of a setting for the document at hand. */
const chosen = (name: string): string =>
	vscode.workspace.getConfiguration("toon", vscode.window.activeTextEditor?.document.uri).get<string>(name, "");

/** The choices, the one that holds marked. */
const marked = <Item extends { readonly label: string }>(items: readonly Item[], current: string) =>
	items.map((item) => ({ ...item, iconPath: new vscode.ThemeIcon(item.label === current ? "check" : "blank") }));

/** Writes a setting where it is set already, else for the user. */
async function setSetting(name: string, value: string): Promise<void> {
	const configuration = vscode.workspace.getConfiguration("toon", vscode.window.activeTextEditor?.document.uri);
	const current = configuration.inspect<string>(name);
	const target =
		current?.workspaceFolderValue !== undefined
			? vscode.ConfigurationTarget.WorkspaceFolder
			: current?.workspaceValue !== undefined
				? vscode.ConfigurationTarget.Workspace
				: vscode.ConfigurationTarget.Global;
	await configuration.update(name, value, target);
}

async function chooseModel(): Promise<void> {
	const other = "Another model…";
	const current = chosen("tokens.model");
	const known = MODELS.map(([label, description]) => ({ label, description }));
	const own = known.some(({ label }) => label === current) ? [] : [{ label: current, description: "as set" }];
	const picks = marked([...own, ...known, { label: other, description: "" }], current);
	const picked = await vscode.window.showQuickPick(picks, { title: "Count the tokens of", matchOnDescription: true });
	if (picked === undefined) return;
	const name =
		picked.label === other
			? await vscode.window.showInputBox({ title: "Model name", placeHolder: "gpt-5-mini, claude-sonnet, …" })
			: picked.label;
	if (name) await setSetting("tokens.model", name.trim());
}

async function chooseBaseline(): Promise<void> {
	const picks = marked(BASELINES, chosen("savings.baseline"));
	const picked = await vscode.window.showQuickPick(picks, { title: "Measure the savings against" });
	if (picked !== undefined) await setSetting("savings.baseline", picked.label);
}

/** The active .toon document with its counts for the model of the settings and those to compare. */
async function countActive(server: Server): Promise<{ uri: vscode.Uri; rows: TokensResult[] } | undefined> {
	const document = vscode.window.activeTextEditor?.document;
	if (document?.languageId !== "toon") {
		void vscode.window.showInformationMessage("Open a .toon file to count its tokens.");
		return undefined;
	}
	const uri = document.uri.toString();
	const others = vscode.workspace.getConfiguration("toon", document.uri).get<string[]>("tokens.compare", []);
	const rows = [await server.request(tokens, { uri })];
	for (const encoding of others) {
		const row = await server.request(tokens, { uri, encoding });
		if (rows.every((each) => each.encoding !== row.encoding)) rows.push(row);
	}
	return { uri: document.uri, rows };
}

async function copyCounts(server: Server): Promise<void> {
	const counted = await countActive(server);
	if (counted === undefined) return;
	const lines = counted.rows.map(
		(row) =>
			`${row.encoding}\t${row.toon}\t${row.jsonCompact ?? ""}\t${row.json ?? ""}\t${row.exact ? "" : "estimate"}`,
	);
	await vscode.env.clipboard.writeText(["encoding\ttoon\tjson-compact\tjson\t", ...lines].join("\n"));
	vscode.window.setStatusBarMessage("Token counts copied", 2000);
}

/** Reports are documents of a scheme of their own, shown by VS Code's Markdown preview. */
class Reports implements vscode.TextDocumentContentProvider {
	readonly #texts = new Map<string, string>();
	readonly #changed = new vscode.EventEmitter<vscode.Uri>();
	readonly onDidChange = this.#changed.event;

	provideTextDocumentContent(uri: vscode.Uri): string {
		return this.#texts.get(uri.toString()) ?? "";
	}

	async show(server: Server): Promise<void> {
		const counted = await countActive(server);
		if (counted === undefined) return;
		const name = counted.uri.path.split("/").pop() ?? "document";
		const uri = vscode.Uri.from({ scheme: REPORT_SCHEME, path: `/${name} tokens.md` });
		const pricePerMillion = vscode.workspace
			.getConfiguration("toon", counted.uri)
			.get<number | null>("tokens.pricePerMillion", null);
		this.#texts.set(uri.toString(), tokenReport(name, counted.rows, pricePerMillion));
		this.#changed.fire(uri);
		await vscode.commands.executeCommand("markdown.showPreview", uri);
	}
}
