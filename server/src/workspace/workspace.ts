/** What is open and what applies to it: documents, folders, trust and settings, as the client last told. */
import type { URI } from "vscode-uri";
import type { OpenDocument } from "./documents";
import { type Settings, SettingsStore } from "./settings";

/** An open document, and the settings that it is parsed by. */
export interface ConfiguredDocument {
	readonly document: OpenDocument;
	readonly settings: Settings;
}

export class Workspace {
	folders: readonly URI[] = [];
	/** Nothing is written while this is false. */
	isTrusted = true;
	readonly #settings: SettingsStore;
	readonly #documentOf: (uri: string) => OpenDocument | undefined;

	/**
	 * @param fetchSettings the section `toon` as it applies to a resource
	 * @param documentOf the open document of a uri
	 */
	constructor(fetchSettings: (uri: string) => Promise<unknown>, documentOf: (uri: string) => OpenDocument | undefined) {
		this.#settings = new SettingsStore(fetchSettings);
		this.#documentOf = documentOf;
	}

	settingsOf(uri: string): Promise<Settings> {
		return this.#settings.of(uri);
	}

	/** The document as its settings want it parsed; undefined where it is not open. The one way to a document. */
	async document(uri: string): Promise<ConfiguredDocument | undefined> {
		if (this.#documentOf(uri) === undefined) return undefined;
		const settings = await this.settingsOf(uri);
		const document = this.#documentOf(uri);
		document?.configure(settings);
		return document && { document, settings };
	}

	/** Whether this opening of the document is still the one. */
	isOpen(document: OpenDocument): boolean {
		return this.#documentOf(document.uri) === document;
	}

	closed(uri: string): void {
		this.#settings.forget(uri);
	}

	/** The client has other settings now: they are asked for again. */
	reconfigure(): void {
		this.#settings.clear();
	}
}
