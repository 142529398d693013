/** Scopes over every construct: test/fixtures/grammar/*.test.toon, whose comments mark the text above them. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseGrammarTestCase, runGrammarTestCase } from "vscode-tmgrammar-test/dist/unit/index";
import { registry, root } from "./registry";

// The test tool has an older vscode-textmate of its own, whose Registry differs in private members only.
type TestToolRegistry = Parameters<typeof runGrammarTestCase>[0];
const testToolRegistry = registry as unknown as TestToolRegistry;

const folder = join(root, "test/fixtures/grammar");

describe("grammar", () => {
	for (const file of readdirSync(folder).filter((name) => name.endsWith(".test.toon"))) {
		const testCase = parseGrammarTestCase(readFileSync(join(folder, file), "utf8"));
		describe(testCase.metadata.description, () => {
			const failures = runGrammarTestCase(testToolRegistry, testCase);
			for (const { sourceLineNumber, testCaseLineNumber } of testCase.assertions) {
				it(testCase.source[sourceLineNumber] ?? "", async () => {
					const here = (await failures).filter((failure) => failure.srcLine === sourceLineNumber);
					assert.deepEqual(here, [], `${file}:${testCaseLineNumber + 1}`);
				});
			}
		});
	}
});
