/** README.md names every setting of package.json, with its default. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const text = (name: string): string => readFileSync(join(import.meta.dirname, "../../..", name), "utf8");

interface Section {
	readonly properties: Readonly<Record<string, { readonly default?: unknown }>>;
}

/** Settings and their defaults, as package.json declares them. */
function declared(): Map<string, unknown> {
	const { configuration } = (
		JSON.parse(text("package.json")) as { contributes: { configuration: Section | Section[] } }
	).contributes;
	const settings = [configuration].flat().flatMap(({ properties }) => Object.entries(properties));
	return new Map(settings.map(([name, setting]) => [name, setting.default]));
}

/** The rows of the table: a setting and what stands in the column of its default. */
const documented = new Map(
	[...text("README.md").matchAll(/^\| `(toon\.[\w.]+)` \| ([^|]+) \|/gm)].map(([, name = "", value = ""]) => [
		name,
		value,
	]),
);

/** How a default is written: text as it is, all else as JSON; a list with commas. */
function written(value: unknown): string {
	if (Array.isArray(value)) return value.map(written).join(", ");
	return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}

describe("docs of the settings", () => {
	it("name each of them, in the order of package.json", () => {
		assert.deepEqual([...documented.keys()], [...declared().keys()]);
	});

	for (const [name, value] of declared()) {
		it(`say the default of ${name}`, () => {
			const said = documented.get(name) ?? "";
			// What does not fit into a table is said in words.
			if (said.startsWith("`")) assert.equal(said, written(value));
			else assert.equal(typeof value, "object");
		});
	}
});
