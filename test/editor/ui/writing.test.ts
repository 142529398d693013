/** The example task list, written from an empty file with the keyboard only; counts follow, Enter knows the depth. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { freshWorkbench, suiteTimeout } from "./shared";
import { root, type Workbench } from "./workbench";

describe("writing", function () {
	this.timeout(3 * suiteTimeout);
	let workbench: Workbench;

	beforeEach(async () => {
		workbench = await freshWorkbench();
	});

	it("gives the example task list", async () => {
		const expected = readFileSync(join(root, "examples", "tasklist.toon"), "utf8");
		await workbench.openByKeyboard("empty.toon");
		let previous = 0;
		const lines = expected.trimEnd().split("\n");
		for (const [index, line] of lines.entries()) {
			const depth = line.length - line.trimStart().length;
			if (index > 0) await step(lines[index - 1] ?? "", previous, index + 1, line, depth);
			await workbench.type(typedAs(line));
			previous = depth;
		}
		await workbench.press("Enter");
		await workbench.waitUntil("the last count follows", async () =>
			(await workbench.editor("empty.toon").innerText()).replaceAll("\u00a0", " ").includes("notes[3]"),
		);
		await workbench.save();
		await workbench.screenshot("13 task list written");
		assert.equal(await workbench.fileText("empty.toon"), expected);
	});

	/** Enter, and from the depth where that leads to the one of the next line. */
	async function step(above: string, depth: number, number: number, line: string, wanted: number): Promise<void> {
		await workbench.press("Enter");
		const isItem = above.trimStart().startsWith("- ");
		const isField = isItem && /^ *- [\w]+(?:\[\d\])?: \S/.test(above);
		const isOpen = /:$/.test(above) && !above.startsWith("#");
		let at = depth + (isOpen || isField ? 2 : 0);
		// Behind a value of a list stands the next marker already.
		if (isItem && !isField && !line.trimStart().startsWith("- ")) {
			await workbench.press("Enter");
			await workbench.waitUntil("the list is left", async () =>
				(await workbench.statusBar()).includes(`Ln ${number}, Col 1`),
			);
			at = 0;
		}
		for (; at > wanted; at -= 2) await workbench.press("Backspace");
	}

	/** What somebody types for a line: no indentation, no marker that stands there, and no count that will follow. */
	function typedAs(line: string): string {
		const text = line.trimStart();
		const isContinued = text.startsWith("- ") && !text.startsWith("- plain");
		const typed = isContinued && !text.startsWith("- [2]") ? text.slice(2) : text;
		return typed.replace(/^(tasks|orders|notes)\[\d+\]/, "$1[0]").replace(/^(owners)\[\d+:/, "$1[0:");
	}
});
