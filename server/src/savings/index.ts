/** The same value as JSON, counted beside the TOON, and what counts as saved. */

export { OVER_BUDGET_CODE, overBudget } from "./budget";
export { ColumnCosts } from "./columnCosts";
export {
	addComparisons,
	type Comparison,
	compareForms,
	FORM_NAMES,
	FORMS,
	type Form,
	type FormCounts,
	noComparison,
} from "./compare";
export { type Costliest, costliest, type Part } from "./costliest";
export { type Heat, type HeatCell, heatOf } from "./heat";
export { jsonText } from "./jsonText";
export { type Counts, Meter } from "./meter";
export { type Saved, saved } from "./saved";
export { TextMeter } from "./textMeter";
export { WindowedJson } from "./windowedJson";
export { BASELINE_NAMES, type Baseline, comparedWith, difference, grouped, type Mark, tokenCount } from "./words";
