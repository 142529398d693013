/** Rows of TOON tables as rows of HTML, from bytes to bytes. */
import { type Bytes, decodeSpan, encodeUtf8 } from "../toon/bytes";
import { kindOf, stringOf } from "../toon/cells";
import { HAS_ESCAPES, IS_QUOTED, type TableRows } from "../toon/tableRows";
import { escapeHtml } from "./escape";

/** Bits of bytes for `TableRows`: what is escaped. */
export const HTML_CLASSES = new Uint8Array(256);
for (const character of "&<>\"'\0\r\n") HTML_CLASSES[character.charCodeAt(0)] = 1;

const rowOpen = encodeUtf8("<tr>");
const rowClose = encodeUtf8("</tr>\n");
const numberOpen = encodeUtf8('<td class="number">');
const cellOpen = encodeUtf8("<td>");
const cellClose = encodeUtf8("</td>");

/** Appends a row on a line of its own. */
export function writeHtmlRow({ from, to, bits }: TableRows, data: Uint8Array, out: Bytes): void {
	out.bytes(rowOpen);
	for (let cell = 0; cell < from.length; cell++) {
		const quoted = (bits[cell]! & IS_QUOTED) !== 0;
		const start = from[cell]!;
		const end = to[cell]!;
		out.bytes(kindOf(data, start, end, quoted) === "number" ? numberOpen : cellOpen);
		if ((bits[cell]! & (1 | HAS_ESCAPES)) !== 0) {
			out.text(escapeHtml(quoted ? stringOf(data, start, end) : decodeSpan(data, start, end)));
		} else if (quoted) out.copy(data, start + 1, end - 1);
		else out.copy(data, start, end);
		out.bytes(cellClose);
	}
	out.bytes(rowClose);
}
