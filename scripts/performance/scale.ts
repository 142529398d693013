/** Size against time and memory: what docs/scale.json holds, as curves on log axes and as tables. */
import type { Measure } from "../../bench/framework";
import type { Theme } from "./chart";

/** One process on one size of source. */
export interface Point {
	/** `CSV to TOON`, `check CSV`. */
	readonly name: string;
	/** As it is called: `10 MB`. */
	readonly size: string;
	/** Bytes of the source in MB, as it was. */
	readonly source: number;
	readonly seconds: number;
	/** MB of memory at the highest; absent where the system did not say. */
	readonly memory?: number;
}

export interface Scale {
	readonly date: string;
	readonly machine: string;
	readonly points: readonly Point[];
}

const MEASURE = /^(.+), (\d+ [kMG]B): (time|memory)$/;

/** The points of a run of the suite `scale`, in place of those that were known of the same. */
export function mergedScale(known: Scale, run: { date: string; machine: string; measures: readonly Measure[] }): Scale {
	const points = new Map(known.points.map((point) => [keyOf(point), point]));
	const own = run.measures.filter(({ suite }) => suite === "scale");
	if (own.length === 0) return known;
	for (const { name, ratio, detail } of own) {
		const [, what = "", size = "", kind] = MEASURE.exec(name) ?? [];
		if (kind !== "time") continue;
		const memory = own.find((other) => other.name === `${what}, ${size}: memory`)?.ratio;
		const source = Number.parseFloat(detail);
		const point: Point = {
			name: what,
			size,
			source,
			seconds: Number(ratio.toPrecision(3)),
			...(memory !== undefined && { memory: Number(memory.toPrecision(3)) }),
		};
		points.set(keyOf(point), point);
	}
	return { date: run.date, machine: run.machine, points: [...points.values()] };
}

const keyOf = ({ name, size }: Point): string => `${name}, ${size}`;

/** Panels of the chart, a row each, and what they show. */
const PANELS: readonly (readonly [title: string, names: readonly string[]])[] = [
	["To TOON", ["CSV", "TSV", "JSONL", "JSON", "YAML", "Markdown"].map((from) => `${from} to TOON`)],
	["From TOON", ["JSON", "JSONL", "CSV", "TSV", "YAML", "Markdown", "HTML"].map((to) => `TOON to ${to}`)],
	["Check", ["TOON", "CSV", "TSV", "JSONL", "JSON"].map((of) => `check ${of}`)],
	["Count", ["TOON", "CSV", "TSV", "JSONL", "JSON"].map((of) => `count ${of}`)],
];

const THEMES = {
	light: {
		ground: "#ffffff",
		frame: "#d1d9e0",
		text: "#1f2328",
		muted: "#59636e",
		lines: ["#0f8a7e", "#8250df", "#bf5700", "#0969da", "#b0216e", "#6e7781", "#9a6700"],
	},
	dark: {
		ground: "#0d1117",
		frame: "#3d444d",
		text: "#f0f6fc",
		muted: "#9198a1",
		lines: ["#3fd0bf", "#bc8cff", "#ff9e64", "#79c0ff", "#ff7bb5", "#b1bac4", "#e3b341"],
	},
} as const;

const WIDTH = 760;
const MARGIN = 20;
const LEGEND = 150;
const PANEL_WIDTH = (WIDTH - 2 * MARGIN - LEGEND) / 2;
const PANEL_HEIGHT = 190;
const AXIS = { left: 46, right: 10, top: 30, bottom: 26 };

interface Axis {
	readonly from: number;
	readonly to: number;
	/** Values that have a name. */
	readonly ticks: readonly (readonly [value: number, name: string])[];
}

const SIZES: Axis = {
	from: 0.008,
	to: 4000,
	ticks: [
		[0.01, "10 kB"],
		[0.1, ""],
		[1, "1 MB"],
		[10, ""],
		[100, "100 MB"],
		[2147, "2 GB"],
	],
};
const SECONDS: Axis = {
	from: 0.05,
	to: 1000,
	ticks: [
		[0.1, "0.1 s"],
		[1, "1 s"],
		[10, "10 s"],
		[100, "100 s"],
		[1000, ""],
	],
};
const MEMORY: Axis = {
	from: 50,
	to: 2000,
	ticks: [
		[50, "50 MB"],
		[100, "100 MB"],
		[200, "200 MB"],
		[400, "400 MB"],
		[1000, "1 GB"],
		[2000, ""],
	],
};

/** Where a value stands between two places. */
function placed(value: number, { from, to }: Axis, start: number, end: number): number {
	const share = Math.log(value / from) / Math.log(to / from);
	return Number((start + share * (end - start)).toFixed(1));
}

/** The curves as an SVG of 760 pixels width that needs no font of its own. */
export function scaleChart({ points }: Scale, theme: Theme): string {
	const { ground, frame, text, muted, lines } = THEMES[theme];
	const parts: string[] = [];
	PANELS.forEach(([title, names], row) => {
		const top = MARGIN + row * PANEL_HEIGHT;
		for (const [column, axis, what] of [
			[0, SECONDS, "time"],
			[1, MEMORY, "memory"],
		] as const) {
			const left = MARGIN + column * PANEL_WIDTH + AXIS.left;
			const right = MARGIN + (column + 1) * PANEL_WIDTH - AXIS.right;
			const upper = top + AXIS.top;
			const lower = top + PANEL_HEIGHT - AXIS.bottom;
			parts.push(
				`<text x="${left}" y="${top + 18}" fill="${text}" font-weight="600">${title}: ${what}</text>`,
				`<rect x="${left}" y="${upper}" width="${right - left}" height="${lower - upper}" fill="none" stroke="${frame}"/>`,
			);
			for (const [value, name] of SIZES.ticks) {
				const x = placed(value, SIZES, left, right);
				parts.push(`<path d="M${x} ${upper}V${lower}" stroke="${frame}" stroke-width="0.5"/>`);
				if (name !== "")
					parts.push(`<text x="${x}" y="${lower + 14}" fill="${muted}" text-anchor="middle">${name}</text>`);
			}
			for (const [value, name] of axis.ticks) {
				const y = placed(value, axis, lower, upper);
				parts.push(`<path d="M${left} ${y}H${right}" stroke="${frame}" stroke-width="0.5"/>`);
				if (name !== "")
					parts.push(`<text x="${left - 5}" y="${y + 4}" fill="${muted}" text-anchor="end">${name}</text>`);
			}
			names.forEach((name, index) => {
				const own = points
					.filter((point) => point.name === name && (what === "time" || point.memory !== undefined))
					.sort((a, b) => a.source - b.source)
					.map((point) => {
						const value = what === "time" ? point.seconds : point.memory!;
						return [placed(point.source, SIZES, left, right), placed(value, axis, lower, upper)] as const;
					});
				if (own.length === 0) return;
				parts.push(
					`<polyline points="${own.map((at) => at.join(",")).join(" ")}" fill="none" stroke="${lines[index]}" stroke-width="1.5"/>`,
					...own.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="2" fill="${lines[index]}"/>`),
				);
			});
		}
		names.forEach((name, index) => {
			const x = WIDTH - MARGIN - LEGEND + 8;
			const y = top + AXIS.top + 14 + index * 18;
			parts.push(
				`<path d="M${x} ${y - 4}h16" stroke="${lines[index]}" stroke-width="3"/>`,
				`<text x="${x + 22}" y="${y}" fill="${text}">${name}</text>`,
			);
		});
	});
	const height = 2 * MARGIN + PANELS.length * PANEL_HEIGHT;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="-apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" font-size="11">`,
		"<title>Size against time and memory, on logarithmic axes; the same figures stand in the tables below</title>",
		`<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="8" fill="${ground}" stroke="${frame}"/>`,
		...parts,
		"</svg>",
		"",
	].join("\n");
}

/** The section of docs/performance.md. */
export function scaleSection(scale: Scale): string {
	const sizes = [...new Set(scale.points.map(({ size }) => size))].sort((a, b) => bytesOf(a) - bytesOf(b));
	const names = PANELS.flatMap(([, of]) => of).filter((name) => scale.points.some((point) => point.name === name));
	const cell = (name: string, size: string): string => {
		const point = scale.points.find((each) => each.name === name && each.size === size);
		if (point === undefined) return "";
		return point.memory === undefined ? `${point.seconds} s` : `${point.seconds} s, ${point.memory} MB`;
	};
	return `## Size against time and memory

![Curves: size against time and memory of each conversion, check and count](../images/scale-light.svg)

Whole processes, by \`npm run bench -- scale\`, with \`--large\` up to 2 GB: rows of five columns in every format. Memory is the
highest of all processes of a run together. On Linux the time is that of the processor, which a busy machine changes little.
What has no figure at a size is read whole, and refused beyond [its limit](cli.md#files-larger-than-memory), or was not measured.

${scale.machine}, ${scale.date}:

| | ${sizes.join(" | ")} |
|---|${sizes.map(() => "--:").join("|")}|
${names.map((name) => `| ${name} | ${sizes.map((size) => cell(name, size)).join(" | ")} |`).join("\n")}
`;
}

function bytesOf(size: string): number {
	const [number = "", unit = ""] = size.split(" ");
	return Number(number) * { kB: 1e3, MB: 1e6, GB: 1e9 }[unit as "kB" | "MB" | "GB"];
}
