/** The documents that are open in the editor: the one place where text enters. */
import { CountFollower } from "../features/counts";
import { type Change, type ContentChange, DEFAULT_STYLES, STYLE_CODES, type TextEdit, ToonDocument } from "../language";
import { Meter } from "../savings";
import type { TokenCounter } from "../tokens";
import type { Stopwatch } from "./metrics";
import type { Settings } from "./settings";

/** The parts of the settings that decide how a text parses. */
type ParseSettings = Pick<Settings, "strict" | "indentSize" | "severities">;

/** An update of more changes than this is no typing: no count follows it. */
const MOST_FOLLOWED = 200;

/** A .toon document as it stands in the editor, kept parsed. */
export class OpenDocument {
	/** Names this opening of the document, over closing and reopening. */
	readonly id: number;
	readonly uri: string;
	readonly toon: ToonDocument;
	#version: number;
	/** Grows with every change of text or parse settings: names a state of the diagnostics. */
	#revision = 0;
	/** What it is parsed by; undefined: the defaults, which no settings were asked for. */
	#settings: ParseSettings | undefined;
	readonly #follower: CountFollower;
	/** One for each encoding that was asked for; each learns of every change. */
	readonly #meters = new Map<string, Meter>();

	constructor(id: number, uri: string, version: number, text: string) {
		this.id = id;
		this.uri = uri;
		this.#version = version;
		this.toon = new ToonDocument(text);
		this.#follower = new CountFollower(this.toon);
	}

	get version(): number {
		return this.#version;
	}

	get revision(): number {
		return this.#revision;
	}

	/** Applies what the editor reports, in order. */
	/** @throws Error where a change is none that LSP knows; the document then stays as it is. */
	update(changes: readonly ContentChange[], version: number): void {
		const wrong = changes.find((change) => !isContentChange(change));
		if (wrong !== undefined) throw new Error(`Not a change of a text: ${JSON.stringify(wrong).slice(0, 200)}`);
		this.#version = version;
		if (changes.length > MOST_FOLLOWED) {
			this.#follower.forget();
			this.#changed(this.toon.update(changes));
			return;
		}
		this.#follower.begin();
		for (const change of changes) {
			this.#follower.before(change);
			this.#changed(this.toon.update([change]));
		}
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

/** What vscode-languageserver's TextDocuments needs to keep our documents instead of its own. */
export function documentConfiguration(metrics: Stopwatch<"parse" | "reparse">) {
	let opened = 0;
	return {
		create: (uri: string, _languageId: string, version: number, text: string): OpenDocument =>
			metrics.time("parse", () => new OpenDocument(++opened, uri, version, text)),
		update: (document: OpenDocument, changes: ContentChange[], version: number): OpenDocument => {
			metrics.time("reparse", () => document.update(changes, version));
			return document;
		},
	};
}

const isPlace = (place: unknown): boolean => {
	const { line, character } = (place ?? {}) as Record<string, unknown>;
	return Number.isInteger(line) && Number.isInteger(character) && Number(line) >= 0 && Number(character) >= 0;
};

/** Clients are programs, too: a half line, or a line as text, would be read as another place than was meant. */
function isContentChange(change: unknown): boolean {
	const { text, range } = (change ?? {}) as Record<string, unknown>;
	if (typeof text !== "string") return false;
	if (range === undefined || range === null) return range === undefined;
	const { start, end } = range as Record<string, unknown>;
	return isPlace(start) && isPlace(end);
}
