/**
 * The preview's page in a real browser, without VS Code: dist/preview.js talks to the server's feature directly.
 * What the extension would do in between is done here.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import type { FromWebview, ToWebview } from "../../client/src/preview/messages";
import { NEVER_CANCELLED } from "../../server/src/convert/types";
import { Preview, type PreviewSettings } from "../../server/src/features/preview";
import { type ContentChange, ToonDocument } from "../../server/src/language";

const root = join(__dirname, "../..");
const executable = process.env.CHROMIUM ?? "/usr/bin/chromium";
const flags = [
	..."--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking".split(" "),
	..."--disable-component-update --disable-sync --disable-dev-shm-usage".split(" "),
];

export const hasBrowser = existsSync(executable);

export function launchBrowser(): Promise<Browser> {
	return chromium.launch({ executablePath: executable, args: flags });
}

export type ThemeName = "light" | "dark" | "high-contrast";

/** What VS Code's own themes set, as far as the style sheet reads it. */
const themes: Readonly<Record<ThemeName, Readonly<Record<string, string>>>> = {
	light: {
		"editor-background": "#ffffff",
		"editor-foreground": "#3b3b3b",
		foreground: "#3b3b3b",
		descriptionForeground: "#616161",
		"textLink-foreground": "#005fb8",
		focusBorder: "#005fb8",
		"list-hoverBackground": "#f2f2f2",
		"input-background": "#ffffff",
		"input-foreground": "#3b3b3b",
		"input-border": "#cecece",
		"input-placeholderForeground": "#767676",
		"icon-foreground": "#3b3b3b",
		"toolbar-hoverBackground": "#b8b8b850",
		"inputOption-activeBackground": "#bed6ed",
		"inputOption-activeForeground": "#000000",
		"inputOption-activeBorder": "#005fb8",
		errorForeground: "#c72e0f",
		"inputValidation-errorBorder": "#be1100",
		"charts-green": "#388a34",
	},
	dark: {
		"editor-background": "#1f1f1f",
		"editor-foreground": "#cccccc",
		foreground: "#cccccc",
		descriptionForeground: "#9d9d9d",
		"textLink-foreground": "#4daafc",
		focusBorder: "#0078d4",
		"list-hoverBackground": "#2a2d2e",
		"input-background": "#313131",
		"input-foreground": "#cccccc",
		"input-border": "#3c3c3c",
		"input-placeholderForeground": "#989898",
		"icon-foreground": "#cccccc",
		"toolbar-hoverBackground": "#5a5d5e50",
		"inputOption-activeBackground": "#2489db82",
		"inputOption-activeForeground": "#ffffff",
		"inputOption-activeBorder": "#2488db",
		errorForeground: "#f85149",
		"inputValidation-errorBorder": "#be1100",
		"charts-green": "#89d185",
	},
	"high-contrast": {
		"editor-background": "#000000",
		"editor-foreground": "#ffffff",
		foreground: "#ffffff",
		descriptionForeground: "#ffffffb3",
		"textLink-foreground": "#21a6ff",
		focusBorder: "#f38518",
		contrastBorder: "#6fc3df",
		contrastActiveBorder: "#f38518",
		"input-background": "#000000",
		"input-foreground": "#ffffff",
		"input-border": "#6fc3df",
		"input-placeholderForeground": "#ffffffb3",
		"icon-foreground": "#ffffff",
		"inputOption-activeBorder": "#6fc3df",
		errorForeground: "#f48771",
		"inputValidation-errorBorder": "#be1100",
		"editor-findMatchBorder": "#f38518",
		"editor-findMatchHighlightBorder": "#f38518",
		"editor-findMatchHighlightBackground": "#00000000",
		"charts-green": "#89d185",
	},
};

const bodyClass: Readonly<Record<ThemeName, string>> = {
	light: "vscode-light",
	dark: "vscode-dark",
	"high-contrast": "vscode-dark vscode-high-contrast",
};

/** The markup that the extension serves, with its policy. */
const html = (theme: ThemeName): string => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-test'; script-src 'nonce-test'; base-uri 'none'; form-action 'none'">
<title>TOON Preview</title>
<style nonce="test">:root { ${Object.entries(themes[theme])
	.map(([name, value]) => `--vscode-${name}: ${value};`)
	.join(" ")} --vscode-font-family: "DejaVu Sans", sans-serif; }</style>
<link rel="stylesheet" nonce="test" href="/preview.css"></head>
<body class="${bodyClass[theme]}"><script nonce="test" src="/preview.js"></script></body></html>`;

/** What VS Code gives to a webview's script; as text, since it runs in the page. The state is left in `savedState`. */
const fakeApi = (state: unknown): string => `
	window.savedState = ${JSON.stringify(state ?? null)};
	window.acquireVsCodeApi = () => ({
		postMessage: (message) => window.__tell(message),
		getState: () => window.savedState ?? undefined,
		setState: (state) => { window.savedState = state; },
	});
`;

export interface PreviewPageOptions {
	readonly theme?: ThemeName;
	readonly settings?: Partial<PreviewSettings>;
	/** What the webview had saved before a reload. */
	readonly state?: unknown;
}

/** One preview of one document. */
export class PreviewPage {
	readonly page: Page;
	readonly toon: ToonDocument;
	/** Everything that the page has told, the answers to its questions left out. */
	readonly told: FromWebview[] = [];
	/** Violations of the policy, and errors of the script. */
	readonly complaints: string[] = [];
	readonly #settings: PreviewSettings;
	readonly #preview: Preview;
	#revision = 0;
	#shown: number | undefined;

	private constructor(page: Page, text: string, settings: PreviewSettings) {
		this.page = page;
		this.toon = new ToonDocument(text);
		this.#settings = settings;
		const source = { toon: this.toon, revision: () => this.#revision };
		this.#preview = new Preview(
			{
				toon: source.toon,
				get revision() {
					return source.revision();
				},
			},
			() => new Promise((resolve) => setImmediate(resolve)),
		);
	}

	static async open(browser: Browser, text: string, options: PreviewPageOptions = {}): Promise<PreviewPage> {
		const page = await browser.newPage({ viewport: { width: 900, height: 760 } });
		const settings: PreviewSettings = { title: "example", markdown: {}, ...options.settings };
		const opened = new PreviewPage(page, text, settings);
		await opened.#start(options);
		return opened;
	}

	async #start({ theme = "light", state }: PreviewPageOptions): Promise<void> {
		const { page } = this;
		page.on("pageerror", (error) => this.complaints.push(String(error)));
		page.on("console", (message) => {
			if (message.type() === "error") this.complaints.push(message.text());
		});
		await page.exposeFunction("__tell", (message: FromWebview) => this.#receive(message));
		await page.addInitScript({ content: fakeApi(state) });
		await page.route("https://preview.test/**", async (route) => {
			const name = new URL(route.request().url()).pathname.slice(1);
			if (name === "") await route.fulfill({ contentType: "text/html", body: html(theme) });
			else if (name === "preview.js" || name === "preview.css") {
				const contentType = name.endsWith("js") ? "text/javascript" : "text/css";
				await route.fulfill({ contentType, body: readFileSync(join(root, "dist", name)) });
			} else await route.abort();
		});
		await page.goto("https://preview.test/");
		await page.locator("main .block").first().waitFor({ state: "attached" });
	}

	async post(message: ToWebview): Promise<void> {
		await this.page.evaluate(`window.postMessage(${JSON.stringify(message)}, "*")`);
	}

	/** Changes the document, and shows it. */
	async edit(...changes: ContentChange[]): Promise<void> {
		this.toon.update(changes);
		this.#revision++;
		await this.update();
	}

	async update(): Promise<void> {
		const result = await this.#preview.update(this.#settings, this.#shown, NEVER_CANCELLED);
		if (result === null) throw new Error("the update was abandoned");
		this.#shown = result.revision;
		const update = { ...result, version: this.#revision, firstLine: 0 };
		await this.post({ type: "update", uri: "file:///example.toon", locked: false, result: update });
		if (result.more) await this.update();
	}

	async #receive(message: FromWebview): Promise<void> {
		switch (message.type) {
			case "ready":
			case "lost":
				this.#shown = undefined;
				return this.update();
			case "rows": {
				const result = await this.#preview.rows(message.params, NEVER_CANCELLED);
				return this.post({ type: "rows", request: message.request, result });
			}
			case "search": {
				const result = await this.#preview.search(message.params, NEVER_CANCELLED);
				return this.post({ type: "found", request: message.request, result });
			}
			default:
				this.told.push(message);
		}
	}
}
