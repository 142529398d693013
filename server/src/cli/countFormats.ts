/** How `count` can print. */

/** `github` and `sarif` print only what is wrong or over its budget. */
export const COUNT_FORMATS = ["text", "json", "github", "sarif"] as const;

export type CountFormat = (typeof COUNT_FORMATS)[number];
