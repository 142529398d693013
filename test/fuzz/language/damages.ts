/** Damage as people and models do it to documents: each kind is made at a random place where it can be. */
import type { Damage } from "./damages/places";
import { SPELLING } from "./damages/spelling";
import { STRUCTURE } from "./damages/structure";

export type { Damage };
export { SPELLING, STRUCTURE };
export const DAMAGES: readonly Damage[] = [...STRUCTURE, ...SPELLING];
