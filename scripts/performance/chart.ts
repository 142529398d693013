/** The chart of the README: what a peer, or the full work, takes beside us. Each group has a scale of its own. */
import { type Results, ratioOf, rounded } from "./results";

export type Theme = "light" | "dark";

interface Bar {
	readonly name: string;
	/** Time of this, over ours. */
	readonly times: number;
	readonly ours: boolean;
}

interface Group {
	readonly title: string;
	readonly bars: readonly Bar[];
}

const colors = {
	light: { ground: "#ffffff", frame: "#d1d9e0", text: "#1f2328", muted: "#59636e", ours: "#0f8a7e", peer: "#c8cfd6" },
	dark: { ground: "#0d1117", frame: "#3d444d", text: "#f0f6fc", muted: "#9198a1", ours: "#3fd0bf", peer: "#4a525c" },
} as const;

const group = (title: string, own: string, ...others: readonly (readonly [name: string, times: number])[]): Group => ({
	title,
	bars: [
		{ name: own, times: 1, ours: true },
		...others.map(([name, times]) => ({ name, times, ours: false })).sort((a, b) => a.times - b.times),
	],
});

/** What the chart shows of a run. */
const groupsOf = (results: Results): readonly Group[] => {
	const ratio = (suite: string, name: string): number => ratioOf(results, suite, name);
	const parse = "full parse with diagnostics, 4 MB table";
	return [
		group(
			"Reading a table of 4 MB, with every diagnostic",
			"TOON Workbench",
			["JSON.parse, the same value", 1 / ratio("language", `${parse}, JSON.parse`)],
			["reference decoder, values only", ratio("language", `${parse}, reference`)],
		),
		group("Typing a character into a table of 5 MB", "TOON Workbench", [
			"reading all of it again",
			1 / ratio("language", "a character in the middle, 5 MB table"),
		]),
		group("From a key to its diagnostics, 1 MB, through the server", "TOON Workbench", [
			"VS Code's JSON server",
			1 / ratio("server", "keystroke to diagnostics over stdio, 1 MB"),
		]),
		group(
			"Counting the tokens of 1 MB",
			"TOON Workbench",
			["gpt-tokenizer", ratio("tokens", "1 MB of TOON, gpt-tokenizer")],
			["tiktoken (WebAssembly)", ratio("tokens", "1 MB of TOON, tiktoken WASM")],
			["js-tiktoken", ratio("tokens", "1 MB of TOON, js-tiktoken")],
		),
	];
};

const width = 760;
const margin = 24;
const nameWidth = 220;
const barLeft = margin + nameWidth;
/** Room for the figure behind the longest bar. */
const barWidth = width - barLeft - margin - 56;
const barHeight = 14;
const lineHeight = 22;
const titleHeight = 30;
const headHeight = 40;
const gap = 10;

const escapeXml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** The chart as an SVG of 760 pixels width that needs no font of its own. */
export function chart(results: Results, theme: Theme): string {
	const { ground, frame, text, muted, ours, peer } = colors[theme];
	const parts: string[] = [];
	const write = (x: number, y: number, content: string, style: string): void => {
		parts.push(`<text x="${x}" y="${y}" ${style}>${escapeXml(content)}</text>`);
	};

	write(margin, 32, "Time taken, TOON Workbench = 1. Shorter is better.", `fill="${muted}"`);
	let y = headHeight;
	for (const { title, bars } of groupsOf(results)) {
		write(margin, y + 22, title, `fill="${text}" font-weight="600" font-size="14"`);
		y += titleHeight;
		const longest = Math.max(...bars.map(({ times }) => times));
		for (const bar of bars) {
			const length = Math.max(2, Math.round((bar.times / longest) * barWidth));
			const middle = y + lineHeight / 2;
			const style = bar.ours ? `fill="${ours}" font-weight="600"` : `fill="${text}"`;
			write(margin, middle + 4, bar.name, style);
			parts.push(
				`<rect x="${barLeft}" y="${middle - barHeight / 2}" width="${length}" height="${barHeight}" rx="2" fill="${bar.ours ? ours : peer}"/>`,
			);
			write(barLeft + length + 8, middle + 4, bar.ours ? "1" : `${rounded(bar.times)} ×`, style);
			y += lineHeight;
		}
		y += gap;
	}

	const height = y + 10;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="-apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" font-size="13">`,
		`<title>Time taken by TOON Workbench and by others</title>`,
		`<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${ground}" stroke="${frame}"/>`,
		...parts,
		"</svg>",
		"",
	].join("\n");
}
