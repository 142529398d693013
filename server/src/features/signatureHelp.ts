/** Signature help in a row: which column the cursor is in, what its cells hold, and examples. */
import { MarkupKind, type ParameterInformation, type SignatureHelp } from "vscode-languageserver-types";
import type { Position, ToonDocument } from "../language";
import { columnValues } from "./columns";
import { codeSpan } from "./markdown";
import { cellAt, numberOf } from "./structure";

/** Characters that show it, and that move it on. */
export const SIGNATURE_TRIGGERS = [",", "|", "\t"];

const EXAMPLES = 3;

export function signatureHelp(document: ToonDocument, position: Position): SignatureHelp | undefined {
	const line = document.line(position.line);
	const { table } = line;
	if (table === undefined || line.line !== position.line) return undefined;
	const cell = cellAt(line, position.character);
	if (cell === undefined) return undefined;
	const { lines } = document;
	const handle = lines.at(lines.place(position).number);
	const names = table.leaves.map((path) => path.join("."));
	const key = line.key === undefined ? "" : `${line.key}: `;
	const parameters: ParameterInformation[] = [];
	let at = key.length;
	for (const name of names) {
		parameters.push({ label: [at, at + name.length] });
		at += name.length + 2;
	}
	const active = parameters[cell.index];
	if (active !== undefined) {
		const values = columnValues(document, lines.scope(handle), cell.index, numberOf(lines, handle));
		const seen = values.top(EXAMPLES).map(({ text }) => codeSpan(text));
		const type = values.type === "" ? "" : `${values.type}, as ${seen.join(", ")}`;
		const value = `Column ${cell.index + 1} of ${names.length}${type === "" ? "" : `: ${type}`}`;
		parameters[cell.index] = { ...active, documentation: { kind: MarkupKind.Markdown, value } };
	}
	const surplus = `The table has ${names.length} columns; this is cell ${cell.index + 1}.`;
	return {
		signatures: [
			{
				label: key + names.join(", "),
				parameters,
				...(active === undefined && { documentation: { kind: MarkupKind.PlainText, value: surplus } }),
			},
		],
		activeSignature: 0,
		activeParameter: cell.index,
	};
}
