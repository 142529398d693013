/** Check boxes of the preview: which word is written where, and when nothing is. */
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { TickAnswer } from "../../../server/src/features/preview/types";
import { textOf, type View, viewOf } from "./previewing";

/** Asks for a tick of the task with the title, as the view shows it. */
async function ticked(view: View, title: string, done: boolean): Promise<TickAnswer> {
	for (const block of view.blocks) {
		if (block.kind !== "table" || block.tasks === undefined) continue;
		const { title: column } = block.tasks;
		const row = block.head.find(({ cells }) => textOf(cells[column]) === title);
		if (row === undefined) continue;
		const question = {
			revision: view.revision,
			anchor: block.anchor,
			line: block.line + row.line,
			cells: row.cells,
			done,
		};
		const answer = await view.tick(question);
		assert.ok(answer, "the question is not abandoned");
		return answer;
	}
	assert.fail(`no task has the title ${title}`);
}

/** The text after a tick, which must be one edit of one cell. */
async function ticking(text: string, title: string, done: boolean): Promise<string> {
	const view = await viewOf(text);
	const answer = await ticked(view, title, done);
	assert.ok("edit" in answer, JSON.stringify(answer));
	return TextDocument.applyEdits(TextDocument.create("", "toon", 1, text), [answer.edit]);
}

const table = (...rows: string[]): string =>
	`t[${rows.length}]{id,status,title}:\n${rows.map((row) => `  ${row}\n`).join("")}`;

describe("preview: ticking", () => {
	const cases: readonly (readonly [what: string, before: string, done: boolean, after: string])[] = [
		["the word for done that the table uses", table("1,open,A", "2,closed,B"), true, table("1,closed,A", "2,closed,B")],
		["the word for open that the table uses", table("1,done,A", "2,todo,B"), false, table("1,todo,A", "2,todo,B")],
		[
			"the commonest word",
			table("1,open,A", "2,done,B", "3,finished,C", "4,finished,D"),
			true,
			table("1,finished,A", "2,done,B", "3,finished,C", "4,finished,D"),
		],
		[
			"no word for work that has begun, where there is another",
			table("1,done,A", "2,in progress,B", "3,blocked,C", "4,in progress,D", "5,pending,E"),
			false,
			table("1,pending,A", "2,in progress,B", "3,blocked,C", "4,in progress,D", "5,pending,E"),
		],
		["a word as it is spelled", table("1,Open,A", "2,DONE,B"), true, table("1,DONE,A", "2,DONE,B")],
		["booleans", table("1,false,A"), true, table("1,true,A")],
		["quoted words", table('1,"false",A', '2,"true",B'), true, table('1,"true",A', '2,"true",B')],
		["the other word of a pair", table("1,no,A"), true, table("1,yes,A")],
		["the other word of a pair, back", table("1,resolved,A"), false, table("1,open,A")],
		["the counterpart in the same letters", table("1,Pending,A"), true, table("1,Completed,A")],
		["the first word of the setting, where nothing else is known", table("1,backlog,A"), true, table("1,done,A")],
	];
	for (const [what, before, done, expected] of cases) {
		it(`writes ${what}`, async () => assert.equal(await ticking(before, "A", done), expected));
	}

	it("writes into tables of any delimiter and into keyed ones, and leaves spaces alone", async () => {
		assert.equal(
			await ticking("t[2|]{status|title}:\n  open | A\n  done | B\n", "A", true),
			"t[2|]{status|title}:\n  done | A\n  done | B\n",
		);
		assert.equal(
			await ticking("t[2:]{title,done}:\n  a: A,false\n  b: B,true\n", "A", true),
			"t[2:]{title,done}:\n  a: A,true\n  b: B,true\n",
		);
	});

	it("finds the row again after an edit elsewhere", async () => {
		const view = await viewOf(table("1,open,A", "2,done,B"));
		view.edit(0, 0, 0, "# a\nnew: 1\n");
		view.edit(4, 9, 10, "Bee");
		const answer = await ticked(view, "A", true);
		assert.ok("edit" in answer, JSON.stringify(answer));
		assert.deepEqual(answer.edit, {
			range: { start: { line: 3, character: 4 }, end: { line: 3, character: 8 } },
			newText: "done",
		});
	});

	it("refuses when the row has changed, is gone, or is not the only one", async () => {
		const changes: readonly ((view: View) => void)[] = [
			(view) => view.edit(1, 9, 10, "Another"),
			(view) => view.edit(1, 4, 8, "done"),
			(view) => view.edit(1, 0, 10, ""),
			(view) => view.edit(2, 0, 0, "  1,open,A\n"),
			(view) => view.replace("nothing: here\n"),
			(view) => view.replace(table("1,perhaps,A")),
		];
		for (const [index, change] of changes.entries()) {
			const view = await viewOf(table("1,open,A", "2,done,B"));
			change(view);
			const answer = await ticked(view, "A", true);
			assert.ok("refused" in answer, `${index}: ${JSON.stringify(answer)}`);
			assert.match(answer.refused, /^The document has changed meanwhile.*Nothing was written/);
		}
	});

	it("counts what is done", async () => {
		const view = await viewOf(table("1,open,A", "2,done,B", "3,done,C"));
		const counted = (): unknown => view.blocks.flatMap((block) => (block.kind === "table" ? [block.tasks?.done] : []));
		assert.deepEqual(counted(), [2]);
		view.edit(1, 4, 8, "done");
		await view.update();
		assert.deepEqual(counted(), [3]);
	});
});
