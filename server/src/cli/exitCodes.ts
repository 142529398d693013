/** What the process says to scripts: fixed, see docs/cli.md. */
export const EXIT_CODES = {
	/** Done, or nothing was to be done. */
	ok: 0,
	/** Under --check: something is out of date. `hook run`: it wrote and did not stage, so that the commit stops. */
	stale: 1,
	/** Input is invalid, or something was refused or failed. */
	failed: 2,
	/** Something costs more tokens than its budget. */
	overBudget: 3,
	/** The command line itself is wrong. */
	usage: 64,
} as const;

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];

/** A command line that cannot be followed. The message is one line. */
export class UsageError extends Error {
	override readonly name = "UsageError";
}
