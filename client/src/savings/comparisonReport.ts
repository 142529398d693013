/** A comparison of formats as Markdown: a bar for each, and a table. Knows nothing of the editor. */
import { type CompareResult, difference, grouped, tokenCount } from "../../../server/src/lsp/protocol";
import { markdownText } from "../markdownText";

type Form = keyof CompareResult["formats"];

export const FORM_NAMES: Readonly<Record<Form, string>> = {
	toon: "TOON",
	toonTab: "TOON, tabs",
	toonPipe: "TOON, pipes",
	json: "JSON",
	jsonCompact: "Compact JSON",
	yaml: "YAML",
	csv: "CSV",
	markdown: "Markdown table",
};

/** Blocks of the longest bar. */
const BAR_WIDTH = 30;
const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A bar of `share`, 0 to 1, in eighths of a character. */
export function bar(share: number): string {
	const length = Math.max(1, Math.round(share * BAR_WIDTH * 8));
	return "█".repeat(length >> 3) + EIGHTHS[length & 7];
}

/** @param name of what was compared */
export function comparisonReport(name: string, { encoding, exact, formats, cheapest }: CompareResult): string {
	const title = `# Formats of ${markdownText(name)}`;
	if (cheapest === null) return `${title}\n\nThe document has errors, and so no value that other formats could hold.\n`;
	const mark = exact ? "" : "~";
	const counted = Object.entries(formats) as [Form, number | null][];
	const known = counted.flatMap(([form, tokens]) => (tokens === null ? [] : [[form, tokens] as const]));
	known.sort(([, a], [, b]) => a - b);
	const most = Math.max(...known.map(([, tokens]) => tokens));
	const least = formats[cheapest] ?? 0;
	const own = formats.toon ?? least;
	const rows = known.map(([form, tokens]) => {
		const label = form === cheapest ? `**${FORM_NAMES[form]}**` : FORM_NAMES[form];
		const change = form === "toon" ? "" : (difference(tokens, own) ?? "");
		return `| ${label} | ${mark}${grouped(tokens)} | ${change} | ${bar(most === 0 ? 0 : tokens / most)} |`;
	});
	const missing = counted.filter(([, tokens]) => tokens === null).map(([form]) => FORM_NAMES[form]);
	const others = missing.length === 0 ? "" : `\n\nNot one table, so there is no form as ${missing.join(" or ")}.`;
	const verdict = cheapest.startsWith("toon")
		? `The cheapest is ${FORM_NAMES[cheapest]}: ${tokenCount(least, mark)}.`
		: `TOON is not the cheapest here: ${FORM_NAMES[cheapest]} costs ${tokenCount(least, mark)}, TOON ${mark}${grouped(own)}.`;
	return [
		title,
		"",
		`${verdict} Counted with ${markdownText(encoding.replace("~", ""))}${exact ? "" : ", as an estimate"}.`,
		"",
		"| Format | Tokens | Beside TOON | |",
		"|:--|--:|--:|:--|",
		...rows,
	]
		.join("\n")
		.concat(others, "\n");
}
