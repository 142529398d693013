/** The full parse: a tree from a text, in one pass. */
import { AsciiWindow } from "./asciiWindow";
import { EOL_CR, EOL_CRLF, EOL_LF, EOL_NONE, KEYED_TABLE, KIND_MASK, LIST, LONE_CR } from "./kinds";
import { CHUNK_SIZE, type Chunk, extraLinesOf, type Order } from "./order";
import { LineParser } from "./parse";
import { CR } from "./scan";
import { Tree, type TreeOptions } from "./tree";

export function buildTree(text: string, options: TreeOptions): Tree {
	const lineFeeds = countLineFeeds(text);
	const tree = new Tree(text, lineFeeds + 64 + (lineFeeds >> 4), estimateScopes(text), options);
	const { lines, order } = tree;
	const parser = new LineParser(tree, new AsciiWindow(text));
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
		const line = lines.addOriginal(start, end - start, eol);
		lines.chunk[line] = chunk.id;
		chunk.handles[chunk.count++] = line;
		chunk.units += (lf < 0 ? text.length : lf + 1) - start;
		if (nextCR >= 0 && nextCR <= end) {
			if (nextCR < end) lines.flags[line]! |= LONE_CR;
			nextCR = text.indexOf("\r", end + 1);
			chunk.extraLines += extraLinesOf(lines, line);
		}
		parser.parse(line, text, start, end, start === 0);
		if (lines.scope[line] !== 0) {
			const kind = lines.kind[line]! & KIND_MASK;
			if (kind >= LIST && kind <= KEYED_TABLE) headers.push(line);
			if (blanks.length !== 0) {
				tree.judgeBlanks(blanks, previous, line);
				blanks.length = 0;
			}
			previous = line;
		} else if (tree.isOpenBlank(line)) blanks.push(line);
		tree.contribute(line);
		if (lf < 0) break;
		start = lf + 1;
		if (chunk.count === CHUNK_SIZE) chunk = appendChunk(order);
	}
	order.renumber(0);
	tree.units = text.length;
	// Counts are known only now.
	for (const header of headers) tree.settleHeader(lines.top[header]!);
	return tree;
}

const SAMPLE = 1 << 16;

/** About how many lines open a scope, from those in the first part: columns that need not grow are filled faster. */
function estimateScopes(text: string): number {
	const sample = text.slice(0, SAMPLE);
	let openers = 0;
	for (const mark of [":\n", " - "]) {
		for (let at = sample.indexOf(mark); at >= 0; at = sample.indexOf(mark, at + 1)) openers++;
	}
	return 256 + Math.ceil((openers * 1.2 * text.length) / Math.max(1, sample.length));
}

function appendChunk(order: Order): Chunk {
	const chunk = order.newChunk(CHUNK_SIZE);
	chunk.index = order.chunks.length;
	order.chunks.push(chunk);
	return chunk;
}

function countLineFeeds(text: string): number {
	let count = 0;
	for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
	return count;
}
