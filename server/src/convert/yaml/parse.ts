/** Parses YAML, and holds it against the depth that its parser can read: it recurses, and near the end of the stack nothing is safe. */
import { Composer, type Document, Lexer, LineCounter, Parser } from "yaml";
import { ConversionError } from "../types";

/** Levels of flow collections, and columns that blocks may be indented by: the parser recurses for each. */
const MOST_FLOW_LEVELS = 200;
/** Tokens of the lexer that stand for nothing in the text. */
const LEXER_MARKS: ReadonlySet<string> = new Set(["\x02", "\x18", "\x1F"]);
const TOO_INDENTED = /^(?:[ \t]|[-?:](?=[ \t])){400}/m;

export interface ParsedYaml {
	readonly documents: readonly Document.Parsed[];
	readonly counter: LineCounter;
}

/** @throws ConversionError for what is not YAML, or is nested too deeply */
export function parseYaml(text: string): ParsedYaml {
	const indented = TOO_INDENTED.exec(text);
	if (indented !== null) throw tooDeep(text, indented.index);
	const counter = new LineCounter();
	const parser = new Parser(counter.addNewLine);
	const composer = new Composer({ lineCounter: counter, uniqueKeys: false, version: "1.2", logLevel: "silent" });
	counter.addNewLine(0);
	const documents: Document.Parsed[] = [];
	for (const token of tokensOf(text, parser)) documents.push(...composer.next(token));
	documents.push(...composer.end(false, text.length));
	for (const { errors } of documents) {
		const [error] = errors;
		if (error === undefined) continue;
		const { line, col } = counter.linePos(error.pos[0]);
		throw new ConversionError(`${error.message}. Correct the YAML and convert again.`, {
			line: line - 1,
			character: col - 1,
		});
	}
	return { documents, counter };
}

/** Counts the brackets on their way from the lexer to the parser. */
function* tokensOf(text: string, parser: Parser): ReturnType<Parser["next"]> {
	let levels = 0;
	let offset = 0;
	for (const lexeme of new Lexer().lex(text)) {
		if (lexeme === "[" || lexeme === "{") levels++;
		else if (lexeme === "]" || lexeme === "}") levels--;
		// The parser must not come near the end of the stack: compiling a regular expression there would end the process.
		if (levels > MOST_FLOW_LEVELS) throw tooDeep(text, offset);
		if (!LEXER_MARKS.has(lexeme)) offset += lexeme.length;
		yield* parser.next(lexeme);
	}
	yield* parser.end();
}

function tooDeep(text: string, offset: number): ConversionError {
	const line = text.slice(0, offset).split("\n").length - 1;
	return new ConversionError("Values are nested too deeply to be read. Flatten them, or write JSON.", { line });
}
