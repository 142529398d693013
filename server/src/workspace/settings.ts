/** The user's settings, read per resource, with every value checked: a wrong one counts as its default. */
import { LRUCache } from "lru-cache";
import { TARGET_FORMATS, type TargetFormat } from "../convert";
import { type Severity, STYLE_CODES, type StyleCode } from "../language";

/** One rule of convert-on-save. */
export interface SaveRule {
	/** Glob, relative to the workspace folder. */
	readonly files: string;
	readonly to: TargetFormat;
	/** Path of the target with `${dir}`, `${name}`, `${workspace}`. */
	readonly output: string;
}

/** Most tokens of the files that a glob, relative to the workspace folder, matches. */
export interface BudgetRule {
	readonly files: string;
	readonly tokens: number;
}

export interface Settings {
	readonly strict: boolean;
	readonly indentSize: number | "auto";
	readonly maxProblems: number;
	readonly severities: Readonly<Partial<Record<StyleCode, Severity | "off">>>;
	readonly model: string;
	/** Files of tokenizers by the names of their models. */
	readonly tokenizers: Readonly<Record<string, string>>;
	readonly compare: readonly string[];
	readonly budgets: readonly BudgetRule[];
	/** US dollars for a million input tokens. */
	readonly pricePerMillion: number | null;
	readonly tokenLenses: boolean;
	/** A hint tells of a document that could cost notably fewer tokens. */
	readonly advice: boolean;
	readonly baseline: "json-compact" | "json" | "yaml";
	/** Saves and conversions are recorded in the ledger of savings. */
	readonly recordSavings: boolean;
	/** Days that records are kept. */
	readonly keepSavingsDays: number;
	readonly convertOnSave: boolean;
	readonly saveRules: readonly SaveRule[];
	readonly delimiter: "comma" | "tab" | "pipe";
	readonly taskLists: "auto" | "never";
	readonly statusWords: { readonly done: readonly string[]; readonly open: readonly string[] } | null;
	readonly comments: "html" | "drop";
	/** Whether ```toon fences of Markdown files are documents. */
	readonly markdownFences: boolean;
	readonly escapeFormulas: boolean;
	/** What separates the cells of CSV that is read: a character, or `auto`. */
	readonly csvDelimiter: string;
	readonly alignColumns: boolean;
	readonly removeNeedlessQuotes: boolean;
	/** The `[N]` of a table or list follows its rows while somebody types. */
	readonly autoUpdateCounts: boolean;
	readonly rainbowColumns: boolean;
	/** What has become slow is said in the log, once. */
	readonly logsSlowness: boolean;
}

/** Reads `section.name` out of nested or dotted configuration objects. */
type Raw = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

const at = (raw: unknown, path: string): unknown => {
	let value = raw;
	for (const name of path.split(".")) {
		if (!isRecord(value)) return undefined;
		value = value[name];
	}
	return value;
};

const oneOf = <T extends string>(value: unknown, allowed: readonly T[], fallback: T): T =>
	allowed.find((each) => each === value) ?? fallback;

const bool = (value: unknown, fallback: boolean): boolean => (typeof value === "boolean" ? value : fallback);

const integer = (value: unknown, min: number, max: number): number | undefined =>
	typeof value === "number" && Number.isInteger(value) && value >= min && value <= max ? value : undefined;

const strings = (value: unknown): readonly string[] | undefined =>
	Array.isArray(value) && value.every((each) => typeof each === "string") ? value : undefined;

/** Names with files; a model may be called `__proto__`. */
const files = (value: unknown): Readonly<Record<string, string>> =>
	Object.assign(
		Object.create(null),
		Object.fromEntries(
			Object.entries(isRecord(value) ? value : {}).filter(
				(entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "",
			),
		),
	);

const saveRule = (value: unknown): SaveRule[] => {
	if (!isRecord(value)) return [];
	const { files, to, output } = value;
	const format = TARGET_FORMATS.find((each) => each === to);
	if (typeof files !== "string" || typeof output !== "string" || format === undefined) return [];
	return [{ files, to: format, output }];
};

/** Globs with most tokens; what is no whole number is left out. */
const budgetRules = (value: unknown): readonly BudgetRule[] =>
	Object.entries(isRecord(value) ? value : {}).flatMap(([files, tokens]) => {
		const most = integer(tokens, 0, Number.MAX_SAFE_INTEGER);
		return most === undefined ? [] : [{ files, tokens: most }];
	});

const DEFAULT_RULE: SaveRule = { files: "**/*.toon", to: "markdown", output: "${dir}/${name}.md" };

/**
 * Settings from whatever the client answers for the section `toon` (undefined for clients without configuration).
 * Unknown names are ignored, wrong values count as absent.
 */
export function readSettings(raw: unknown): Settings {
	const severities: Partial<Record<StyleCode, Severity | "off">> = {};
	const chosen = at(raw, "validation.severities");
	for (const code of STYLE_CODES) {
		const value = isRecord(chosen) ? chosen[code] : undefined;
		if (value === "off" || value === "hint" || value === "information" || value === "warning") severities[code] = value;
	}
	const rules = at(raw, "convertOnSave.rules");
	const done = strings(at(raw, "markdown.statusWords.done"));
	const open = strings(at(raw, "markdown.statusWords.open"));
	const model = at(raw, "tokens.model");
	const price = at(raw, "tokens.pricePerMillion");
	return {
		strict: bool(at(raw, "strict"), true),
		indentSize: integer(at(raw, "indentSize"), 1, 16) ?? "auto",
		maxProblems: integer(at(raw, "validation.maxProblems"), 1, 100_000) ?? 1000,
		severities,
		model: typeof model === "string" && model !== "" ? model : "gpt-5",
		tokenizers: files(at(raw, "tokens.tokenizers")),
		compare: strings(at(raw, "tokens.compare")) ?? ["o200k_base", "cl100k_base"],
		budgets: budgetRules(at(raw, "tokens.budget")),
		pricePerMillion: typeof price === "number" && price >= 0 ? price : null,
		tokenLenses: bool(at(raw, "tokens.codeLens"), false),
		advice: bool(at(raw, "advice"), true),
		baseline: oneOf(at(raw, "savings.baseline"), ["json-compact", "json", "yaml"], "json-compact"),
		recordSavings: bool(at(raw, "savings.enabled"), true),
		keepSavingsDays: integer(at(raw, "savings.keepDays"), 31, 36_500) ?? 400,
		convertOnSave: bool(at(raw, "convertOnSave.enabled"), false),
		saveRules: Array.isArray(rules) ? rules.flatMap(saveRule) : [DEFAULT_RULE],
		delimiter: oneOf(at(raw, "convert.delimiter"), ["comma", "tab", "pipe"], "comma"),
		taskLists: oneOf(at(raw, "markdown.taskLists"), ["auto", "never"], "auto"),
		statusWords: done && open ? { done, open } : null,
		comments: oneOf(at(raw, "markdown.comments"), ["html", "drop"], "html"),
		markdownFences: bool(at(raw, "markdown.fences"), true),
		escapeFormulas: bool(at(raw, "csv.escapeFormulas"), false),
		csvDelimiter: CSV_DELIMITERS[oneOf(at(raw, "csv.delimiter"), CSV_DELIMITER_NAMES, "auto")],
		alignColumns: bool(at(raw, "format.alignColumns"), false),
		removeNeedlessQuotes: bool(at(raw, "format.removeNeedlessQuotes"), false),
		autoUpdateCounts: bool(at(raw, "autoUpdateCounts"), true),
		rainbowColumns: bool(at(raw, "rainbowColumns"), true),
		logsSlowness: bool(at(raw, "metrics.log"), true),
	};
}

/** Resources whose settings are remembered. */
const MOST_KNOWN = 1000;

const CSV_DELIMITERS = { auto: "auto", comma: ",", semicolon: ";", tab: "\t", pipe: "|" } as const;
const CSV_DELIMITER_NAMES = ["auto", "comma", "semicolon", "tab", "pipe"] as const;

/** Asks the client once for each resource and remembers the answer until the configuration changes. */
export class SettingsStore {
	readonly #fetch: (uri: string) => Promise<unknown>;
	/** Files that are converted and never opened are asked for as well, and never closed. */
	readonly #known = new LRUCache<string, Promise<Settings>>({ max: MOST_KNOWN });

	readonly #finish: (settings: Settings) => Settings;

	/**
	 * @param fetch The section `toon` as it applies to a resource; a failure counts as no configuration.
	 * @param finish What is made of settings that were read, once for each answer.
	 */
	constructor(fetch: (uri: string) => Promise<unknown>, finish: (settings: Settings) => Settings = (read) => read) {
		this.#fetch = fetch;
		this.#finish = finish;
	}

	of(uri: string): Promise<Settings> {
		let settings = this.#known.get(uri);
		if (settings === undefined) {
			settings = this.#fetch(uri)
				.then(readSettings, () => readSettings(undefined))
				.then(this.#finish);
			this.#known.set(uri, settings);
		}
		return settings;
	}

	forget(uri: string): void {
		this.#known.delete(uri);
	}

	clear(): void {
		this.#known.clear();
	}
}
