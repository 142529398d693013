/** What the same value costs in each of the forms that a prompt may carry, and which of them is the cheapest. */

/** The forms, the one to prefer at equal cost first. */
export const FORMS = ["toon", "toonTab", "toonPipe", "json", "jsonCompact", "yaml", "csv", "markdown"] as const;

/**
 * `toon`, `toonTab`, `toonPipe`: as the encoder writes the value with each delimiter. `json`: indented by two spaces.
 * `csv`, `markdown`: one table, where the value is one.
 */
export type Form = (typeof FORMS)[number];

/** Tokens by form; null where the value has no such form. */
export type FormCounts = Readonly<Record<Form, number | null>>;

export interface Comparison {
	readonly formats: FormCounts;
	/** Null where there is no value. */
	readonly cheapest: Form | null;
}

/**
 * Counts each form.
 * @param write the value in a form; undefined where it has no such form
 */
export function compareForms(write: (form: Form) => string | undefined, count: (text: string) => number): Comparison {
	const counted = FORMS.map((form) => {
		const text = write(form);
		return [form, text === undefined ? null : count(text)] as const;
	});
	return comparisonOf(Object.fromEntries(counted) as FormCounts);
}

/** A document without a value has none of the forms. */
export const noComparison: Comparison = comparisonOf(
	Object.fromEntries(FORMS.map((form) => [form, null])) as FormCounts,
);

/** Several files together; a form that one of them lacks is none that all could be sent in. */
export function addComparisons(one: Comparison | undefined, other: Comparison): Comparison {
	if (one === undefined) return other;
	const sum = (form: Form): number | null => {
		const a = one.formats[form];
		const b = other.formats[form];
		return a === null || b === null ? null : a + b;
	};
	return comparisonOf(Object.fromEntries(FORMS.map((form) => [form, sum(form)])) as FormCounts);
}

function comparisonOf(formats: FormCounts): Comparison {
	let cheapest: Form | null = null;
	let least = Number.POSITIVE_INFINITY;
	for (const form of FORMS) {
		const tokens = formats[form];
		if (tokens === null || tokens >= least) continue;
		least = tokens;
		cheapest = form;
	}
	return { formats, cheapest };
}

/** Names of the forms for people. */
export const FORM_NAMES: Readonly<Record<Form, string>> = {
	toon: "TOON",
	toonTab: "TOON, tabs",
	toonPipe: "TOON, pipes",
	json: "JSON",
	jsonCompact: "compact JSON",
	yaml: "YAML",
	csv: "CSV",
	markdown: "Markdown table",
};
