/** The style sheet of HTML documents: light and dark, for the screen and for paper. */
export const STYLE_SHEET: readonly string[] = [
	":root { color-scheme: light dark; --line: light-dark(#d0d7de, #3d444d); --soft: light-dark(#f6f8fa, #1c2128); }",
	"body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: light-dark(#1f2328, #e6edf3); background: light-dark(#fff, #0d1117); }",
	"main { max-width: 72rem; margin: 0 auto; padding: 2rem 1.5rem; }",
	"h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.5em 0 0.5em; overflow-wrap: anywhere; }",
	"h1 { margin-top: 0; }",
	"section section { border-inline-start: 2px solid var(--line); padding-inline-start: 1rem; }",
	"p { margin: 0.25em 0; }",
	"span, td, th { white-space: pre-wrap; overflow-wrap: anywhere; }",
	"table { border-collapse: collapse; margin: 0.75em 0; font-variant-numeric: tabular-nums; }",
	"th, td { border: 1px solid var(--line); padding: 0.35em 0.7em; text-align: start; vertical-align: top; }",
	"thead th { background: var(--soft); position: sticky; top: 0; }",
	"td.number { text-align: end; }",
	"tbody tr:nth-child(even) { background: var(--soft); }",
	"@media print { main { max-width: none; padding: 0; } thead th { position: static; } }",
];
