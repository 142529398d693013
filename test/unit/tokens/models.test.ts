/** Model names and what counts for them. */
import { deepEqual, equal, match } from "node:assert/strict";
import { contextOf, encodingForModel, encodingLabel } from "../../../server/src/tokens";
import { MODEL_TABLE, TABLE_DATE } from "../../../server/src/tokens/modelTable";

/** What tiktoken itself knows; its edit and gpt2 encodings count ordinary text as these do. */
const known = require("tiktoken/model_to_encoding.json") as Record<string, string>;
const countsLike: Record<string, string> = { gpt2: "r50k_base", p50k_edit: "p50k_base" };

/** Editing models are gone for years and had a family name of another encoding. */
const left = new Set(["text-davinci-edit-001"]);

describe("encodingForModel", () => {
	it("agrees with tiktoken on every model that it lists", () => {
		for (const [model, encoding] of Object.entries(known)) {
			if (left.has(model)) continue;
			const expected = countsLike[encoding] ?? encoding;
			deepEqual(encodingForModel(model), { kind: "exact", name: model, encoding: expected });
		}
	});

	const exact: readonly [name: string, encoding: string][] = [
		["o200k_base", "o200k_base"],
		["r50k_base", "r50k_base"],
		["gpt-5", "o200k_base"],
		["gpt-5.1-codex-max", "o200k_base"],
		["gpt-5-mini-2025-08-07", "o200k_base"],
		["GPT-4o", "o200k_base"],
		[" gpt-4.1-nano ", "o200k_base"],
		["openai/gpt-4o-mini", "o200k_base"],
		["ft:gpt-4o-mini:acme::x1", "o200k_base"],
		["o3-deep-research", "o200k_base"],
		["o4-mini", "o200k_base"],
		["gpt-oss-120b", "o200k_base"],
		["gpt-4", "cl100k_base"],
		["gpt-4-turbo", "cl100k_base"],
		["gpt-3.5-turbo-16k", "cl100k_base"],
		["gpt-35-turbo", "cl100k_base"],
		["text-embedding-3-large", "cl100k_base"],
		["text-davinci-003", "p50k_base"],
		["davinci", "r50k_base"],
		["davinci-002", "cl100k_base"],
	];
	for (const [name, encoding] of exact) {
		it(`${JSON.stringify(name)} is counted with ${encoding}`, () => {
			deepEqual(encodingForModel(name), { kind: "exact", name: name.trim(), encoding });
		});
	}

	for (const name of ["claude-sonnet-4-5", "anthropic/claude-opus-4", "gemini-2.5-pro", "meta-llama/Llama-3.3-70B"]) {
		it(`${name} is an estimate, and says so`, () => {
			const model = encodingForModel(name);
			equal(model.kind, "estimate");
			equal(encodingLabel(model), "~o200k_base");
			if (model.kind === "estimate") match(model.message, /no tokenizer that works offline.*estimate/);
		});
	}

	for (const name of ["", "gpt-9", "gpt-45", "o10", "o1x5yz", "davincing", "model"]) {
		it(`${JSON.stringify(name)} is unknown, and says what is counted instead`, () => {
			const model = encodingForModel(name);
			equal(model.kind, "unknown");
			equal(encodingLabel(model), "~o200k_base");
			if (model.kind === "unknown") match(model.message, /no model or encoding.*o200k_base/);
		});
	}
});

describe("contextOf", () => {
	const cases: readonly (readonly [name: string, context: number | undefined])[] = [
		["gpt-5", 400_000],
		["openai/gpt-4.1-mini", 1_047_576],
		["gpt-4-0613", 8_192],
		["gpt-4-turbo-2024-04-09", 128_000],
		["claude-sonnet-4", undefined],
		["llama-3.1-70b", 131_072],
		["o200k_base", undefined],
		["no-such-model", undefined],
	];
	for (const [name, context] of cases) it(name, () => equal(contextOf(name), context));

	it("comes from a table with a date, whose rows are each reached", () => {
		match(TABLE_DATE, /^\d{4}-\d{2}-\d{2}$/);
		for (const [at, { name, context }] of MODEL_TABLE.entries()) {
			const first = MODEL_TABLE.findIndex((row) => name === row.name || name.startsWith(`${row.name}-`));
			equal(first, at, name);
			if (name.endsWith(".")) continue;
			equal(contextOf(name), context, name);
		}
	});
});
