/** What the thread of the queries is told and answers, and what it may use. */

export interface JqJob {
	/** The input, as JSON. */
	readonly json: string;
	/** In jq's language. */
	readonly expression: string;
	/** What `$file` stands for. */
	readonly file: string;
}

export type JqAnswer =
	/** One JSON text for each output, on one line each. */
	| { readonly outputs: readonly string[] }
	/** The expression is not jq. */
	| { readonly problem: "expression"; readonly message: string }
	/** It cannot be applied to this value. */
	| { readonly problem: "value"; readonly message: string }
	| { readonly problem: "out-of-memory" | "result-too-large" };

export const QUERY_BOUNDS = {
	/** Of jq's own memory. */
	memoryBytes: 1024 * 2 ** 20,
	/** UTF-16 units of all outputs. */
	resultUnits: 64 * 2 ** 20,
	/** Levels of nesting of a value; jq's stack takes some 700. */
	depth: 500,
	/** Time for a small input, and more for each million units of a large one. */
	milliseconds: 10_000,
	millisecondsPerMillion: 1_000,
} as const;
