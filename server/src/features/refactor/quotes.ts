/** Quotes around a key, field name or string, put or taken away, the value kept. */
import { isPlainKey, type Position, quote, type TextEdit, type ToonDocument } from "../../language";
import { readName } from "../occurrences";
import { tokenAtPosition } from "../structure";
import { hasErrors } from "./nodes";
import { canStandPlain } from "./writing";

export function toggleQuotes(document: ToonDocument, position: Position): TextEdit[] | undefined {
	const line = document.line(position.line);
	const token = tokenAtPosition(line, position);
	if (token === undefined || hasErrors(document, line.line, line.line)) return undefined;
	const { type, range } = token;
	const text = line.text.slice(token.start, token.end);
	const isName = type === "key" || type === "field-name";
	if (!isName && type !== "string" && type !== "quoted-string") return undefined;
	if (!text.startsWith('"')) return text.includes("\r") ? undefined : [{ range, newText: quote(text) }];
	const plain = readName(text);
	if (isName) return isPlainKey(plain) ? [{ range, newText: plain }] : undefined;
	const delimiter = line.table?.delimiter ?? line.header?.delimiter;
	const isText = canStandPlain(plain, delimiter) && !/^(?:true|false|null|\s.*|.*\s)$/.test(plain) && !isNumeric(plain);
	return isText ? [{ range, newText: plain }] : undefined;
}

/** Also with a sign or zeros in front, which readers of other versions take for numbers. */
const isNumeric = (text: string): boolean => /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text);
