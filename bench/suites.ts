/** Every suite, in the order of the table. */
import type { Suite } from "./framework";
import { tokens } from "./tokens.bench";

export const suites: readonly Suite[] = [tokens];
