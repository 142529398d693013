/** Makes the README's pictures in images/ from a real run: the example with its preview and a problem, dark and light. */
import { join } from "node:path";
import { root, Workbench } from "../test/editor/ui/workbench";
import { packagedExtension } from "../test/package/vsix";

const file = "tasklist.toon";

async function main(): Promise<void> {
	const vsix = await packagedExtension();
	for (const [name, theme] of [
		["dark", "Dark Modern"],
		["light", "Light Modern"],
	] as const) {
		const settings = { "workbench.colorTheme": theme, "editor.fontSize": 13, "explorer.openEditors.visible": 0 };
		const workbench = await Workbench.open({ vsix, settings, size: { width: 1440, height: 810 } });
		try {
			await takePictures(workbench, name);
		} finally {
			await workbench.close();
		}
	}
}

async function takePictures(workbench: Workbench, name: string): Promise<void> {
	const images = join(root, "images");
	await workbench.openFile(file);
	await workbench.waitUntil("the tokens are counted", () => workbench.tokenItem());
	await workbench.runCommand("TOON: Open Preview to the Side");
	await workbench.webview("table");
	await workbench.runCommand("View: Toggle Primary Side Bar Visibility");
	await workbench.goTo(file, 7, 1);
	await workbench.page.waitForTimeout(1000); // the preview scrolls with the cursor
	await workbench.screenshot(`preview-${name}`, images);

	const row = "  T-2,done,Cache counts (LRU),P0,2";
	const line = (await workbench.fileText(file)).split("\n").indexOf(row) + 1;
	await workbench.goTo(file, line, row.length + 1);
	await workbench.type(",surplus");
	await workbench.waitUntil("the squiggle is shown", async () => (await workbench.squiggles(file)).length > 0);
	await workbench.showProblems();
	await workbench.screenshot(`problem-${name}`, images);
}

main().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
