/** For VS Code's Markdown preview: ```toon fences highlighted, with their tables. A bundle of its own, without scripts. */
import { languageOf } from "../markdown";
import { renderFence } from "./render";

/** What we use of markdown-it, which the preview brings along. */
interface Token {
	readonly info: string;
	readonly content: string;
}

type Rule = (
	tokens: Token[],
	index: number,
	options: unknown,
	env: unknown,
	self: { renderAttrs(token: Token): string },
) => string;

interface MarkdownIt {
	readonly renderer: { readonly rules: Record<string, unknown> };
}

/** Fences of other languages are drawn as before. */
export function extendMarkdownIt<Parser extends MarkdownIt>(parser: Parser): Parser {
	const { rules } = parser.renderer;
	const others = rules.fence as Rule;
	const fence: Rule = (tokens, index, options, env, self) => {
		const token = tokens[index]!;
		if (languageOf(token.info.trim()) !== "toon") return others(tokens, index, options, env, self);
		return renderFence(token.content, self.renderAttrs(token));
	};
	rules.fence = fence;
	return parser;
}
