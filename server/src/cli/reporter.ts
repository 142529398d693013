/** What each reporter of `check` does. */
import type { Problem } from "../workspace/tasks";

export interface Reporter {
	/** Called once for each file, in order. What is about all of them has no name. */
	file(name: string | undefined, problems: readonly Problem[]): Promise<void>;
	end(totals: Totals): Promise<void>;
}

export interface Totals {
	readonly files: number;
	readonly errors: number;
	readonly warnings: number;
	/** Remarks that were not asked for. */
	readonly leftOut: number;
	/** What the process ends with, where errors do not decide that alone. */
	readonly exitCode?: number;
}
