/** `instructions`: how to read and write TOON, for a prompt. The same text is in skills/toon/SKILL.md. */
import type { Context } from "./context";
import { EXIT_CODES, type ExitCode } from "./exitCodes";

/** Of the text, in o200k_base; a test counts them. */
export const INSTRUCTION_TOKENS = 419;

export const INSTRUCTION_TEXT = `TOON 4.4 is JSON in fewer tokens: objects by indentation, arrays with their length in brackets, lists of like objects as tables.

\`\`\`toon
name: Ada
address:
  city: London
tags[3]: a,b,c
users[2]{id,name}:
  1,Ada
  2,"Smith, Bob"
places[2:]{x,y}:
  home: 1,2
  work: 3,4
items[2]:
  - id: 1
    note: first
  - plain text
none: []
\`\`\`

is

\`\`\`json
{"name":"Ada","address":{"city":"London"},"tags":["a","b","c"],"users":[{"id":1,"name":"Ada"},{"id":2,"name":"Smith, Bob"}],"places":{"home":{"x":1,"y":2},"work":{"x":3,"y":4}},"items":[{"id":1,"note":"first"},"plain text"],"none":[]}
\`\`\`

To write it:

- \`[N]\` is the exact number of values, rows or items; count them last.
- Each row has one cell for each field of \`{…}\`, in their order. Objects with other fields, or with arrays in them, are a list of \`- \` items.
- Indent by two spaces a level, never by tabs. Rows and items stand one level below their header.
- Quote a string that is empty, looks like a number, \`true\`, \`false\` or \`null\`, begins with \`-\` or \`#\`, begins or ends with a space, or holds a comma, colon, quote, backslash, bracket, brace or line break. Escapes: \`\\\\\` \`\\"\` \`\\n\` \`\\r\` \`\\t\` \`\\uXXXX\`.
- No space between key and \`[\`, no comma at the end of a line, no comment behind a value; a line that begins with \`#\` is one.
`;

/** Prints the text; its size is said beside it, so that a pipe gets the text alone. */
export async function instructions({ terminal: { out, err } }: Context): Promise<ExitCode> {
	await out.write(INSTRUCTION_TEXT);
	await err.write(`${INSTRUCTION_TOKENS} tokens (o200k_base)\n`);
	return EXIT_CODES.ok;
}
