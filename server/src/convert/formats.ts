/** The table of formats: the one place that says what there is and what it is called. Its converters are in registry.ts. */

interface FormatFacts {
	/** As people call it. */
	readonly title: string;
	/** With their dots, the first one for new files. */
	readonly extensions: readonly [string, ...string[]];
	/** Can be converted from. */
	readonly isRead: boolean;
	/** Offered as a target; what is only another way to write a format that is offered is not. */
	readonly isTarget: boolean;
	/** Holds one table, and no other values. */
	readonly isTable?: boolean;
}

/** By name, which is also the name of the language in editors. */
const FORMAT_TABLE = {
	toon: { title: "TOON", extensions: [".toon"], isRead: true, isTarget: true },
	json: { title: "JSON", extensions: [".json", ".geojson", ".webmanifest"], isRead: true, isTarget: true },
	jsonc: { title: "JSON with Comments", extensions: [".jsonc", ".code-workspace"], isRead: true, isTarget: false },
	jsonl: { title: "JSON Lines", extensions: [".jsonl", ".ndjson"], isRead: true, isTarget: true },
	yaml: { title: "YAML", extensions: [".yaml", ".yml"], isRead: true, isTarget: true },
	csv: { title: "CSV", extensions: [".csv"], isRead: true, isTarget: true, isTable: true },
	tsv: { title: "TSV", extensions: [".tsv", ".tab"], isRead: true, isTarget: true, isTable: true },
	markdown: { title: "Markdown", extensions: [".md", ".markdown"], isRead: true, isTarget: true },
	html: { title: "HTML", extensions: [".html", ".htm"], isRead: false, isTarget: true },
} as const satisfies Readonly<Record<string, FormatFacts>>;

/** Everything that can be read, written, or both. */
export type Format = keyof typeof FORMAT_TABLE;

type FormatWith<Fact extends "isRead" | "isTarget"> = {
	[F in Format]: (typeof FORMAT_TABLE)[F][Fact] extends true ? F : never;
}[Format];

/** A format that is not TOON and can be read. */
export type ReadableFormat = Exclude<FormatWith<"isRead">, "toon">;

/** A format that people are offered to convert to. */
export type TargetFormat = FormatWith<"isTarget">;

export const FORMATS = Object.keys(FORMAT_TABLE) as readonly Format[];

export const TARGET_FORMATS = FORMATS.filter((format) => FORMAT_TABLE[format].isTarget) as readonly TargetFormat[];

export const isFormat = (name: string): name is Format => Object.hasOwn(FORMAT_TABLE, name);

/** What a source can be converted to: all targets but itself. From TOON also TOON, with another delimiter. */
export const targetsOf = (from: Format): readonly TargetFormat[] =>
	TARGET_FORMATS.filter((to) => to !== from || to === "toon");

/** Whether a format is another than TOON and can be read. */
export const isReadable = (format: Format): format is ReadableFormat =>
	format !== "toon" && FORMAT_TABLE[format].isRead;

/** Whether a format holds one table, and no other values. */
export const isTable = (format: Format): boolean => "isTable" in FORMAT_TABLE[format];

/** A format as people call it. */
export const titleOf = (format: Format): string => FORMAT_TABLE[format].title;

/** The format of a file by its extension, in any case; undefined when it is none of ours. */
export function formatOf(fileName: string): Format | undefined {
	const name = fileName.toLowerCase();
	return FORMATS.find((format) => FORMAT_TABLE[format].extensions.some((ending) => name.endsWith(ending)));
}

/** The extensions of a format, with their dots. */
export const extensionsOf = (format: Format): readonly string[] => FORMAT_TABLE[format].extensions;

/** The extension of new files of a format, with its dot. */
export const extensionOf = (format: Format): string => FORMAT_TABLE[format].extensions[0];
