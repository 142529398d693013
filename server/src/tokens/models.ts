/** Which encoding counts for a model, and how far the number can be trusted. */
import { defaultEncoding, type Encoding, isEncoding } from "./encodings";

/**
 * What a model or encoding name means for counting.
 * - `exact`: the model's own encoding.
 * - `estimate`: the model's tokenizer cannot be had offline; the count in `encoding` is near it. Show `~`.
 * - `unknown`: no such name; counts are exact for `encoding`, which must be named instead of the model.
 */
export type ModelEncoding =
	| { readonly kind: "exact"; readonly name: string; readonly encoding: Encoding }
	| {
			readonly kind: "estimate" | "unknown";
			readonly name: string;
			readonly encoding: Encoding;
			/** Why, and what is counted instead; for the person who chose the name. */
			readonly message: string;
	  };

/** Beginnings of model names, the first that fits decides. Dates, sizes and suffixes may follow. */
const prefixes: readonly (readonly [prefix: string, encoding: Encoding])[] = [
	["gpt-3.5", "cl100k_base"],
	["gpt-35", "cl100k_base"],
	["gpt-4o", "o200k_base"],
	["gpt-4.", "o200k_base"],
	["gpt-4", "cl100k_base"],
	["gpt-5", "o200k_base"],
	["gpt-oss", "o200k_base"],
	["gpt2", "r50k_base"],
	["gpt-2", "r50k_base"],
	["chatgpt-4o", "o200k_base"],
	["o1", "o200k_base"],
	["o3", "o200k_base"],
	["o4", "o200k_base"],
	["codex-mini", "o200k_base"],
	["text-embedding-3", "cl100k_base"],
	["text-embedding-ada-002", "cl100k_base"],
	["davinci-002", "cl100k_base"],
	["babbage-002", "cl100k_base"],
	["text-davinci-002", "p50k_base"],
	["text-davinci-003", "p50k_base"],
	["code-davinci", "p50k_base"],
	["code-cushman", "p50k_base"],
	["davinci-codex", "p50k_base"],
	["cushman-codex", "p50k_base"],
	["text-davinci-001", "r50k_base"],
	["text-curie", "r50k_base"],
	["text-babbage", "r50k_base"],
	["text-ada", "r50k_base"],
	["text-similarity", "r50k_base"],
	["text-search", "r50k_base"],
	["code-search", "r50k_base"],
	["davinci", "r50k_base"],
	["curie", "r50k_base"],
	["babbage", "r50k_base"],
	["ada", "r50k_base"],
];

/** Families whose tokenizers are not public, or are not among the encodings here. */
const estimated: readonly string[] = [
	"claude",
	"gemini",
	"gemma",
	"llama",
	"mistral",
	"mixtral",
	"codestral",
	"deepseek",
	"qwen",
	"grok",
	"command-r",
	"command-a",
	"phi-",
	"nova",
	"kimi",
	"glm",
];

/**
 * The encoding for a model name (`gpt-5-mini`, `openai/o3`, `ft:gpt-4o:…`) or an encoding name. Letter case and
 * space around the name do not matter. Every name gets an answer.
 */
export function encodingForModel(name: string): ModelEncoding {
	const trimmed = name.trim();
	const model = trimmed
		.toLowerCase()
		.replace(/^(?:[\w.-]+\/)+/, "")
		.replace(/^ft:/, "");
	if (isEncoding(model)) return { kind: "exact", name: trimmed, encoding: model };
	const known = prefixes.find(([prefix]) => startsWithName(model, prefix));
	if (known !== undefined) return { kind: "exact", name: trimmed, encoding: known[1] };
	const encoding = defaultEncoding;
	if (estimated.some((family) => model.includes(family))) {
		const message = `${trimmed} has no tokenizer that works offline: the count is an estimate, made with ${encoding}.`;
		return { kind: "estimate", name: trimmed, encoding, message };
	}
	const message =
		`"${trimmed}" is no model or encoding that is known here: tokens are counted with ${encoding}. ` +
		"Choose a name such as gpt-5, gpt-4o, gpt-4 or cl100k_base (in the editor: toon.tokens.model).";
	return { kind: "unknown", name: trimmed, encoding, message };
}

/** What to write beside a count: the encoding, with `~` where it is not that of the model that was named. */
export function encodingLabel(model: ModelEncoding): string {
	return model.kind === "exact" ? model.encoding : `~${model.encoding}`;
}

/** The prefix, and after it nothing or what is no letter or digit ("o1" is not "o10"). */
function startsWithName(model: string, prefix: string): boolean {
	if (!model.startsWith(prefix)) return false;
	return prefix.endsWith(".") || !/[a-z0-9]/.test(model.charAt(prefix.length));
}
