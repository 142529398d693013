import assert from "node:assert/strict";
import { visibleJson, visibleLine, visibleText } from "../../../server/src/cli/visible";

describe("what is printed on a terminal", () => {
	/** A text, as one line, and as a document. */
	const cases: [string, string, string, string][] = [
		["plain", "ä 名 😀 👩‍👩‍👧", "ä 名 😀 👩‍👩‍👧", "ä 名 😀 👩‍👩‍👧"],
		["line ends and tabs", "a\r\n\tb", "a\\r\\n\\tb", "a\\u000d\n\tb"],
		["escapes", "\u001B[31m\u0007", "\\u001b[31m\\u0007", "\\u001b[31m\\u0007"],
		["C1 and DEL", "\u009B2J\u007F", "\\u009b2J\\u007f", "\\u009b2J\\u007f"],
		["overrides of direction", "a\u202Eb\u2066c", "a\\u202eb\\u2066c", "a\\u202eb\\u2066c"],
		["what cannot be seen", "a\u200Bb\uFEFF\u00AD", "a\\u200bb\\ufeff\\u00ad", "a\\u200bb\\ufeff\\u00ad"],
		["tags", "a\u{E0041}", "a\\udb40\\udc41", "a\\udb40\\udc41"],
	];
	for (const [name, text, line, document] of cases) {
		it(name, () => {
			assert.equal(visibleLine(text), line);
			assert.equal(visibleText(text), document);
			assert.equal(JSON.parse(visibleJson({ text })).text, text);
			assert.equal(visibleLine(visibleJson({ text })), visibleJson({ text }));
		});
	}
});
