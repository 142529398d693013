/** The converters run where there is neither Node nor a page: in a worker of a browser. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { type convertOnce, FORMATS, type Format } from "../../../server/src/convert/index";

describe("convert: anywhere", function () {
	this.timeout(30_000);

	it("converts with what every worker has, and nothing of Node", async () => {
		const { outputFiles } = await build({
			entryPoints: [join(__dirname, "../../../server/src/convert/index.ts")],
			bundle: true,
			write: false,
			platform: "browser",
			conditions: ["worker"],
			format: "iife",
			globalName: "room",
		});
		const context = createContext({ TextEncoder, TextDecoder, performance, AbortController });
		runInContext(`${outputFiles[0]!.text};\nthis.convert = room.convertOnce;`, context);
		const { convert } = context as { convert: typeof convertOnce };
		const samples: readonly (readonly [Format, string])[] = [
			["toon", "a[1]{b}:\n  1"],
			["json", '{"a":[{"b":1}]}'],
			["yaml", "a: [{b: 1}]"],
			["csv", "b\n1\n"],
			["markdown", "| b &amp; c |\n|---|\n| 1 |"],
		];
		for (const [from, text] of samples) {
			for (const to of FORMATS) assert.ok(convert({ text, from, to }).text.includes("1"));
		}
	});
});
