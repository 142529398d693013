/** Palette, context menus and docs agree with the table of formats: what can be read can be converted from everywhere. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { extensionsOf, FORMATS, formatOf, isReadable, targetsOf, titleOf } from "../../../server/src/convert/formats";

interface Entry {
	readonly command?: string;
	readonly when?: string;
}

const { contributes } = JSON.parse(readFileSync("package.json", "utf8")) as {
	readonly contributes: {
		readonly menus: Readonly<Record<string, readonly Entry[]>>;
		readonly commands: readonly { readonly command: string; readonly title: string }[];
	};
};

const sources = FORMATS.filter((format) => format === "toon" || isReadable(format));

/** Whether a clause of `||` holds where an editor or the explorer is at a file. */
function holds(menu: string, command: string, language: string, extension: string): boolean {
	const { when = "" } = contributes.menus[menu]?.find((entry) => entry.command === command) ?? {};
	return when.split(" || ").some((term) => {
		const [, key = "", operator = "", operand = ""] = /^(\w+)(?: (==|=~) (.+))?$/.exec(term) ?? [];
		const value = { editorLangId: language, resourceExtname: extension }[key];
		if (value === undefined || operator === "") return false;
		return operator === "==" ? value === operand : new RegExp(operand.slice(1, -1)).test(value);
	});
}

/** CSV and TSV have no language in VS Code: their names tell. */
const languageOf = (format: string): string => (format === "csv" || format === "tsv" ? "plaintext" : format);

describe("conversions in the menus", () => {
	for (const format of sources) {
		for (const extension of extensionsOf(format)) {
			const language = languageOf(format);
			it(`offer Convert To… for ${extension}`, () => {
				for (const menu of ["commandPalette", "editor/context"]) {
					assert.ok(holds(menu, "toon.convertTo", language, extension), menu);
				}
				assert.ok(holds("explorer/context", "toon.convertTo", "", extension), "explorer");
			});
			if (format === "toon") continue;
			it(`offer a conversion to TOON for ${extension}`, () => {
				for (const menu of ["commandPalette", "editor/context", "explorer/context"]) {
					const shown = ["toon.convertToToon", "toon.convertJsonToToon"].some((command) =>
						holds(menu, command, menu === "explorer/context" ? "" : language, extension),
					);
					assert.ok(shown, menu);
				}
			});
		}
	}

	it("offer nothing for what cannot be read", () => {
		assert.ok(!holds("explorer/context", "toon.convertTo", "", ".html"));
		assert.ok(!holds("editor/context", "toon.convertTo", "html", ".html"));
	});
});

describe("targets", () => {
	it("are all but the source; from TOON also TOON, with another delimiter", () => {
		assert.deepEqual(targetsOf("csv"), ["toon", "json", "jsonl", "yaml", "tsv", "markdown", "html"]);
		assert.deepEqual(targetsOf("toon"), ["toon", "json", "jsonl", "yaml", "csv", "tsv", "markdown", "html"]);
		assert.ok(targetsOf("jsonc").includes("json"));
	});
});

describe("docs of conversions", () => {
	const readme = readFileSync("README.md", "utf8");
	const converters = readFileSync("docs/converters.md", "utf8");

	for (const { command, title } of contributes.commands.filter(({ command }) => /\.convert/.test(command))) {
		// README sums up "Convert to JSON / YAML / Markdown".
		const short = title.replace(/^Convert to (?=YAML|Markdown)/, "");
		it(`README names ${command}`, () => assert.ok(readme.includes(short), title));
	}

	for (const format of sources.filter((format) => format !== "jsonc")) {
		it(`docs/converters.md names ${format}`, () => {
			assert.ok(converters.includes(titleOf(format)));
			assert.equal(formatOf(`a${extensionsOf(format)[0]}`), format);
		});
	}
});
