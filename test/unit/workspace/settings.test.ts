import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TARGET_FORMATS } from "../../../server/src/convert";
import { readSettings, SettingsStore } from "../../../server/src/workspace/settings";

const manifest = JSON.parse(readFileSync(join(__dirname, "../../../package.json"), "utf8"));

/** The manifest's defaults as the client would send them. */
function manifestDefaults(): unknown {
	const raw: Record<string, unknown> = {};
	for (const { properties } of manifest.contributes.configuration) {
		for (const [name, { default: value }] of Object.entries<{ default: unknown }>(properties)) {
			const path = name.split(".").slice(1);
			let target = raw;
			for (const part of path.slice(0, -1)) {
				target[part] ??= {};
				target = target[part] as Record<string, unknown>;
			}
			target[path.at(-1) ?? ""] = value;
		}
	}
	return raw;
}

describe("settings", () => {
	it("offer every target for conversions on save", () => {
		const properties = Object.assign(
			{},
			...manifest.contributes.configuration.map((part: object) => Reflect.get(part, "properties")),
		);
		const { to } = properties["toon.convertOnSave.rules"].items.properties;
		assert.deepEqual([...to.enum].sort(), [...TARGET_FORMATS].sort());
	});

	it("of a client without configuration are the defaults of the manifest", () => {
		const { statusWords, ...absent } = readSettings(undefined);
		const { statusWords: manifestWords, ...fromManifest } = readSettings(manifestDefaults());
		assert.deepEqual(absent, fromManifest);
		assert.equal(statusWords, null);
		assert.ok(manifestWords?.done.includes("done"));
	});

	const cases: readonly [what: string, raw: unknown, name: keyof ReturnType<typeof readSettings>, expected: unknown][] =
		[
			["a boolean as a string", { strict: "false" }, "strict", true],
			["an indentation of zero", { indentSize: 0 }, "indentSize", "auto"],
			["a fractional indentation", { indentSize: 2.5 }, "indentSize", "auto"],
			["an indentation of four", { indentSize: 4 }, "indentSize", 4],
			["an empty model", { tokens: { model: "" } }, "model", "gpt-5"],
			["a negative price", { tokens: { pricePerMillion: -1 } }, "pricePerMillion", null],
			["an unknown baseline", { savings: { baseline: "xml" } }, "baseline", "json-compact"],
			[
				"rules that are no list",
				{ convertOnSave: { rules: {} } },
				"saveRules",
				[{ files: "**/*.toon", to: "markdown", output: "${dir}/${name}.md" }],
			],
			["a rule without output", { convertOnSave: { rules: [{ files: "*", to: "json" }] } }, "saveRules", []],
			[
				"a rule to an unknown format",
				{ convertOnSave: { rules: [{ files: "*", to: "pdf", output: "x" }] } },
				"saveRules",
				[],
			],
			[
				"severities of errors",
				{ validation: { severities: { "row-width": "off", "trailing-space": "off" } } },
				"severities",
				{ "trailing-space": "off" },
			],
			["null", null, "strict", true],
			["a number", 7, "maxProblems", 1000],
		];
	for (const [what, raw, name, expected] of cases) {
		it(`take ${what} as ${JSON.stringify(expected)}`, () => assert.deepEqual(readSettings(raw)[name], expected));
	}

	it("are asked for once a resource, again after a change, and default when the client fails", async () => {
		let asked = 0;
		const store = new SettingsStore(async (uri) => {
			asked++;
			if (uri === "bad:") throw new Error("no configuration");
			return { strict: false };
		});
		assert.equal((await store.of("a:")).strict, false);
		assert.equal((await store.of("a:")).strict, false);
		assert.equal(asked, 1);
		store.clear();
		await store.of("a:");
		assert.equal(asked, 2);
		assert.equal((await store.of("bad:")).strict, true);
	});
});
