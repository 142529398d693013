/** `looks-like-path`: a key with dots beside the object that it leads into, which decoders that expand paths read as one. */

import { QUOTE } from "../text/characters";
import { DOTTED_KEY, KEYED_TABLE, OBJECT } from "../tree/kinds";
import { readParts } from "../tree/parts";
import type { Tree } from "../tree/tree";
import { replace } from "./edits";
import { type ProblemKind, sourceOf } from "./problem";

/** Documents are looked at only so far, since each listing of diagnostics asks. */
const MOST_LINES = 300;
/** What decoders that expand paths take apart (`expandPaths`, §13.4 of version 3). */
const PATH = /^([A-Za-z_]\w*)(?:\.[A-Za-z_]\w*)+$/;

/** The first lines of the document with a dot in their key. */
function dottedLines({ order, lines }: Tree): readonly number[] {
	const found: number[] = [];
	let left = MOST_LINES;
	for (const { handles, count } of order.chunks) {
		for (let i = 0; i < count && left > 0; i++, left--) {
			const line = handles[i]!;
			if (lines.flags[line]! & DOTTED_KEY && lines.keyHash[line] !== 0) found.push(line);
		}
		if (left === 0) break;
	}
	return found;
}

/** The lines whose key is a path, by their object and the key that the path begins with. */
function pathsIn(tree: Tree): ReadonlyMap<string, number> {
	const paths = new Map<string, number>();
	for (const line of dottedLines(tree)) {
		const name = PATH.exec(tree.keyOf(line))?.[1];
		const place = `${tree.keyScopeOf(line)} ${name}`;
		if (name !== undefined && !paths.has(place)) paths.set(place, line);
	}
	return paths;
}

function* firstLines(tree: Tree): Generator<number> {
	let left = MOST_LINES;
	for (const { handles, count } of tree.order.chunks) {
		for (let i = 0; i < count; i++) {
			if (left-- === 0) return;
			yield handles[i]!;
		}
	}
}

const isStructure = (kind: number): boolean => kind >= OBJECT && kind <= KEYED_TABLE;

export const looksLikePath: ProblemKind<"looks-like-path"> = {
	severity: "hint",
	reportedByDefault: true,

	inDocument(tree) {
		if (!tree.scopes.hasDottedKeys) return undefined;
		const paths = pathsIn(tree);
		if (paths.size === 0) return undefined;
		for (const line of firstLines(tree)) {
			if (tree.lines.keyHash[line] === 0 || !isStructure(tree.kindOf(line))) continue;
			const path = paths.get(`${tree.keyScopeOf(line)} ${tree.keyOf(line)}`);
			if (path === undefined) continue;
			const [start, end] = readParts(tree, path).key!;
			return { line: path, finding: { code: "looks-like-path", start, end, detail: undefined } };
		}
		return undefined;
	},

	message(problem) {
		const source = sourceOf(problem);
		const first = source.slice(0, source.indexOf("."));
		return `${source} is one key with a dot in it, beside the object ${first}. Decoders that expand paths put it into that object; put it into quotes if it is one key, or write it below ${first}:.`;
	},

	fixes(problem) {
		const source = sourceOf(problem);
		if (source.charCodeAt(0) === QUOTE) return [];
		return [replace(problem, "Put the key into quotes", problem.start, problem.end, `"${source}"`)];
	},
};
