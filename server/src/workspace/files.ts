/** Where bytes come from and go to: Node's file system, or an editor's for schemes that Node cannot reach. */
import type { URI } from "vscode-uri";

export interface Files {
	/** The whole content, or undefined where there is no such file. Throws a FileError. */
	read(uri: URI): Promise<Uint8Array | undefined>;
	/** Replaces the whole content at once or not at all; makes missing folders. Throws a FileError. */
	write(uri: URI, content: Uint8Array): Promise<void>;
}

/**
 * What went wrong with a file, in one line for people that does not repeat the file's name. `code` is the system's name
 * for it (`ENOSPC`), or `EOUTSIDE` where a write would have left the folders it may go to.
 */
export class FileError extends Error {
	readonly code: string;

	constructor(message: string, code: string, options?: ErrorOptions) {
		super(message, options);
		this.name = "FileError";
		this.code = code;
	}
}
