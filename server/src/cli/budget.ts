/** Budgets at the command line: each file has one, and all files together. */
import { OVER_BUDGET_CODE, overBudget } from "../savings";
import type { Problem } from "../workspace/tasks";
import type { NamedEncoding } from "./encoding";

export interface BudgetOptions {
	/** Most tokens that a file may cost as TOON. */
	readonly budget?: number;
	/** Most tokens of all files together. */
	readonly budgetTotal?: number;
}

/** What is over a budget: by how much, and how to tell it. */
export interface Over {
	readonly tokens: number;
	readonly problem: Problem;
}

/** Adds up what files cost, and tells what is over. */
export class Budget {
	/** Whether something was over. */
	isOver = false;
	readonly #options: BudgetOptions;
	readonly #label: string;
	#total = 0;

	constructor(options: BudgetOptions, model: NamedEncoding) {
		this.#options = options;
		this.#label = model.label;
	}

	/** @param tokens of one file */
	file(tokens: number): Over | undefined {
		this.#total += tokens;
		return this.#check(tokens, this.#options.budget, "");
	}

	/** After the last file. */
	all(): Over | undefined {
		return this.#check(this.#total, this.#options.budgetTotal, "All files together: ");
	}

	#check(tokens: number, budget: number | undefined, what: string): Over | undefined {
		const message = budget === undefined ? undefined : overBudget(tokens, budget, this.#label);
		if (message === undefined) return undefined;
		this.isOver = true;
		return {
			tokens: tokens - budget!,
			problem: { severity: "warning", code: OVER_BUDGET_CODE, message: what + message },
		};
	}
}
