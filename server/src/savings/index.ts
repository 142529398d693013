/** The same value as JSON, counted beside the TOON, and what counts as saved. */
export { ColumnCosts } from "./columnCosts";
export { type Counts, Meter } from "./meter";
export { type Saved, saved } from "./saved";
