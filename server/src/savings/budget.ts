/** Budgets of tokens: what is over one, and how that is told. */

/** The diagnostic code of a file that costs more than its budget. */
export const OVER_BUDGET_CODE = "over-budget";

/**
 * What to say of a text that costs more than its budget; undefined where it does not.
 * @param encoding as it is shown beside counts: `~` in front of an estimate
 */
export function overBudget(tokens: number, budget: number, encoding: string): string | undefined {
	if (tokens <= budget) return undefined;
	const figure = (count: number): string => count.toLocaleString("en");
	const mark = encoding.startsWith("~") ? "~" : "";
	return (
		`${mark}${figure(tokens)} tokens (${encoding.replace("~", "")}), ${mark}${figure(tokens - budget)} over the budget of ` +
		`${figure(budget)}. Optimise or shorten it, or raise the budget.`
	);
}
