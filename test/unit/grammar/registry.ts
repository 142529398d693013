/** The grammars of this extension and VS Code's Markdown grammar, in a vscode-textmate registry. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createOnigScanner, createOnigString, loadWASM } from "vscode-oniguruma";
import { type IGrammar, INITIAL, parseRawGrammar, Registry } from "vscode-textmate";

export const root = join(import.meta.dirname, "../../..");
const require = createRequire(import.meta.url);

const grammarFiles: Readonly<Record<string, string>> = {
	"source.toon": join(root, "syntaxes/toon.tmLanguage.json"),
	"markdown.toon.codeblock": join(root, "syntaxes/toon.markdown-injection.json"),
	"text.html.markdown": require.resolve("tm-grammars/grammars/markdown.json"),
};

async function loadOniguruma(): Promise<{
	createOnigScanner: typeof createOnigScanner;
	createOnigString: typeof createOnigString;
}> {
	await loadWASM(new Uint8Array(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"))).buffer);
	return { createOnigScanner, createOnigString };
}

/** Oniguruma can be loaded once per process. */
const onigLib = loadOniguruma();

export const registry = new Registry({
	onigLib,
	loadGrammar: async (scopeName) => {
		const file = grammarFiles[scopeName];
		return file === undefined ? null : parseRawGrammar(readFileSync(file, "utf8"), file);
	},
	getInjections: (scopeName) => (scopeName === "text.html.markdown" ? ["markdown.toon.codeblock"] : []),
});

/** The grammar of a scope name; throws where there is none. */
export async function loadGrammar(scopeName: string): Promise<IGrammar> {
	const grammar = await registry.loadGrammar(scopeName);
	if (grammar === null) throw new Error(`no grammar for ${scopeName}`);
	return grammar;
}

/** A piece of text with all its scopes but the grammar's own. */
export interface Token {
	readonly text: string;
	readonly scopes: readonly string[];
}

/** Every line's tokens, without those that are only spaces. */
export function tokenize(grammar: IGrammar, text: string): Token[][] {
	let state = INITIAL;
	return text.split("\n").map((line) => {
		const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
		state = ruleStack;
		return tokens
			.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes: scopes.slice(1) }))
			.filter((token) => /[^ ]/.test(token.text));
	});
}
