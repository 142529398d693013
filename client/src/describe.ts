/** Errors in words. */

/** The message of whatever was thrown. */
export function describe(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
