/** What is read of a header: positions, and nothing else. */

import type { DetailArgument, DiagnosticCode, Finding } from "../types";
import { COMMA } from "./characters";

/** The parts of a header, as positions in the text it was scanned in. Filled anew by each `scanHeader`. */
export class HeaderScan {
	/**
	 * Set when the header is malformed, with its place in the text; the rest is then what was read before, or all of it
	 * where only the length is unknown.
	 */
	error: Finding | undefined;

	bracketStart = 0;
	/** The closing bracket. */
	bracketEnd = 0;
	/** N; a double since it may be any number of digits. -1 where it is written wrongly. */
	declared = 0;
	delimiter = COMMA;
	keyed = false;
	/** Positions of the braces, or -1 where there is no field list. */
	fieldsStart = -1;
	fieldsEnd = -1;
	leaves = 0;
	/** The second of two equal field names in a group, or -1. */
	duplicateStart = -1;
	duplicateEnd = -1;
	colon = -1;
	/** First character of the inline values, or the end of the line. */
	valueStart = 0;

	/** Notes what is wrong in `[start, end)` of the text, and answers that the header is malformed. */
	fail<C extends DiagnosticCode>(code: C, start: number, end: number, ...[detail]: DetailArgument<C>): false {
		this.error = { code, start, end, detail } as Finding;
		return false;
	}
}
