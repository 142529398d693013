/** What the process says to scripts: fixed, see docs/cli.md. */
export const exitCodes = {
	/** Nothing is wrong, nothing was to be done. */
	ok: 0,
	/** Files were written, or would be under --check. */
	changed: 1,
	/** Input is invalid, or something was refused or failed. */
	failed: 2,
	/** The command line itself is wrong. */
	usage: 64,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A command line that cannot be followed. The message is one line. */
export class UsageError extends Error {
	override readonly name = "UsageError";
}
