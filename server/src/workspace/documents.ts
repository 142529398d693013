/** The documents that are open in the editor: the one place where text enters. */
import { CountFollower } from "../features/counts";
import { type Change, type ContentChange, DEFAULT_STYLES, STYLE_CODES, type TextEdit, ToonDocument } from "../language";
import type { MarkdownText } from "../markdown";
import { Meter } from "../savings";
import type { LiveCount, TokenCounter } from "../tokens";
import { type Places, wholeFile } from "./embedded/places";
import type { Stopwatch } from "./metrics";
import type { Settings } from "./settings";

/** The parts of the settings that decide how a text parses. */
export type ParseSettings = Pick<Settings, "strict" | "indentSize" | "severities" | "markdownFences">;

/** An update of more changes than this is no typing: no count follows it. */
const MOST_FOLLOWED = 200;

/** A file as it stands in the editor, with the TOON documents in it. */
export interface OpenFile {
	readonly uri: string;
	readonly version: number;
	/** In the order of the file. Of a .toon file there is one, which is all of it. */
	readonly documents: readonly OpenDocument[];
	/** Those that the last update changed. */
	readonly touched: readonly OpenDocument[];
	/** Applies what the editor reports, in order. */
	update(changes: readonly ContentChange[], version: number): void;
	/** Takes over settings, which costs nothing where they are those it has. */
	configure(settings: ParseSettings): void;
	/** The text of a Markdown file. */
	readonly markdown?: MarkdownText;
	/** Tokens of all of a file that only holds documents. */
	count?(counter: TokenCounter): LiveCount;
}

/** A TOON document as it stands in the editor, kept parsed: a file of its own, or a part of one. */
export class OpenDocument {
	/** Names this opening of the document, over closing and reopening. */
	readonly id: number;
	readonly toon: ToonDocument;
	/** Where it is in its file. */
	readonly places: Places;
	readonly #file: Pick<OpenFile, "uri" | "version">;
	/** Grows with every change of text or parse settings: names a state of the diagnostics. */
	#revision = 0;
	/** What it is parsed by; undefined: the defaults, which no settings were asked for. */
	#settings: ParseSettings | undefined;
	readonly #follower: CountFollower;
	/** One for each encoding that was asked for; each learns of every change. */
	readonly #meters = new Map<string, Meter>();

	constructor(id: number, file: Pick<OpenFile, "uri" | "version">, text: string, places: Places = wholeFile) {
		this.id = id;
		this.#file = file;
		this.places = places;
		this.toon = new ToonDocument(text);
		this.#follower = new CountFollower(this.toon);
	}

	/** Of its file. */
	get uri(): string {
		return this.#file.uri;
	}

	/** Of its file. */
	get version(): number {
		return this.#file.version;
	}

	get revision(): number {
		return this.#revision;
	}

	/** Call before the first change of an update. */
	beginUpdate(): void {
		this.#follower.begin();
	}

	apply(change: ContentChange): void {
		this.#follower.before(change);
		this.#changed(this.toon.update([change]));
	}

	/** Applies changes that nobody typed. */
	applyMany(changes: readonly ContentChange[]): void {
		this.#follower.forget();
		this.#changed(this.toon.update(changes));
	}

	/** What the edits ask of the headers around them: counts that were right before and do not fit any more. */
	countEdits(): readonly TextEdit[] {
		return this.#follower.edits();
	}

	/** Takes over settings, which costs nothing where they are those it has. */
	configure(settings: ParseSettings): void {
		if (settings === this.#settings) return;
		this.#settings = settings;
		const { strict, indentSize, severities } = settings;
		const styles = STYLE_CODES.filter((code) =>
			code in severities ? severities[code] !== "off" : DEFAULT_STYLES.includes(code),
		);
		this.#changed(this.toon.configure({ strict, indentSize, styles }));
	}

	/** The token counts of the document, made when they are first asked for. */
	meter(counter: TokenCounter): Meter {
		let meter = this.#meters.get(counter.encoding);
		if (meter === undefined) {
			meter = new Meter(this.toon, counter);
			this.#meters.set(counter.encoding, meter);
		}
		return meter;
	}

	#changed(change: Change): void {
		for (const meter of this.#meters.values()) meter.update(change);
		const isEmpty = !change.all && change.added.length + change.removed.length + change.reparsed.length === 0;
		if (!isEmpty) this.#revision++;
	}
}

/** A .toon file. */
class ToonFile implements OpenFile {
	readonly uri: string;
	readonly documents: readonly [OpenDocument];
	#version: number;

	constructor(id: number, uri: string, version: number, text: string) {
		this.uri = uri;
		this.#version = version;
		this.documents = [new OpenDocument(id, this, text)];
	}

	get version(): number {
		return this.#version;
	}

	get touched(): readonly OpenDocument[] {
		return this.documents;
	}

	update(changes: readonly ContentChange[], version: number): void {
		this.#version = version;
		const [document] = this.documents;
		if (changes.length > MOST_FOLLOWED) {
			document.applyMany(changes);
			return;
		}
		document.beginUpdate();
		for (const change of changes) document.apply(change);
	}

	configure(settings: ParseSettings): void {
		this.documents[0].configure(settings);
	}
}

/** Makes a file of what the editor opened. @param newId names documents */
export type FileMaker = (newId: () => number, uri: string, version: number, text: string) => OpenFile;

/**
 * What vscode-languageserver's TextDocuments needs to keep our files instead of its own.
 *
 * @param makerOf files of languages other than TOON
 */
export function documentConfiguration(
	metrics: Stopwatch<"parse" | "reparse">,
	makerOf: (uri: string, languageId: string) => FileMaker | undefined,
) {
	let opened = 0;
	const newId = (): number => ++opened;
	return {
		create: (uri: string, languageId: string, version: number, text: string): OpenFile => {
			const make = makerOf(uri, languageId);
			return metrics.time(
				"parse",
				() => make?.(newId, uri, version, text) ?? new ToonFile(newId(), uri, version, text),
			);
		},
		update: (file: OpenFile, changes: ContentChange[], version: number): OpenFile => {
			metrics.time("reparse", () => file.update(changes, version));
			return file;
		},
	};
}
