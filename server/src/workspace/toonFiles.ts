/** What editor features need of a file system: whether a file is there, and which .toon files a folder has. */
import type { URI } from "vscode-uri";

/** A file as it is on disk. */
export interface ToonFile {
	readonly uri: string;
	/** Changes when the content does. */
	readonly stamp: string;
	/** The whole text; undefined when it cannot be read any more. */
	text(): Promise<string | undefined>;
}

export interface ToonFiles {
	exists(uri: URI): Promise<boolean>;
	/** The .toon files below a folder, without those of packages and version control; at most `limit`. */
	below(folder: URI, limit: number): AsyncIterable<ToonFile>;
}
