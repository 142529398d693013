/** What the meter says: in the status bar, in its tooltip and in the report. Knows nothing of the editor. */
import {
	BASELINE_NAMES,
	type CountTextResult,
	comparedWith,
	difference,
	grouped,
	type Mark,
	type TokensResult,
	tokenCount,
} from "../../server/src/lsp/protocol";
import { markdownText } from "./markdownText";

const ICON = "$(symbol-numeric)";

const markOf = ({ exact }: { readonly exact: boolean }): Mark => (exact ? "" : "~");

export const isOverBudget = ({ toon, budget }: TokensResult): boolean => budget !== undefined && toon > budget;

/** `1,651 tokens · 27 % fewer than JSON` */
export const meterText = (counts: TokensResult): string => `${ICON} ${said(counts)}`;

/** The same for somebody who listens. */
export const spokenText = (counts: TokensResult): string =>
	`${said(counts)}${isOverBudget(counts) ? ", over its budget" : ""}`;

function said(counts: TokensResult): string {
	const { toon, savings } = counts;
	const words = savings && comparedWith(toon, savings.baselineTokens, BASELINE_NAMES[savings.baseline]);
	return [tokenCount(toon, markOf(counts)), ...(words ? [words] : [])].join(" · ");
}

/** Of a selection of TOON. */
export const selectionText = (tokens: number, exact: boolean): string =>
	`${ICON} ${tokenCount(tokens, markOf({ exact }))} selected`;

/** Of a text that is no TOON: `1,651 tokens · 27 % fewer as TOON` */
export function foreignText(counts: CountTextResult, isSelection: boolean): string {
	const total = `${ICON} ${tokenCount(counts.tokens, markOf(counts))}${isSelection ? " selected" : ""}`;
	if (counts.asToon === null) return total;
	const words = difference(counts.asToon, counts.tokens);
	return words === undefined ? total : `${total} · ${words} as TOON`;
}

/** What the tooltip says of a text that is no TOON. */
export function foreignTooltip(counts: CountTextResult, title: string): string {
	const mark = markOf(counts);
	const lines = [
		`${title}: **${tokenCount(counts.tokens, mark)}** (${markdownText(counts.encoding.replace("~", ""))}).`,
	];
	if (counts.asToon === null) lines.push("It is no whole value, so there is nothing to compare.");
	else if (counts.tokens > 0) lines.push(`As TOON: ${tokenCount(counts.asToon, mark)}.`);
	if (!counts.exact) lines.push("An estimate: the model's own tokenizer is not public or not known.");
	return lines.join("\n\n");
}

/** A form of the same value, as a row of the table. */
interface Row {
	readonly baseline: keyof typeof BASELINE_NAMES;
	tokens(counts: TokensResult): number | null;
}

const ROWS: readonly Row[] = [
	{ baseline: "json-compact", tokens: ({ jsonCompact }) => jsonCompact },
	{ baseline: "json", tokens: ({ json }) => json },
	{ baseline: "yaml", tokens: ({ savings }) => (savings?.baseline === "yaml" ? savings.baselineTokens : null) },
];

/** The tooltip's Markdown: a column for each encoding, a row for each form, then what is to be said of the first. */
export function tooltipText(columns: readonly TokensResult[], pricePerMillion: number | null): string {
	const [first] = columns;
	if (first === undefined) return "";
	const parts =
		first.toon === 0
			? ["The document is empty: there is nothing to compare."]
			: [table(columns, first), ...remarks(first, pricePerMillion)];
	return [...parts, LINKS].join("\n\n");
}

const LINKS = [
	"[Change model](command:toon.chooseModel)",
	"[Change baseline](command:toon.chooseBaseline)",
	"[Copy](command:toon.copyTokenCounts)",
	"[Report](command:toon.showTokenReport)",
	"[Compare formats](command:toon.compareFormats)",
	"[Optimise](command:toon.optimize)",
].join(" · ");

function table(columns: readonly TokensResult[], first: TokensResult): string {
	const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
	const chosen = first.savings?.baseline;
	const rows = ROWS.filter(({ baseline }) => baseline !== "yaml" || chosen === "yaml").map(({ baseline, tokens }) => {
		const name = BASELINE_NAMES[baseline];
		const label = baseline === chosen ? `**${name}** (baseline)` : name;
		return line([label, ...columns.map((counts) => against(counts.toon, tokens(counts), markOf(counts)))]);
	});
	return [
		line(["Tokens", ...columns.map(({ encoding }) => markdownText(encoding))]),
		line([":--", ...columns.map(() => "--:")]),
		line(["TOON", ...columns.map((counts) => `**${markOf(counts)}${grouped(counts.toon)}**`)]),
		...rows,
	].join("\n");
}

/** The tokens of another form, and what TOON is beside them. */
function against(own: number, other: number | null, mark: Mark): string {
	if (other === null) return "–";
	const words = difference(own, other);
	return `${mark}${grouped(other)}${words === undefined ? "" : ` · TOON ${words}`}`;
}

function remarks(counts: TokensResult, pricePerMillion: number | null): string[] {
	const { toon, savings, context, budget, jsonCompact, notice } = counts;
	const mark = markOf(counts);
	const remarks: string[] = [];
	if (savings !== null && savings.tokens < 0) {
		const more = `${tokenCount(-savings.tokens, mark)} more than ${BASELINE_NAMES[savings.baseline]}`;
		remarks.push(`TOON costs ${more} here: [optimise it](command:toon.optimize), or send another format.`);
	}
	if (context !== undefined) {
		const share = ((toon / context) * 100).toFixed(toon < context / 10 ? 1 : 0);
		remarks.push(`${share} % of the ${grouped(context)} tokens that the model reads at once.`);
	}
	if (budget !== undefined && toon > budget) {
		remarks.push(`$(warning) ${tokenCount(toon - budget, mark)} over the budget of ${grouped(budget)}.`);
	}
	if (jsonCompact === null) remarks.push("No comparison with JSON while the document has errors.");
	if (notice !== undefined) remarks.push(markdownText(notice));
	if (pricePerMillion !== null) {
		const cost = (tokens: number): string => `$${((tokens / 1e6) * pricePerMillion).toFixed(6)}`;
		const other = savings && `, as ${BASELINE_NAMES[savings.baseline]} ${cost(savings.baselineTokens)}`;
		remarks.push(`Cost as input: ${cost(toon)}${other ?? ""}.`);
	}
	return remarks;
}

/** The report of a document: the tooltip without what can be pressed. */
export function tokenReport(name: string, columns: readonly TokensResult[], pricePerMillion: number | null): string {
	const text = tooltipText(columns, pricePerMillion).split("\n").slice(0, -2).join("\n");
	const plain = text.replaceAll(/\$\([a-z-]+\) /g, "").replaceAll(/\[([^\]]+)\]\(command:[^)]+\)/g, "$1");
	return `# Tokens of ${markdownText(name)}\n\n${plain}\n`;
}
