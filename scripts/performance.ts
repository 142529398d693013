/**
 * `npm run performance -- FILE`: takes over a run of the bench (its `--json FILE`) into docs/performance.json, one of its
 * suite `scale` into docs/scale.json, and writes from them docs/performance.md, the README's section on speed, and the
 * charts. Without FILE it writes them again.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chart } from "./performance/chart";
import type { Results } from "./performance/results";
import { mergedScale, type Scale, scaleChart } from "./performance/scale";
import { performancePage, withSpeed } from "./performance/texts";
import { launchBrowser } from "./vscode/browser";

const root = join(import.meta.dirname, "..");
const at = (name: string): string => join(root, name);
const kept = at("docs/performance.json");
const keptScale = at("docs/scale.json");

const read = <T>(file: string): T => JSON.parse(readFileSync(file, "utf8")) as T;
const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** The chart as pixels, for the Marketplace, which shows no SVG. */
async function writePicture(svg: string): Promise<void> {
	const browser = await launchBrowser();
	const page = await browser.newPage({ deviceScaleFactor: 2 });
	await page.setContent(`<body style="margin: 0">${svg}`);
	await page.locator("svg").screenshot({ path: at("images/performance.png"), omitBackground: true });
	await browser.close();
}

async function main(file = kept): Promise<void> {
	const run = read<Results>(file);
	const scale = mergedScale(read<Scale>(keptScale), run);
	// A run of the suite `scale` alone leaves the other figures as they are.
	const others = run.measures.filter(({ suite }) => suite !== "scale");
	const results = others.length === 0 ? read<Results>(kept) : { ...run, measures: others };
	// All is made before anything is written: a run without the measures that we show changes nothing.
	const light = chart(results, "light");
	const dark = chart(results, "dark");
	const page = performancePage(results, scale);
	const readme = withSpeed(readFileSync(at("README.md"), "utf8"), results);

	writeFileSync(kept, json(results));
	writeFileSync(keptScale, json(scale));
	writeFileSync(at("images/scale-light.svg"), scaleChart(scale, "light"));
	writeFileSync(at("images/scale-dark.svg"), scaleChart(scale, "dark"));
	writeFileSync(at("images/performance-light.svg"), light);
	writeFileSync(at("images/performance-dark.svg"), dark);
	writeFileSync(at("docs/performance.md"), page);
	writeFileSync(at("README.md"), readme);
	if (others.length > 0 || file === kept) await writePicture(light);
}

main(process.argv[2]).catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
