/** Where bytes come from and go to: Node's file system, or an editor's for schemes that Node cannot reach. */
import type { URI } from "vscode-uri";

export interface Files {
	/** The whole content, or undefined where there is no such file. Throws a FileError. */
	read(uri: URI): Promise<Uint8Array | undefined>;
	/** Replaces the whole content at once or not at all; makes missing folders. Throws a FileError. */
	write(uri: URI, content: Uint8Array, guard?: WriteGuard): Promise<void>;
	/** Whether two names lead to one file, over links and twins of a name; absent where nobody can tell. */
	isSame?(one: URI, other: URI): Promise<boolean>;
}

/** What to say where somebody else was faster. */
export const changedMeanwhile = (how: string): FileError =>
	new FileError(`not written: it was ${how} by somebody else meanwhile; run it again`, "ECHANGED");

/** What to say where the content was made from a source that is another by now. */
export const sourceChanged = (): FileError =>
	new FileError("not written: the source was changed meanwhile; run it again", "ECHANGED");

/** What must still hold at the moment of a write; else nothing is written. */
export interface WriteGuard {
	/** What the file held when it was read; undefined: there was none. */
	readonly previous: Uint8Array | undefined;
	/** Whether what the content was made from is still the same. */
	readonly isCurrent?: () => boolean;
}

/**
 * What went wrong with a file, in one line for people that does not repeat the file's name. `code` is the system's name
 * for it (`ENOSPC`), `EOUTSIDE` where a write would have left the folders it may go to, or `ECHANGED` where somebody else
 * was faster.
 */
export class FileError extends Error {
	readonly code: string;

	constructor(message: string, code: string, options?: ErrorOptions) {
		super(message, options);
		this.name = "FileError";
		this.code = code;
	}
}
