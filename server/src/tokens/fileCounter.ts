/**
 * Counts by a model's own `tokenizer.json` (Hugging Face's format), with that company's library. Special tokens such as
 * `<|eot_id|>` are ordinary text, as in the other encodings.
 */
import { Tokenizer } from "@huggingface/tokenizers";
import type { TokenCounter } from "./textCounter";
import { cutsOf, readTokenizerFile, TokenizerError } from "./tokenizerFile";

/**
 * A counter from the text of a tokenizer.json.
 * @param name how it is called where counts are shown
 * @throws TokenizerError
 */
export function createFileCounter(name: string, text: string): TokenCounter {
	const file = readTokenizerFile(text);
	const cuts = cutsOf(file);
	// Words of its own that a vocabulary adds are matched in the whole text, so a cut could fall into one of them.
	const added = cuts.words ? [] : file.added_tokens.filter(({ special }) => special !== true);
	let tokenizer: Tokenizer;
	try {
		tokenizer = new Tokenizer({ ...file, added_tokens: added, post_processor: null }, {});
	} catch (error) {
		throw new TokenizerError(`the tokenizer cannot be used: ${error instanceof Error ? error.message : String(error)}`);
	}
	return {
		encoding: name,
		cuts,
		count: (counted) =>
			counted === "" ? 0 : tokenizer.encode(wellFormed(counted), { add_special_tokens: false }).ids.length,
	};
}

/** Half of a surrogate pair counts as U+FFFD, as in the other encodings. */
const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, "\uFFFD");
