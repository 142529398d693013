/** What agents read: the instructions, the skill, and the numbers that docs/agents.md gives. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode, encode } from "@toon-format/toon";
import { INSTRUCTION_TEXT, INSTRUCTION_TOKENS } from "../../server/src/cli/instructions";
import { ToonDocument } from "../../server/src/language";
import { TOOLS } from "../../server/src/workspace/tools/tools";
import { countTokens } from "./agentTokens";
import { inPlace } from "./commandLine";

const text = (name: string): string => readFileSync(join(__dirname, "../..", name), "utf8");

describe("texts for agents", () => {
	const fence = (language: string): string =>
		new RegExp(`^\`\`\`${language}\\n(.*?)\\n\`\`\``, "ms").exec(INSTRUCTION_TEXT)![1]!;

	it("the example of the instructions is right", () => {
		const toon = fence("toon");
		assert.deepEqual(new ToonDocument(toon).diagnostics().items, []);
		const value = JSON.parse(fence("json"));
		assert.deepEqual(new ToonDocument(toon).decode(), value);
		assert.deepEqual(decode(toon), value);
		assert.equal(encode(value), toon, "it is written as the reference writes it");
	});

	const quoting: [string, boolean][] = [
		["plain text", false],
		["", true],
		["12", true],
		["-x", true],
		["#x", true],
		[" x", true],
		["a,b", true],
		["a:b", true],
		['a"b', true],
		["a\\b", true],
		["a[b", true],
		["a}b", true],
		["a\nb", true],
		["null", true],
	];
	for (const [value, isQuoted] of quoting) {
		it(`quotes ${JSON.stringify(value)}: ${isQuoted}, as the instructions say`, () => {
			const { a } = decode(`a: ${isQuoted ? JSON.stringify(value) : value}`) as { a: unknown };
			assert.equal(a, value);
			if (value !== "#x") assert.equal(encode({ a: [value] }).includes('"'), isQuoted);
		});
	}

	it("their size is what is said", async () => {
		assert.equal(await countTokens(INSTRUCTION_TEXT), INSTRUCTION_TOKENS);
		assert.ok(INSTRUCTION_TOKENS < 600);
		assert.ok(text("docs/agents.md").includes(`${INSTRUCTION_TOKENS} tokens`));
	});

	it("the size of the tools is what is said", async () => {
		const definitions = TOOLS.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
		const tokens = await countTokens(JSON.stringify(definitions));
		assert.ok(tokens < 1000, `${tokens}`);
		assert.ok(text("docs/agents.md").includes(`${tokens} tokens`), `${tokens}`);
	});

	it("the skill holds the instructions", () => assert.ok(text("skills/toon/SKILL.md").includes(INSTRUCTION_TEXT)));

	it(
		"are printed, their size beside them",
		inPlace((place) => {
			const { code, out, err } = place.run(["instructions"]);
			assert.deepEqual(
				{ code, out, err },
				{ code: 0, out: INSTRUCTION_TEXT, err: `${INSTRUCTION_TOKENS} tokens (o200k_base)\n` },
			);
		}),
	);
});
