/** The one workbench that all UI tests use in turn, with the files they need beside the examples. */
import { packagedExtension } from "../../package/vsix";
import { Workbench } from "./workbench";

export const people = {
	people: [
		{ id: 1, name: "Ada", city: "London" },
		{ id: 2, name: "Grace", city: "New York" },
	],
};

const files = {
	"from-explorer.json": JSON.stringify(people),
	"from-editor.json": JSON.stringify(people),
	"from-palette.json": JSON.stringify(people),
	"convert-explorer.toon": "people[1]{id,name}:\n  1,Ada\n",
	"convert-editor.toon": "people[1]{id,name}:\n  1,Ada\n",
	"convert-palette.toon": "people[1]{id,name}:\n  1,Ada\n",
	"saved-on.toon": "people[1]{id,name}:\n  1,Ada\n",
	"saved-off.toon": "people[1]{id,name}:\n  1,Ada\n",
	...Object.fromEntries(
		["keep", "compare", "overwrite"].flatMap((name) => [
			[`conflict-${name}.toon`, "people[1]{id,name}:\n  1,Ada\n"],
			[`conflict-${name}.md`, "# My own notes\n"],
		]),
	),
	"latin1.toon": Buffer.from("name: Zo\xeb\ncity: M\xfcnchen\n", "latin1"),
	"literals.toon": "a: true\nb: false\nc: null\nd[1]{a,b,c}:\n  true,false,null\n",
	"paste-table.toon": "t[1]{a,b}:\n  1,x\n  ",
	"empty.toon": "",
	"paste-key.toon": "o:\n  k:\nz: 1\n",
	"columns.toon":
		"orders[4]{id,status,customer,country,items,total,currency,note}:\n" +
		'  1001,open,Ada Lovelace,GB,3,99.5,GBP,""\n  1002,closed,Bob,US,12,1200,USD,"by air, please"\n' +
		"  1003,open,Grace Hopper,US,1,5,USD,null\n  1004,closed,Cy,DE,40,17.25,EUR,twice\n" +
		"notes[2]:\n  - plain text\n  - title: nested\n    done: false\n",
	"mistakes.toon":
		'users[3]{id,name}:\n  1,Ada\n  2,Bob,surplus\ntags[2]: a,b,c\nnote: "say \\q"\nlonely words\nx: 1\nx: 2\n',
	"drop.toon": "t[2]{id,name}:\n  1,Ada\n  2,Bob\n  \nz: 1\n",
	"broken.toon": "a[2]: 1\nb: 2\n",
	"long.toon": `title: long\npeople[400]{id,name}:\n${Array.from({ length: 400 }, (_, i) => `  ${i},person ${i}\n`).join("")}`,
	"many.toon": `title: many\npeople[5000]{id,name}:\n${Array.from({ length: 5000 }, (_, i) => `  ${i},person ${i}\n`).join("")}`,
};

/** Time for one test, or for the start of the workbench, in ms. */
export const suiteTimeout = 90_000;

let workbench: Promise<Workbench> | undefined;

/** The workbench, started at the first call, with no editor open. */
export async function freshWorkbench(): Promise<Workbench> {
	if (workbench !== undefined) await (await workbench).reset();
	workbench ??= packagedExtension().then((vsix) =>
		Workbench.open({ vsix, files, settings: { "workbench.colorTheme": "Dark Modern" } }),
	);
	return workbench;
}

// A hook of the root suite: it runs after the tests of all files.
after(async function () {
	this.timeout(suiteTimeout);
	await (await workbench?.catch(() => undefined))?.close();
});
