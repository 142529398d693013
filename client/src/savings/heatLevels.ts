/** From how many tokens on a cell is drawn in which colour. Knows nothing of the editor. */

/** Least tokens of each level, from the second on; what costs less is drawn in none. */
const LEVELS = [4, 8, 16, 32] as const;

/** 0 to 4. A cell of up to three tokens (a number, a short word) is what cells cost. */
export const levelOf = (tokens: number): number => LEVELS.filter((least) => tokens >= least).length;
