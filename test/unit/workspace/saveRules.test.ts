import assert from "node:assert/strict";
import { URI } from "vscode-uri";
import { planConversions } from "../../../server/src/workspace/saveRules";
import type { SaveRule } from "../../../server/src/workspace/settings";

const folder = URI.file("/home/ada/work");
const inner = URI.file("/home/ada/work/packages/core");

/** Plans as `to target` or as the problem. */
function plan(source: string, rules: SaveRule[], folders = [folder]): string[] {
	return planConversions(URI.parse(source), rules, folders).map((each) =>
		"problem" in each ? each.problem : `${each.to} ${each.target.toString(true)}`,
	);
}

const rule = (files: string, to: SaveRule["to"], output: string): SaveRule => ({ files, to, output });
const markdown = rule("**/*.toon", "markdown", "${dir}/${name}.md");

type Case = [what: string, source: string, rules: SaveRule[], expected: string[]];

describe("rules of convert-on-save", () => {
	const cases: readonly Case[] = [
		[
			"write beside the source",
			"file:///home/ada/work/a/b.toon",
			[markdown],
			["markdown file:///home/ada/work/a/b.md"],
		],
		["leave other files alone", "file:///home/ada/work/a/b.json", [markdown], []],
		["leave files outside the workspace alone", "file:///home/ada/other/b.toon", [markdown], []],
		["do not take a folder with the same start for the workspace", "file:///home/ada/work2/b.toon", [markdown], []],
		[
			"match the root of the folder too",
			"file:///home/ada/work/b.toon",
			[markdown],
			["markdown file:///home/ada/work/b.md"],
		],
		[
			"match hidden folders",
			"file:///home/ada/work/.tasks/b.toon",
			[markdown],
			["markdown file:///home/ada/work/.tasks/b.md"],
		],
		[
			"keep dots of the name",
			"file:///home/ada/work/v1.2.toon",
			[markdown],
			["markdown file:///home/ada/work/v1.2.md"],
		],
		[
			"keep spaces and percent signs",
			"file:///home/ada/work/a%20%25b.toon",
			[markdown],
			["markdown file:///home/ada/work/a %b.md"],
		],
		[
			"read a relative output from the workspace folder",
			"file:///home/ada/work/a/b.toon",
			[rule("**/*.toon", "html", "out/${name}.html")],
			["html file:///home/ada/work/out/b.html"],
		],
		[
			"know ${workspace}",
			"file:///home/ada/work/a/b.json",
			[rule("a/*.json", "toon", "${workspace}/toon/${name}.toon")],
			["toon file:///home/ada/work/toon/b.toon"],
		],
		[
			"run each rule that matches",
			"file:///home/ada/work/b.toon",
			[markdown, rule("*.toon", "json", "${dir}/${name}.json")],
			["markdown file:///home/ada/work/b.md", "json file:///home/ada/work/b.json"],
		],
		[
			"refuse to write over the source",
			"file:///home/ada/work/b.toon",
			[rule("**/*.toon", "toon", "${dir}/${name}.toon")],
			['The rule for **/*.toon writes to its own source. Change its "output".'],
		],
		[
			"refuse to leave the workspace",
			"file:///home/ada/work/b.toon",
			[rule("**/*.toon", "json", "${dir}/../${name}.json")],
			['The rule for **/*.toon writes outside the workspace folder (/home/ada/b.json). Change its "output".'],
		],
		[
			"say which globs are not taken",
			"file:///home/ada/work/b.toon",
			[rule("+(a|+(b))", "json", "${dir}/${name}.json")],
			[
				'The rule for +(a|+(b)) is not followed: patterns like "+(a|b)" are not taken; "{a,b}" stands for one of several.',
			],
		],
		[
			"end soon with globs that would explode",
			`file:///home/ada/work/${"a".repeat(250)}`,
			[rule("*a".repeat(30).concat("b"), "json", "x.json")],
			[],
		],
		...["${file}", "${env:HOME}", "${}", "${constructor}"].map(
			(variable): Case => [
				`refuse ${variable}, which would become a folder's name`,
				"file:///home/ada/work/b.toon",
				[rule("*.toon", "json", `${variable}/b.json`)],
				[`The rule for *.toon has ${variable} in its "output", which is none of \${dir}, \${name} and \${workspace}.`],
			],
		),
		...[".git/hooks/b.json", ".vscode/tasks.json", "a/.GIT/b.json", ".git./b.json"].map(
			(output): Case => [
				`refuse to write to ${output}`,
				"file:///home/ada/work/b.toon",
				[rule("*.toon", "json", output)],
				[`The rule for *.toon writes into .git or .vscode (/home/ada/work/${output}). Change its "output".`],
			],
		),
		["work on other schemes", "memfs:/work/b.toon", [markdown], []],
	];
	for (const [what, source, rules, expected] of cases) {
		it(what, () => assert.deepEqual(plan(source, rules), expected));
	}

	it("are relative to the innermost folder that holds the file", () => {
		const rules = [rule("docs/*.toon", "markdown", "out/${name}.md")];
		const planned = plan("file:///home/ada/work/packages/core/docs/x.toon", rules, [folder, inner]);
		assert.deepEqual(planned, ["markdown file:///home/ada/work/packages/core/out/x.md"]);
	});
});
