/** Which encoding counts for a model, and how far the number can be trusted. */
import { DEFAULT_ENCODING, type Encoding, isEncoding } from "./encodings";
import { MODEL_TABLE } from "./modelTable";

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

/** Families whose tokenizers are not public, or are not among the encodings here. */
const ESTIMATED: readonly string[] = [
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
	const model = bareName(trimmed);
	if (isEncoding(model)) return { kind: "exact", name: trimmed, encoding: model };
	const known = MODEL_TABLE.find(({ name: prefix }) => startsWithName(model, prefix))?.encoding;
	if (known !== undefined) return { kind: "exact", name: trimmed, encoding: known };
	const encoding = DEFAULT_ENCODING;
	if (ESTIMATED.some((family) => model.includes(family))) {
		const message = `${trimmed} has no tokenizer that works offline: the count is an estimate, made with ${encoding}.`;
		return { kind: "estimate", name: trimmed, encoding, message };
	}
	const message =
		`"${trimmed}" is no model or encoding that is known here: tokens are counted with ${encoding}. ` +
		"Choose a name such as gpt-5, gpt-4o, gpt-4 or cl100k_base (in the editor: toon.tokens.model).";
	return { kind: "unknown", name: trimmed, encoding, message };
}

/** Tokens that a model reads at once, answer included (modelTable.ts); undefined where that is not known. */
export function contextOf(name: string): number | undefined {
	const model = bareName(name.trim());
	return MODEL_TABLE.find(({ name: prefix }) => startsWithName(model, prefix))?.context;
}

/** Without letter case, maker and `ft:`. */
const bareName = (name: string): string =>
	name
		.toLowerCase()
		.replace(/^(?:[\w.-]+\/)+/, "")
		.replace(/^ft:/, "");

/** What to write beside a count: the encoding, with `~` where it is not that of the model that was named. */
export function encodingLabel(model: ModelEncoding): string {
	return model.kind === "exact" ? model.encoding : `~${model.encoding}`;
}

/** The prefix, and after it nothing or what is no letter or digit ("o1" is not "o10"). */
function startsWithName(model: string, prefix: string): boolean {
	if (!model.startsWith(prefix)) return false;
	return prefix.endsWith(".") || !/[a-z0-9]/.test(model.charAt(prefix.length));
}
