/** Models, the encodings that count for them, and how much they read at once: data, with its date. */
import type { Encoding } from "./encodings";

/**
 * Until when models are listed. The figures are those that their makers had published by then, collected second-hand and
 * not measured here; newer models of a family may read more, so a family whose versions differ has none.
 */
export const tableDate = "2025-08-31";

export interface ModelRow {
	/** Beginning of the model's name. Dates, sizes and suffixes may follow. */
	readonly name: string;
	/** Absent where the model's own tokenizer is not among ours: then counts are an estimate. */
	readonly encoding?: Encoding;
	/** Tokens that the model reads at once, answer included; absent where its versions differ. */
	readonly context?: number;
}

const o200k = "o200k_base";
const cl100k = "cl100k_base";
const p50k = "p50k_base";
const r50k = "r50k_base";

/** The first row that a name begins with decides. */
export const modelTable: readonly ModelRow[] = [
	{ name: "gpt-3.5-turbo-instruct", encoding: cl100k, context: 4_096 },
	{ name: "gpt-3.5", encoding: cl100k, context: 16_385 },
	{ name: "gpt-35", encoding: cl100k, context: 16_385 },
	{ name: "gpt-4o", encoding: o200k, context: 128_000 },
	{ name: "gpt-4.1", encoding: o200k, context: 1_047_576 },
	{ name: "gpt-4.5", encoding: o200k, context: 128_000 },
	{ name: "gpt-4.", encoding: o200k },
	{ name: "gpt-4-turbo", encoding: cl100k, context: 128_000 },
	{ name: "gpt-4-32k", encoding: cl100k, context: 32_768 },
	{ name: "gpt-4", encoding: cl100k, context: 8_192 },
	{ name: "gpt-5-chat", encoding: o200k, context: 128_000 },
	{ name: "gpt-5", encoding: o200k, context: 400_000 },
	{ name: "gpt-oss", encoding: o200k, context: 131_072 },
	{ name: "gpt2", encoding: r50k, context: 1_024 },
	{ name: "gpt-2", encoding: r50k, context: 1_024 },
	{ name: "chatgpt-4o", encoding: o200k, context: 128_000 },
	{ name: "o1-mini", encoding: o200k, context: 128_000 },
	{ name: "o1-preview", encoding: o200k, context: 128_000 },
	{ name: "o1", encoding: o200k, context: 200_000 },
	{ name: "o3", encoding: o200k, context: 200_000 },
	{ name: "o4-mini", encoding: o200k, context: 200_000 },
	{ name: "o4", encoding: o200k },
	{ name: "codex-mini", encoding: o200k, context: 200_000 },
	{ name: "text-embedding-3", encoding: cl100k, context: 8_192 },
	{ name: "text-embedding-ada-002", encoding: cl100k, context: 8_192 },
	{ name: "davinci-002", encoding: cl100k, context: 16_384 },
	{ name: "babbage-002", encoding: cl100k, context: 16_384 },
	{ name: "text-davinci-002", encoding: p50k, context: 4_097 },
	{ name: "text-davinci-003", encoding: p50k, context: 4_097 },
	{ name: "code-davinci", encoding: p50k },
	{ name: "code-cushman", encoding: p50k },
	{ name: "davinci-codex", encoding: p50k },
	{ name: "cushman-codex", encoding: p50k },
	{ name: "text-davinci-001", encoding: r50k },
	{ name: "text-curie", encoding: r50k },
	{ name: "text-babbage", encoding: r50k },
	{ name: "text-ada", encoding: r50k },
	{ name: "text-similarity", encoding: r50k },
	{ name: "text-search", encoding: r50k },
	{ name: "code-search", encoding: r50k },
	{ name: "davinci", encoding: r50k, context: 2_049 },
	{ name: "curie", encoding: r50k, context: 2_049 },
	{ name: "babbage", encoding: r50k, context: 2_049 },
	{ name: "ada", encoding: r50k, context: 2_049 },
	{ name: "claude" },
	{ name: "gemini-1.5-pro", context: 2_097_152 },
	{ name: "gemini" },
	{ name: "llama-3.1", context: 131_072 },
	{ name: "llama-3.2", context: 131_072 },
	{ name: "llama-3.3", context: 131_072 },
	{ name: "llama-3", context: 8_192 },
	{ name: "gemma-3", context: 131_072 },
	{ name: "gemma-2", context: 8_192 },
	{ name: "deepseek-v3", context: 131_072 },
	{ name: "deepseek-r1", context: 131_072 },
	{ name: "qwen3", context: 40_960 },
];
