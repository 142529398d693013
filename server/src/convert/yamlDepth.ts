/** Holds YAML against the depth that its parser can read: it recurses, and near the end of the stack nothing is safe. */
import { Lexer } from "yaml";
import { ConversionError } from "./types";

/** Levels of flow collections, and columns that blocks may be indented by: the parser recurses for each. */
const mostFlowLevels = 200;
/** Tokens of the lexer that stand for nothing in the text. */
const lexerMarks: ReadonlySet<string> = new Set(["\x02", "\x18", "\x1F"]);
const tooIndented = /^(?:[ \t]|[-?:](?=[ \t])){400}/m;

/**
 * The parser must not come near the end of the stack: compiling a regular expression there would end the process.
 * @throws ConversionError for values that are nested too deeply
 */
export function checkDepth(text: string): void {
	const indented = tooIndented.exec(text);
	if (indented !== null) throw tooDeep(text, indented.index);
	if ((text.match(/[[{]/g)?.length ?? 0) <= mostFlowLevels) return;
	let levels = 0;
	let offset = 0;
	for (const token of new Lexer().lex(text)) {
		if (token === "[" || token === "{") levels++;
		else if (token === "]" || token === "}") levels--;
		if (levels > mostFlowLevels) throw tooDeep(text, offset);
		if (!lexerMarks.has(token)) offset += token.length;
	}
}

function tooDeep(text: string, offset: number): ConversionError {
	const line = text.slice(0, offset).split("\n").length - 1;
	return new ConversionError(
		`Line ${line + 1}: values are nested too deeply to be read. Flatten them, or write JSON.`,
		{ line },
	);
}
