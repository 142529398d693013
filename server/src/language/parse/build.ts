/** The full parse: a tree from a text, in one pass. */

import { AsciiWindow } from "../text/asciiWindow";
import { CR } from "../text/characters";
import { Counts } from "../tree/counts";
import { EOL_CR, EOL_CRLF, EOL_LF, EOL_NONE, EOL_SHIFT, KEYED_TABLE, KIND_MASK, LIST, LONE_CR } from "../tree/kinds";
import type { TreeOptions } from "../tree/options";
import { CHUNK_SIZE, type Chunk, extraLinesOf, type Order } from "../tree/order";
import { Tree } from "../tree/tree";
import { LineParser } from "./line";

/** How many lines and scopes there will be is estimated from the first part: columns that need not grow fill faster. */
const SAMPLE = 1 << 14;
const HEADROOM = 1.15;

/** A tree, what its lines add up to, and the parser that reads lines of it again. */
export interface Built {
	readonly tree: Tree;
	readonly counts: Counts;
	readonly parser: LineParser;
}

export function buildTree(text: string, options: TreeOptions): Built {
	const sample = text.slice(0, SAMPLE);
	const share = (text.length / Math.max(1, sample.length)) * HEADROOM;
	const lineCapacity = 64 + Math.ceil(countOf(sample, "\n") * share);
	const scopeCapacity = 256 + Math.ceil((countOf(sample, ":\n") + countOf(sample, " - ")) * share);
	const tree = new Tree(text, lineCapacity, scopeCapacity, options);
	const counts = new Counts(tree);
	const { lines, order, scopes } = tree;
	const parser = new LineParser(scopes, options, new AsciiWindow(text));
	const { work } = parser;
	const headers: number[] = [];
	const blanks: number[] = [];
	let chunk = appendChunk(order);
	let previous = 0;
	let nextCR = text.indexOf("\r");
	for (let start = 0; ; ) {
		const lf = text.indexOf("\n", start);
		let end = lf < 0 ? text.length : lf;
		let eol = lf < 0 ? EOL_NONE : EOL_LF;
		if (end > start && text.charCodeAt(end - 1) === CR) {
			end--;
			eol = lf < 0 ? EOL_CR : EOL_CRLF;
		}
		let flags = eol << EOL_SHIFT;
		if (nextCR >= 0 && nextCR < end) flags |= LONE_CR;
		const line = lines.addOriginal(start, end - start, flags);
		lines.chunk[line] = chunk.id;
		chunk.handles[chunk.count++] = line;
		chunk.units += (lf < 0 ? text.length : lf + 1) - start;
		if (nextCR >= 0 && nextCR <= end) {
			nextCR = text.indexOf("\r", end + 1);
			chunk.extraLines += extraLinesOf(lines, line);
		}
		parser.parse(line, text, start, end, flags, start === 0);
		tree.settle(work);
		if (work.scope !== 0) {
			const kind = work.kind & KIND_MASK;
			if (kind >= LIST && kind <= KEYED_TABLE) headers.push(line);
			if (blanks.length !== 0) {
				counts.judgeBlanks(blanks, previous, line);
				blanks.length = 0;
			}
			previous = line;
		} else if (tree.isOpenBlank(line)) blanks.push(line);
		counts.contribute(line);
		if (lf < 0) break;
		start = lf + 1;
		if (chunk.count === CHUNK_SIZE) chunk = appendChunk(order);
	}
	order.renumber(0);
	tree.units = text.length;
	// Counts are known only now.
	for (const header of headers) counts.settleHeader(lines.top[header]!);
	counts.settleRoot();
	counts.settleEnd();
	return { tree, counts, parser: new LineParser(scopes, options) };
}

function appendChunk(order: Order): Chunk {
	const chunk = order.newChunk(CHUNK_SIZE);
	chunk.index = order.chunks.length;
	order.chunks.push(chunk);
	return chunk;
}

function countOf(text: string, mark: string): number {
	let count = 0;
	for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) count++;
	return count;
}
