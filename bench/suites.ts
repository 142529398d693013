/** Every suite, in the order of the table. */
import type { Suite } from "./framework";

export const suites: readonly Suite[] = [];
