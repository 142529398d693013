/** Models, the encodings that count for them, and how much they read at once: data, with its date. */
import type { Encoding } from "./encodings";

/**
 * Until when models are listed. The figures are those that their makers had published by then, collected second-hand and
 * not measured here; newer models of a family may read more, so a family whose versions differ has none.
 */
export const TABLE_DATE = "2025-08-31";

export interface ModelRow {
	/** Beginning of the model's name. Dates, sizes and suffixes may follow. */
	readonly name: string;
	/** Absent where the model's own tokenizer is not among ours: then counts are an estimate. */
	readonly encoding?: Encoding;
	/** Tokens that the model reads at once, answer included; absent where its versions differ. */
	readonly context?: number;
}

const O200K = "o200k_base";
const CL100K = "cl100k_base";
const P50K = "p50k_base";
const R50K = "r50k_base";

/** The first row that a name begins with decides. */
export const MODEL_TABLE: readonly ModelRow[] = [
	{ name: "gpt-3.5-turbo-instruct", encoding: CL100K, context: 4_096 },
	{ name: "gpt-3.5", encoding: CL100K, context: 16_385 },
	{ name: "gpt-35", encoding: CL100K, context: 16_385 },
	{ name: "gpt-4o", encoding: O200K, context: 128_000 },
	{ name: "gpt-4.1", encoding: O200K, context: 1_047_576 },
	{ name: "gpt-4.5", encoding: O200K, context: 128_000 },
	{ name: "gpt-4.", encoding: O200K },
	{ name: "gpt-4-turbo", encoding: CL100K, context: 128_000 },
	{ name: "gpt-4-32k", encoding: CL100K, context: 32_768 },
	{ name: "gpt-4", encoding: CL100K, context: 8_192 },
	{ name: "gpt-5-chat", encoding: O200K, context: 128_000 },
	{ name: "gpt-5", encoding: O200K, context: 400_000 },
	{ name: "gpt-oss", encoding: O200K, context: 131_072 },
	{ name: "gpt2", encoding: R50K, context: 1_024 },
	{ name: "gpt-2", encoding: R50K, context: 1_024 },
	{ name: "chatgpt-4o", encoding: O200K, context: 128_000 },
	{ name: "o1-mini", encoding: O200K, context: 128_000 },
	{ name: "o1-preview", encoding: O200K, context: 128_000 },
	{ name: "o1", encoding: O200K, context: 200_000 },
	{ name: "o3", encoding: O200K, context: 200_000 },
	{ name: "o4-mini", encoding: O200K, context: 200_000 },
	{ name: "o4", encoding: O200K },
	{ name: "codex-mini", encoding: O200K, context: 200_000 },
	{ name: "text-embedding-3", encoding: CL100K, context: 8_192 },
	{ name: "text-embedding-ada-002", encoding: CL100K, context: 8_192 },
	{ name: "davinci-002", encoding: CL100K, context: 16_384 },
	{ name: "babbage-002", encoding: CL100K, context: 16_384 },
	{ name: "text-davinci-002", encoding: P50K, context: 4_097 },
	{ name: "text-davinci-003", encoding: P50K, context: 4_097 },
	{ name: "code-davinci", encoding: P50K },
	{ name: "code-cushman", encoding: P50K },
	{ name: "davinci-codex", encoding: P50K },
	{ name: "cushman-codex", encoding: P50K },
	{ name: "text-davinci-001", encoding: R50K },
	{ name: "text-curie", encoding: R50K },
	{ name: "text-babbage", encoding: R50K },
	{ name: "text-ada", encoding: R50K },
	{ name: "text-similarity", encoding: R50K },
	{ name: "text-search", encoding: R50K },
	{ name: "code-search", encoding: R50K },
	{ name: "davinci", encoding: R50K, context: 2_049 },
	{ name: "curie", encoding: R50K, context: 2_049 },
	{ name: "babbage", encoding: R50K, context: 2_049 },
	{ name: "ada", encoding: R50K, context: 2_049 },
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
