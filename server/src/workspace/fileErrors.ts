/** Failures of the file system in words for people. */
import { FileError } from "./files";

const REASONS: Readonly<Record<string, string>> = {
	ENOENT: "there is no such file or folder",
	EACCES: "permission denied",
	EPERM: "permission denied",
	EROFS: "the file system is read-only",
	ENOSPC: "the disk is full",
	EDQUOT: "the disk quota is used up",
	EISDIR: "it is a folder, not a file",
	ENOTDIR: "a file stands where a folder should be",
	EEXIST: "a file stands where a folder should be",
	ENAMETOOLONG: "the name is too long",
	ELOOP: "its links lead in a circle",
	EMFILE: "too many files are open",
	ERR_FS_FILE_TOO_LARGE: "it is larger than 2 GiB",
};

/** A failure of the system in words. */
export function fileError(action: "read" | "write", error: unknown): FileError {
	if (error instanceof FileError) return error;
	const code = codeOf(error) ?? "EUNKNOWN";
	const reason = REASONS[code] ?? (error instanceof Error ? error.message.split("\n", 1)[0] : String(error));
	return new FileError(`cannot ${action}: ${reason}`, code, { cause: error });
}

/** Whether there is no such file. */
export const isMissing = (error: unknown): boolean => {
	const code = codeOf(error);
	return code === "ENOENT" || code === "ENOTDIR";
};

const codeOf = (error: unknown): string | undefined =>
	error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
