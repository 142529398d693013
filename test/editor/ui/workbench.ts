/** A VS Code workbench in a browser with the packaged extension installed: what a person does and sees, as methods. */
import assert from "node:assert/strict";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Frame, Locator, Page } from "playwright-core";
import { launchBrowser } from "../../../scripts/vscode/browser";
import { ensureCodeServer } from "../../../scripts/vscode/code-server";
import { removeFolder, temporaryFolder } from "../../../scripts/vscode/processes";
import { RunningCodeServer } from "../../../scripts/vscode/serve";
import { type ColouredText, colouredLines, squiggledTexts } from "./dom";

export const root = resolve(__dirname, "..", "..", "..");

/** How long something may take to appear before a test fails, in ms. Generous: the machine may be busy. */
const patience = 15_000;

/** What a workbench starts with. */
export interface WorkbenchOptions {
	/** The packaged extension. */
	readonly vsix: string;
	/** The folder whose copy is opened. */
	readonly folder?: string;
	/** More files in that copy, by their names. */
	readonly files?: Readonly<Record<string, string | Uint8Array>>;
	/** User settings. */
	readonly settings?: Readonly<Record<string, unknown>>;
	/** Size of the window in pixels. */
	readonly size?: { readonly width: number; readonly height: number };
}

/** One window on a copy of a folder. Close it at the end. */
export class Workbench {
	readonly #server: RunningCodeServer;
	readonly #browser: Browser;

	private constructor(
		server: RunningCodeServer,
		browser: Browser,
		readonly page: Page,
		/** The copy of the folder that is open. */
		readonly folder: string,
	) {
		this.#server = server;
		this.#browser = browser;
	}

	/** Starts a fresh VS Code, by default on a copy of examples/, and waits for its explorer. */
	static async open(options: WorkbenchOptions): Promise<Workbench> {
		// The ledger of whoever runs the tests is not theirs.
		Object.assign(process.env, { TOON_SAVINGS: "on", TOON_SAVINGS_DIR: join(await temporaryFolder(), "savings") });
		const source = options.folder ?? join(root, "examples");
		const folder = join(await temporaryFolder(), basename(source));
		await cp(source, folder, { recursive: true });
		for (const [name, content] of Object.entries(options.files ?? {})) await writeFile(join(folder, name), content);
		const { vsix, settings = {} } = options;
		const server = await RunningCodeServer.start(await ensureCodeServer(), { vsix, settings });
		const browser = await launchBrowser();
		const page = await browser.newPage({ viewport: { width: 1280, height: 800, ...options.size } });
		page.setDefaultTimeout(patience);
		// The compiler of the tests names functions by a helper, which functions sent to the page don't have there.
		await page.addInitScript("globalThis.__name = (value) => value");
		await page.goto(server.url(folder));
		const workbench = new Workbench(server, browser, page, folder);
		await workbench.explorerItems.first().waitFor({ timeout: 60_000 });
		return workbench;
	}

	/** Where this VS Code keeps its extensions and data; it stands in the command lines of their processes. */
	get serverFolder(): string {
		return this.#server.folder;
	}

	async close(): Promise<void> {
		await this.#browser.close();
		await this.#server.stop();
		await removeFolder(resolve(this.folder, ".."));
	}

	/** Replaces the settings of the open folder; the workbench takes them over within a moment. */
	async writeSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
		await mkdir(join(this.folder, ".vscode"), { recursive: true });
		await writeFile(join(this.folder, ".vscode", "settings.json"), JSON.stringify(settings));
	}

	/** Reloads the window as the user does, which keeps what is open; a reload of the page may lose the last seconds. */
	async reload(): Promise<void> {
		const loaded = this.page.waitForEvent("load");
		await this.runCommand("Developer: Reload Window");
		await loaded;
		await this.explorerItems.first().waitFor({ timeout: 60_000 });
	}

	/** The rows of the explorer. */
	get explorerItems(): Locator {
		return this.page.locator(".explorer-viewlet .explorer-folders-view .monaco-list-row");
	}

	/** The row of a file in the explorer, which is scrolled to it: a list holds only the rows that are in view. */
	async explorerItem(name: string): Promise<Locator> {
		const item = this.explorerItems.and(this.page.locator(`[aria-label^="${name}"]`));
		await this.page.locator(".explorer-viewlet .explorer-folders-view .monaco-list").focus();
		let presses = 0;
		await this.waitUntil(`the explorer shows ${name}`, async () => {
			if ((await item.count()) > 0) return true;
			await this.page.keyboard.press(presses++ % 10 === 0 ? "Home" : "PageDown");
			await sleep(100); // it draws the rows a moment later
			return false;
		});
		return item;
	}

	/** Opens a file of the folder by its name in Quick Open, and waits until its text is there. */
	async openFile(name: string): Promise<void> {
		await this.#chooseInQuickInput("Control+P", name, name);
		await this.editor(name).locator(".view-line").first().waitFor();
	}

	/** The same by the keyboard alone: the editor has it afterwards. */
	async openByKeyboard(name: string): Promise<void> {
		await this.press("Control+P");
		await this.#quickInput.waitFor();
		await this.type(name);
		await this.page.locator(".quick-input-widget .monaco-list-row.focused").filter({ hasText: name }).waitFor();
		await this.press("Enter");
		await this.#quickInput.waitFor({ state: "hidden" });
		await this.editor(name).locator(".view-line").first().waitFor();
	}

	/** Runs a command by its title in the palette, for example "TOON: Restart Server". */
	async runCommand(title: string): Promise<void> {
		await this.#chooseInQuickInput("F1", `>${title}`, title);
	}

	/** Runs a command that lets somebody choose: what there is to choose from. */
	async runCommandThatAsks(title: string): Promise<Locator> {
		await this.#takeInQuickInput("F1", `>${title}`, title);
		await this.waitUntil("there is a choice", async () => {
			const texts = await this.#quickInputRows.allInnerTexts();
			return texts.length > 0 && !texts.some((text) => text.includes(title));
		});
		return this.#quickInputRows;
	}

	get #quickInput(): Locator {
		return this.page.locator(".quick-input-widget input").first();
	}

	get #quickInputRows(): Locator {
		return this.page.locator(".quick-input-widget .monaco-list-row");
	}

	/** Opens the quick input with a key and fills it; presses again if one that was just closing took the key. */
	async #fillQuickInput(key: string, text: string): Promise<void> {
		await this.waitUntil("the quick input is filled", async () => {
			if (!(await this.#quickInput.isVisible())) await this.page.keyboard.press(key);
			return this.#quickInput.fill(text, { timeout: 1000 }).then(
				() => true,
				() => false,
			);
		});
	}

	/** Opens and fills the quick input and takes the first row that shows `label`; again if it closes before that. */
	async #takeInQuickInput(key: string, text: string, label: string): Promise<void> {
		await this.waitUntil(`${label} is chosen`, async () => {
			await this.#fillQuickInput(key, text);
			const row = this.#quickInputRows.filter({ hasText: label }).first();
			return row.click({ timeout: 3000 }).then(
				() => true,
				() => false,
			);
		});
	}

	async #chooseInQuickInput(key: string, text: string, label: string): Promise<void> {
		await this.#takeInQuickInput(key, text, label);
		await this.#quickInput.waitFor({ state: "hidden" });
	}

	/** The tab of a file. */
	tab(name: string): Locator {
		return this.page.locator(".tabs-container .tab").filter({ hasText: name });
	}

	/** The text editor of a file. */
	editor(name: string): Locator {
		return this.page.locator(`.editor-instance .monaco-editor[data-uri$="/${name}"]`).first();
	}

	/** Gives a file's editor the keyboard and sets the cursor; both numbers start at 1. */
	async goTo(name: string, line: number, column: number): Promise<void> {
		await this.editor(name).locator(".inputarea, .native-edit-context").first().focus();
		await this.#fillQuickInput("Control+G", `:${line}:${column}`);
		await this.page.keyboard.press("Enter");
		await this.#quickInput.waitFor({ state: "hidden" });
		await this.waitUntil(`the cursor is at ${line}:${column}`, async () =>
			(await this.statusBar()).includes(`Ln ${line}, Col ${column}`),
		);
	}

	/** Types as a keyboard does, key by key. */
	async type(text: string): Promise<void> {
		await this.page.keyboard.type(text, { delay: 20 });
	}

	async press(...keys: readonly string[]): Promise<void> {
		for (const key of keys) await this.page.keyboard.press(key);
	}

	/** Saves the active file, and waits until it is no longer marked as changed. */
	async save(): Promise<void> {
		await this.page.keyboard.press("Control+S");
		await this.page.locator(".tabs-container .tab.active.dirty").waitFor({ state: "detached" });
	}

	/** The visible lines of an editor, each as its coloured pieces. */
	async colouredLines(name: string): Promise<ColouredText[][]> {
		return this.editor(name).evaluate(colouredLines);
	}

	/** The visible texts of an editor that carry an error's squiggle, in the order of the lines. */
	async squiggles(name: string): Promise<string[]> {
		return this.editor(name).evaluate(squiggledTexts);
	}

	/** Reverts what was changed and closes everything, so that the next test begins where the first did. */
	async reset(): Promise<void> {
		await this.press("Escape", "Escape");
		for (let dirty = this.page.locator(".tab.dirty"); (await dirty.count()) > 0; ) {
			await dirty.first().click();
			await this.runCommand("View: Revert and Close Editor");
		}
		if (await this.page.locator(".part.panel").isVisible()) await this.runCommand("View: Hide Panel");
		await this.runCommand("View: Close All Editors");
		await this.page.locator(".tabs-container .tab").first().waitFor({ state: "detached" });
		await this.runCommand("Notifications: Clear All Notifications");
	}

	/** Shows the Problems panel if it is hidden. */
	async showProblems(): Promise<void> {
		await this.runCommand("Problems: Focus on Problems View");
		await this.page.locator(".markers-panel").waitFor();
	}

	/** What the Problems panel lists: a row for each file and each problem. */
	async problems(): Promise<string[]> {
		const rows = await this.page.locator(".markers-panel .monaco-list-row").allInnerTexts();
		return rows.map((row) => row.replace(/\s+/g, " ").trim());
	}

	/** The texts of the status bar's items. */
	async statusBar(): Promise<string[]> {
		const items = await this.page.locator(".statusbar-item").allInnerTexts();
		return items.map((item) => item.replace(/[\s\u00a0]+/g, " ").trim());
	}

	/** The status bar's item that counts tokens, or "" while there is none. */
	async tokenItem(): Promise<string> {
		return (await this.statusBar()).find((item) => /\btokens\b/.test(item)) ?? "";
	}

	/** Opens the context menu of something and returns the labels in it. */
	async contextMenu(target: Locator): Promise<string[]> {
		await target.click({ button: "right" });
		const menu = this.page.locator(".context-view .monaco-menu");
		await menu.waitFor();
		return (await menu.locator(".action-label").allInnerTexts()).map((label) => label.trim());
	}

	/** Takes an entry of the open context menu. */
	async chooseInMenu(label: string): Promise<void> {
		const entry = this.page.locator(".context-view .monaco-menu .action-item").filter({ hasText: label }).first();
		await entry.hover();
		await entry.click();
		await this.page.locator(".context-view .monaco-menu").waitFor({ state: "detached" });
	}

	/** The frame of a webview that holds `selector`. */
	async webview(selector: string): Promise<Frame> {
		return this.waitUntil(`a webview holds ${selector}`, async () => {
			for (const frame of this.page.frames()) {
				if (frame === this.page.mainFrame()) continue;
				if (
					(await frame
						.locator(selector)
						.count()
						.catch(() => 0)) > 0
				)
					return frame;
			}
			return undefined;
		});
	}

	/** The notifications on screen. */
	async notifications(): Promise<string[]> {
		return this.page.locator(".notifications-toasts .notification-list-item-message").allInnerTexts();
	}

	/** Waits until the status bar says that convert-on-save is on: its sign has the language's name. */
	async untilConvertsOnSave(): Promise<void> {
		await this.waitUntil("convert-on-save is on", async () => {
			return (await this.statusBar()).filter((item) => item === "TOON").length === 2;
		});
	}

	/** The text of a file of the open folder, as it is on disk. */
	async fileText(path: string): Promise<string> {
		return readFile(join(this.folder, path), "utf8");
	}

	/** Writes a picture of the window to test/output/, or to another folder. */
	async screenshot(name: string, folder = join(root, "test", "output")): Promise<void> {
		await mkdir(folder, { recursive: true });
		await sleep(300); // what is just fading in or out
		await this.page.screenshot({ path: join(folder, `${name}.png`) });
	}

	/** Asks until the answer is neither false, undefined nor "". Fails with what was waited for and a picture. */
	async waitUntil<T>(what: string, ask: () => Promise<T | undefined | false>, limit = patience): Promise<T> {
		const end = Date.now() + limit;
		for (;;) {
			const answer = await ask();
			if (answer !== undefined && answer !== false && answer !== "") return answer;
			if (Date.now() > end) break;
			await sleep(50);
		}
		await this.screenshot(`failed ${what.replace(/[^\w.-]+/g, " ").slice(0, 80)}`);
		assert.fail(`Waited ${limit} ms in vain until ${what}.`);
	}
}
