/** The manifest offers VS Code's models the same tools that the MCP server does. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TOOLS } from "../../../server/src/workspace/tools/tools";

interface Contributed {
	readonly name: string;
	readonly displayName: string;
	readonly modelDescription: string;
	readonly inputSchema: unknown;
}

describe("language model tools of the manifest", () => {
	const { contributes } = JSON.parse(readFileSync(join(__dirname, "../../../package.json"), "utf8")) as {
		contributes: { languageModelTools: Contributed[]; mcpServerDefinitionProviders: { id: string }[] };
	};

	it("are those of the server", () => {
		const offered = contributes.languageModelTools.map(({ name, displayName, modelDescription, inputSchema }) => {
			return { name, displayName, modelDescription, inputSchema };
		});
		const expected = TOOLS.map(({ name, title, description, inputSchema }) => {
			return { name, displayName: title, modelDescription: description, inputSchema };
		});
		assert.deepEqual(offered, expected);
	});

	it("stand beside the MCP server", () => {
		assert.deepEqual(contributes.mcpServerDefinitionProviders, [{ id: "toon.mcp", label: "TOON Workbench" }]);
	});
});
