/** The same value as JSON, counted beside the TOON, and what counts as saved. */

export { overBudget, overBudgetCode } from "./budget";
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
export { type Costliest, costliest, type Part } from "./costliest";
export { jsonText } from "./jsonText";
export { type Counts, Meter } from "./meter";
export { type Saved, saved } from "./saved";
export { TextMeter } from "./textMeter";
