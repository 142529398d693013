/** The same value as JSON, counted beside the TOON, and what counts as saved. */

export { ColumnCosts } from "./columnCosts";
export {
	addComparisons,
	type Comparison,
	compareForms,
	type Form,
	type FormCounts,
	formNames,
	forms,
	noComparison,
} from "./compare";
export { jsonText } from "./jsonText";
export { type Counts, Meter } from "./meter";
export { type Saved, saved } from "./saved";
export { TextMeter } from "./textMeter";
