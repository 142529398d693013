/** A number for a text under repair, which costs only what an edit touches: so that no text is come back to. */

import { hashText } from "../language";

const LINE = /[^\r\n]*(?:\r\n|\n|\r|$)/g;

/**
 * The part of some whole lines in the number of their text: a sum over pairs of neighbours, which so knows their order.
 * `before` and `after` are the lines around them.
 */
export function fingerprint(lines: string, before: string, after: string): number {
	let sum = 0;
	let last = hashText(before, 0, before.length);
	const add = (line: string): void => {
		const hash = hashText(line, 0, line.length);
		const mixed = Math.imul(last ^ Math.imul(hash, 0x9e3779b1), 0x85ebca6b);
		sum = (sum + (mixed ^ (mixed >>> 15))) | 0;
		last = hash;
	};
	for (const [line] of lines.matchAll(LINE)) if (line !== "") add(line);
	add(after);
	return sum;
}
