/** What is open and what applies to it: documents, folders, trust and settings, as the client last told. */
import type { URI } from "vscode-uri";
import type { OpenDocument, OpenFile } from "./documents";
import { wholeFile } from "./embedded/places";
import { type Settings, SettingsStore } from "./settings";
import { withTokenizer } from "./tokenizers";

/** An open document, and the settings that it is parsed by. */
export interface ConfiguredDocument {
	readonly document: OpenDocument;
	readonly settings: Settings;
}

/** An open file, and the settings that its documents are parsed by. */
export interface ConfiguredFile {
	readonly file: OpenFile;
	readonly settings: Settings;
}

/** The end of an address that names a document inside of a file. */
const PART = /#toon-(\d+)$/;

/** How a request names a document: by the uri of its file where it is all of it. */
export const addressOf = ({ uri, id, places }: OpenDocument): string =>
	places === wholeFile ? uri : `${uri}#toon-${id}`;

export class Workspace {
	folders: readonly URI[] = [];
	/** Nothing is written while this is false. */
	isTrusted = true;
	readonly #settings: SettingsStore;
	readonly #fileOf: (uri: string) => OpenFile | undefined;

	/**
	 * @param fetchSettings the section `toon` as it applies to a resource
	 * @param fileOf the open file of a uri
	 */
	constructor(fetchSettings: (uri: string) => Promise<unknown>, fileOf: (uri: string) => OpenFile | undefined) {
		this.#settings = new SettingsStore(fetchSettings, (settings) => withTokenizer(settings, this.folders));
		this.#fileOf = fileOf;
	}

	settingsOf(uri: string): Promise<Settings> {
		return this.#settings.of(uri);
	}

	/** The file with its documents as the settings want them parsed; undefined where it is not open. The one way to it. */
	async file(uri: string): Promise<ConfiguredFile | undefined> {
		if (this.#fileOf(uri) === undefined) return undefined;
		const settings = await this.settingsOf(uri);
		const file = this.#fileOf(uri);
		file?.configure(settings);
		return file && { file, settings };
	}

	/** The file as it is at this moment, by the settings that it was last given. */
	fileNow(uri: string): OpenFile | undefined {
		return this.#fileOf(uri);
	}

	/** The document of an address; undefined where it is not open, or is a file that only holds documents. */
	async document(address: string): Promise<ConfiguredDocument | undefined> {
		const part = this.#fileOf(address) === undefined ? PART.exec(address) : null;
		const configured = await this.file(part === null ? address : address.slice(0, part.index));
		if (configured === undefined) return undefined;
		const { file, settings } = configured;
		const document = file.documents.find(({ id, places }) =>
			part === null ? places === wholeFile : id === Number(part[1]),
		);
		return document && { document, settings };
	}

	/** Whether this opening of the document is still the one. */
	isOpen(document: OpenDocument): boolean {
		return this.#fileOf(document.uri)?.documents.includes(document) ?? false;
	}

	closed(uri: string): void {
		this.#settings.forget(uri);
	}

	/** The client has other settings now: they are asked for again. */
	reconfigure(): void {
		this.#settings.clear();
	}
}
