/** `key = value` as in INI, TOML, properties and shell files, and `[section]` above such lines. */
import { readAssigned } from "../../text/assignment";
import { isPlainKey, isPlainValue } from "../../text/plain";
import { quote } from "../../text/strings";
import type { Fix, TextEdit } from "../../types";
import { shown } from "../words";
import type { Reading } from "./reading";
import type { SourceLines } from "./sourceLines";

const SECTION = /^\[([^\][{}":,|#]*[^\][{}":,|#\d\s][^\][{}":,|#]*)\]$/;
/** A field of TOON, whatever its value. */
const FIELD = /^(?:"(?:[^"\\]|\\.)*"|[^"=:]*):(?!=)/;
/** An array of primitives on one line. */
const INLINE = /^\[([^[\]{}]*)\]$/;

/** The line as a field of TOON, or undefined where it is no assignment. */
function fieldOf(content: string): string | undefined {
	const assigned = readAssigned(content);
	if (assigned === undefined) return undefined;
	const { key, value } = assigned;
	const array = INLINE.exec(value)?.[1]?.trim().replace(/,$/, "");
	if (array === "") return `${key}: []`;
	if (array !== undefined && !/["'].*,.*["']/.test(array.replace(/"[^",]*"|'[^',]*'/g, ""))) {
		const values = array.split(",").map((each) => withDoubleQuotes(each.trim()));
		return `${key}[${values.length}]: ${values.join(",")}`;
	}
	return value === "" ? `${key}: ""` : `${key}: ${withDoubleQuotes(value)}`;
}

const withDoubleQuotes = (value: string): string => (/^'[^']*'$/.test(value) ? quote(value.slice(1, -1)) : value);

export function readAssignment(source: SourceLines, line: number): Reading | undefined {
	const content = source.content(line);
	const field = fieldOf(content);
	if (field === undefined) return undefined;
	return {
		message: `"${shown(content)}" is written with an equals sign, as in INI, TOML and shell files. TOON has a colon between key and value: ${shown(field)}.`,
		fixes: () => [writeColons(source, line)],
	};
}

/** Rewrites the line and the assignments beside it. */
function writeColons(source: SourceLines, line: number): Fix {
	const edits: TextEdit[] = [];
	const indent = source.indent(line);
	for (let i = line; i < source.count; i++) {
		if (!source.isContent(i)) continue;
		const field =
			source.indent(i) === indent && !FIELD.test(source.content(i)) ? fieldOf(source.content(i)) : undefined;
		if (field === undefined) break;
		edits.push(source.rewrite(i, field));
	}
	return {
		title: edits.length === 1 ? "Write a colon" : `Write a colon in ${edits.length} lines`,
		edits,
		preferred: true,
	};
}

export function readSection(source: SourceLines, line: number): Reading | undefined {
	const name = SECTION.exec(source.content(line))?.[1]?.trim();
	const next = source.next(line);
	if (name === undefined || next < 0 || source.indent(next) !== source.indent(line)) return undefined;
	const content = source.content(next);
	if (!/^[^\s[{(-][^:=]*[:=]/.test(content)) return undefined;
	return {
		message: `[${shown(name)}] begins a section in INI and TOML files. In TOON write its name with a colon, and indent its fields below.`,
		fixes: () => [{ title: "Make it an object", edits: nest(source, line, name), preferred: true }],
	};
}

/** The section as a key, and its fields below it. */
function nest(source: SourceLines, line: number, name: string): readonly TextEdit[] {
	const indent = source.indent(line);
	let end = line + 1;
	for (let i = line + 1; i < source.count; i++) {
		if (!source.isContent(i)) continue;
		if (source.indent(i) < indent) break;
		// Sections are flat: what has a block below is no part of one.
		const opensBlock = source.next(i) >= 0 && source.indent(source.next(i)) > source.indent(i);
		if (source.indent(i) === indent && (opensBlock || SECTION.test(source.content(i)))) break;
		end = i + 1;
	}
	const key = isPlainKey(name) || isPlainValue(name, 0) ? name : quote(name);
	return [source.rewrite(line, `${key}:`), ...source.shift(line + 1, end, source.tree.indentSize)];
}
