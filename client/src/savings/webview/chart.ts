/** The chart of a report: a bar for each week, downwards where TOON cost more. */
import type { SavingsReport } from "../../../../server/src/lsp/protocol";
import { BASELINE_NAMES, type Baseline, figure, savedOf } from "./figures";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 720;
const HEIGHT = 200;
/** Room for the labels below. */
const FOOT = 22;
const MOST_WEEKS = 53;
const MOST_BAR = 56;

export function weekChart(report: SavingsReport, baseline: Baseline): SVGSVGElement {
	const weeks = report.weeks.slice(-MOST_WEEKS);
	const values = weeks.map((week) => savedOf(week, baseline));
	const top = Math.max(0, ...values);
	const bottom = Math.min(0, ...values);
	const scale = (HEIGHT - FOOT - 16) / (top - bottom || 1);
	const zero = 12 + top * scale;
	const step = Math.min(WIDTH / weeks.length, MOST_BAR * 1.4);
	const chart = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "chart", role: "img" });
	chart.setAttribute(
		"aria-label",
		`Tokens saved a week against ${BASELINE_NAMES[baseline]}; the table below has the figures`,
	);
	for (const [index, week] of weeks.entries()) {
		const value = values[index] ?? 0;
		const height = Math.max(1, Math.abs(value) * scale);
		const bar = shape("rect", {
			x: index * step + step * 0.14,
			y: value >= 0 ? zero - height : zero,
			width: step * 0.72,
			height,
			class: value >= 0 ? "bar" : "bar loss",
		});
		const title = shape("title", {});
		title.textContent = `Week from ${week.week}: ${report.exact ? "" : "~"}${figure(value)} tokens`;
		bar.append(title);
		chart.append(bar);
		if (weeks.length > 12 && index % Math.ceil(weeks.length / 8) !== 0) continue;
		const label = shape("text", { x: index * step + step / 2, y: HEIGHT - 6, "text-anchor": "middle" });
		label.textContent = week.week.slice(5);
		chart.append(label);
	}
	chart.append(shape("line", { x1: 0, x2: WIDTH, y1: zero, y2: zero, class: "axis" }));
	const most = shape("text", { x: WIDTH, y: 10, "text-anchor": "end" });
	most.textContent = `most in a week: ${report.exact ? "" : "~"}${figure(Math.max(...values))}`;
	chart.append(most);
	return chart;
}

function shape<Tag extends keyof SVGElementTagNameMap>(
	tag: Tag,
	attributes: Readonly<Record<string, string | number>>,
): SVGElementTagNameMap[Tag] {
	const made = document.createElementNS(SVG, tag);
	for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
	return made;
}
