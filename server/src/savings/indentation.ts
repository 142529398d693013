/** The indentation of JSON.stringify(value, null, 2). */

const SPACES = "  ";
const ready: readonly string[] = Array.from({ length: 64 }, (_, depth) => SPACES.repeat(depth));

/** Two spaces a level. */
export function indentation(depth: number): string {
	return ready[depth] ?? SPACES.repeat(depth);
}
