/** The library as others see it: through the `exports` of package.json, in each form. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildSync } from "esbuild";
import { inPlace, type Place } from "./commandLine";

const root = join(__dirname, "../..");

const use = `
const results = [
	decode("a: 1\\nb[2]: x,y"),
	diagnose("a[3]: 1").map(({ code }) => code),
	convert("[1, 2]", { from: "json", to: "toon" }).text,
	parse("a: 1").hasErrors,
];
try { decode("a[3]: 1") } catch (error) { results.push(error.name, error.diagnostics.length) }
`;
const expected = [{ a: 1, b: ["x", "y"] }, ["array-length"], "[2]: 1,2", false, "ToonError", 1];

const installed = (place: Place): void => {
	mkdirSync(place.path("node_modules"));
	symlinkSync(root, place.path("node_modules", "toon-workbench"));
};

describe("library", () => {
	const print = 'countTokens("hello world").then((tokens) => console.log(JSON.stringify([...results, tokens])));';
	const names = "{ convert, countTokens, decode, diagnose, parse }";
	for (const [name, text] of [
		["use.mjs", `import ${names} from "toon-workbench";${use}${print}`],
		["use.cjs", `const ${names} = require("toon-workbench");${use}${print}`],
	] as const) {
		it(
			name.endsWith("mjs") ? "is an ES module" : "is CommonJS",
			inPlace((place) => {
				installed(place);
				place.write(name, text);
				const { out, err } = place.execute(process.execPath, [name]);
				assert.equal(err, "");
				assert.deepEqual(JSON.parse(out), [...expected, 2]);
			}),
		);
	}

	it(
		"goes into a bundle for browsers, which uses neither Node nor a page",
		inPlace(async (place) => {
			installed(place);
			place.write(
				"use.mjs",
				`import { convert, decode, diagnose, parse } from "toon-workbench";${use}export { results };`,
			);
			const outfile = place.path("bundle.mjs");
			buildSync({ entryPoints: [place.path("use.mjs")], bundle: true, platform: "browser", format: "esm", outfile });
			assert.ok(!/from"?\s*"node:/.test(readFileSync(outfile, "utf8")));
			const { results } = await import(pathToFileURL(outfile).href);
			assert.deepEqual(results, expected);
		}),
	);

	it(
		"has types that stand on their own",
		inPlace((place) => {
			installed(place);
			place.write(
				"use.ts",
				'import { convert, countTokens, type Diagnostic, decode, diagnose, type JsonValue } from "toon-workbench";\n' +
					'export const value: JsonValue = decode("a: 1");\n' +
					'export const codes: string[] = diagnose("x").map((each: Diagnostic) => each.code);\n' +
					'export const tokens: Promise<number> = countTokens("x", { encoding: "gpt-4" });\n' +
					'export const text: string = convert("a: 1", { to: "yaml", indentSize: 4 }).text;\n',
			);
			const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
			const options = ["--noEmit", "--strict", "--target", "es2022", "--types", ""];
			for (const resolution of [
				["--module", "nodenext"],
				["--module", "preserve", "--moduleResolution", "bundler"],
			]) {
				execFileSync(process.execPath, [tsc, ...options, ...resolution, "use.ts"], { cwd: place.folder });
			}
		}),
	);
});
