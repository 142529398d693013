/** Colours of a TOON document, as the browser computes them in the theme "Dark Modern". */
import assert from "node:assert/strict";
import { freshWorkbench, suiteTimeout } from "./shared";
import type { Workbench } from "./workbench";

const colours = {
	comment: "rgb(106, 153, 85)",
	key: "rgb(156, 220, 254)",
	field: "rgb(156, 220, 254)",
	string: "rgb(206, 145, 120)",
	escape: "rgb(215, 186, 125)",
	number: "rgb(181, 206, 168)",
	literal: "rgb(86, 156, 214)",
	bracket: "rgb(255, 215, 0)",
} as const;

describe("colours of examples/tasklist.toon", function () {
	this.timeout(suiteTimeout);
	let workbench: Workbench;

	before(async () => {
		workbench = await freshWorkbench();
		// The grammar's colours; those of columns are tried below.
		await workbench.writeSettings({ "toon.rainbowColumns": false });
		await workbench.openFile("tasklist.toon");
		await workbench.waitUntil("the text is coloured", async () => {
			const lines = await workbench.colouredLines("tasklist.toon");
			const cell = lines.flat().find(({ text }) => text === "Count tokens exactly");
			return cell?.colour === colours.string && lines.flat().some(({ colour }) => colour === colours.comment);
		});
		await workbench.screenshot("1 colours");
	});

	after(() => workbench.writeSettings({}));

	for (const [lineStart, text, kind] of [
		["# Sprint", "# Sprint task list: the human view is generated from this file", "comment"],
		["project:", "project", "key"],
		["project:", "toon-integration", "string"],
		["sprint:", "sprint", "key"],
		["  name:", "name", "key"],
		["tasks[5]", "tasks", "key"],
		["tasks[5]", "5", "number"],
		["tasks[5]", "id", "field"],
		["tasks[5]", "estimate_hours", "field"],
		["  T-1,", "T-1", "string"],
		["  T-1,", "Count tokens exactly", "string"],
		["  T-1,", "6", "number"],
		["  T-3,", '"Convert staged files in parallel: 10 in under a second"', "string"],
		["  T-5,", '\\"', "escape"],
		["owners[2:]", "owners", "key"],
		["owners[2:]", "2", "number"],
		["owners[2:]", "role", "field"],
		["  ada:", "ada", "key"],
		["  ada:", "lead", "string"],
		["orders[2]", "customer", "field"],
		["orders[2]", "country", "field"],
		["  2,Bob,", "149.5", "number"],
		["notes[3]", "3", "number"],
		["  - plain", "plain text", "string"],
		["  - decision", "decision", "key"],
		["    reasons[2]", "reasons", "key"],
		["    reasons[2]", "no drift", "string"],
		["  - [2]", "1", "number"],
		["empty:", "[]", "bracket"],
	] as const) {
		it(`${lineStart.trim()} … ${text} is a ${kind}`, async () => {
			const lines = await workbench.colouredLines("tasklist.toon");
			const line = lines.find((pieces) => join(pieces).startsWith(lineStart));
			assert.ok(line, `a line starts with ${lineStart}`);
			assert.ok(
				line.some((piece) => piece.colour === colours[kind] && piece.text.includes(text)),
				`${JSON.stringify(line)} has ${text} in ${colours[kind]}`,
			);
		});
	}

	it("gives list markers another colour than the text", async () => {
		const lines = await workbench.colouredLines("tasklist.toon");
		const line = lines.find((pieces) => join(pieces).startsWith("  - plain"));
		assert.ok(line?.some(({ text, colour }) => text.trim() === "-" && colour !== colours.string));
	});

	it("gives the columns of a table colours of their own, where that is on", async () => {
		await workbench.writeSettings({});
		await workbench.waitUntil("neighbouring cells differ", async () => {
			const lines = await workbench.colouredLines("tasklist.toon");
			const cells = lines
				.find((pieces) => join(pieces).startsWith("  T-1,"))
				?.filter(({ text }) => !/^[ ,]*$/.test(text))
				.slice(0, 4);
			return cells?.length === 4 && cells.every(({ colour }, at) => at === 0 || colour !== cells[at - 1]!.colour);
		});
		await workbench.screenshot("2 colours of columns");
		await workbench.writeSettings({ "toon.rainbowColumns": false });
	});

	it("gives literals in cells and after keys one colour, another than the text's", async () => {
		await workbench.openFile("literals.toon");
		const words = ["true", "false", "null"];
		await workbench.waitUntil("the literals are coloured", async () => {
			const pieces = (await workbench.colouredLines("literals.toon")).flat();
			return words.every(
				(word) =>
					pieces.filter((each) => each.text.trim() === word).length === 2 &&
					pieces.every((each) => !words.includes(each.text.trim()) || each.colour === colours.literal),
			);
		});
	});
});

function join(pieces: readonly { readonly text: string }[]): string {
	return pieces.map(({ text }) => text).join("");
}
