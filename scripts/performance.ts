/**
 * `npm run performance -- FILE`: takes over a run of the bench (its `--json FILE`) into docs/performance.json, and writes
 * from it docs/performance.md, the README's section on speed, and its chart. Without FILE it writes them again.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chart } from "./performance/chart";
import type { Results } from "./performance/results";
import { performancePage, withSpeed } from "./performance/texts";
import { launchBrowser } from "./vscode/browser";

const root = join(import.meta.dirname, "..");
const at = (name: string): string => join(root, name);
const kept = at("docs/performance.json");

/** The chart as pixels, for the Marketplace, which shows no SVG. */
async function writePicture(svg: string): Promise<void> {
	const browser = await launchBrowser();
	const page = await browser.newPage({ deviceScaleFactor: 2 });
	await page.setContent(`<body style="margin: 0">${svg}`);
	await page.locator("svg").screenshot({ path: at("images/performance.png"), omitBackground: true });
	await browser.close();
}

async function main(file = kept): Promise<void> {
	const results = JSON.parse(readFileSync(file, "utf8")) as Results;
	// All is made before anything is written: a run without the measures that we show changes nothing.
	const light = chart(results, "light");
	const dark = chart(results, "dark");
	const page = performancePage(results);
	const readme = withSpeed(readFileSync(at("README.md"), "utf8"), results);

	writeFileSync(kept, `${JSON.stringify(results, null, 2)}\n`);
	writeFileSync(at("images/performance-light.svg"), light);
	writeFileSync(at("images/performance-dark.svg"), dark);
	writeFileSync(at("docs/performance.md"), page);
	writeFileSync(at("README.md"), readme);
	await writePicture(light);
}

main(process.argv[2]).catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
