/** A model's own `tokenizer.json`, in Hugging Face's format: what it must hold, and where texts may be cut for it. */
import type { Pattern } from "./encodings";
import type { Cuts } from "./textCounter";

/** What of a tokenizer.json is read here. */
export interface TokenizerFile {
	readonly model: { readonly type?: unknown };
	readonly pre_tokenizer: unknown;
	readonly added_tokens: readonly { readonly special?: unknown; readonly content?: unknown }[];
}

/** The file is no tokenizer that can be counted with. The message says why. */
export class TokenizerError extends Error {
	override readonly name = "TokenizerError";
}

/** @throws TokenizerError */
export function readTokenizerFile(text: string): TokenizerFile {
	let file: unknown;
	try {
		file = JSON.parse(text);
	} catch (error) {
		throw new TokenizerError(`no JSON: ${error instanceof Error ? error.message : String(error)}`);
	}
	if (!isTokenizer(file))
		throw new TokenizerError('no tokenizer.json of Hugging Face: it has no "model" with a vocabulary');
	const added = Array.isArray(file.added_tokens) ? file.added_tokens : [];
	return { ...file, added_tokens: added };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const isTokenizer = (file: unknown): file is TokenizerFile =>
	isRecord(file) && isRecord(file.model) && isRecord(file.model.vocab);

/** Patterns of Llama 3, Qwen 2 and 3, and DeepSeek V3: they end a piece where cl100k_base does. */
const LIKE_CL100K: ReadonlySet<string> = new Set([
	String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`,
	String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`,
	String.raw`\p{N}{1,3}|[一-龥぀-ゟ゠-ヿ]+|[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_${"`"}{|}~][A-Za-z]+|[^${"\r\n"}\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[${"\r\n"}]*|\s*[${"\r\n"}]+|\s+(?!\S)|\s+`,
]);

const NOWHERE: Cuts = { lines: undefined, words: false };

/** Nothing is known of a pattern that is not listed: then a text is counted as a whole. */
export function cutsOf({ model, pre_tokenizer: steps }: TokenizerFile): Cuts {
	if (model.type !== "BPE" || !isRecord(steps) || !Array.isArray(steps.pretokenizers)) return NOWHERE;
	const list = steps.pretokenizers.filter(isRecord);
	const splits = list
		.filter(({ type }) => type === "Split")
		.map(({ pattern }) => (isRecord(pattern) ? pattern.Regex : undefined));
	const isByteLevel = list.at(-1)?.type === "ByteLevel" && list.at(-1)?.add_prefix_space === false;
	const isKnown = isByteLevel && splits.length === list.length - 1 && LIKE_CL100K.has(splits.join("|"));
	const lines: Pattern = "cl100k";
	return isKnown ? { lines, words: true } : NOWHERE;
}

/** Whether a name is that of a tokenizer's file, not of an encoding or model. */
export const isTokenizerFile = (name: string): boolean => /\.json$/i.test(name);
