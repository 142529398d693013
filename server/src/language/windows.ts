/**
 * A document that is larger than memory, read window by window: the head up to the header of its one large array, two
 * members that were read before, and the members that follow.
 *
 * What a line may know of those above is what was open after the two lines before it, and the trace of the one before it;
 * so after two members without a mistake, each window goes on as the whole would. What follows from sums is derived with
 * those of all windows, at the end.
 */
import { type Built, buildTree } from "./parse/build";
import { DEFAULT_STYLES } from "./problems/catalogue";
import { Problems } from "./problems/list";
import { LineReader } from "./read/lineReader";
import { detectIndentSize, firstLines, LINES_ASKED } from "./text/indentation";
import { derivedErrors, WRONG_COUNT } from "./tree/derivedErrors";
import {
	HEADER_MISFITS,
	ITEM,
	LIST_SCOPE,
	MOVED,
	RESUMED,
	RETURNED,
	ROW,
	SHALLOW,
	TABLE_SCOPE,
	TAKEN_FOR_KEYED,
	WIDTH_EXPLAINED,
} from "./tree/kinds";
import { lspLineCount, lspLineOf } from "./tree/positions";
import type { Tree } from "./tree/tree";
import type { Diagnostic, ParseOptions } from "./types";

/** UTF-16 units that a window has at least. */
const WINDOW_LENGTH = 1 << 20;
/** Units within which two members without a mistake must be found. */
const MOST_LENGTH = 1 << 26;
/** Units up to the end of the header. */
const LONGEST_HEAD = 1 << 20;

/** Sums of an array that decide what is wrong with its header. */
const SUMS = [
	"count",
	"contentHash",
	"wrongRows",
	"surplusRows",
	"doubtful",
	"shallow",
	"repeated",
	"plainFields",
	"otherContent",
] as const;

/** One window. Lines are numbered as TOON counts them, within the window. */
export interface Window {
	/** Of its own lines, at their places in the document. */
	readonly diagnostics: readonly Diagnostic[];
	/** Of the lines up to the header, which stand before all others: known with the last window. */
	readonly headDiagnostics: readonly Diagnostic[];
	readonly lines: LineReader;
	/** The stretch that is this window's for who keeps a figure of each line: those behind it are seen with what follows. */
	readonly first: number;
	readonly end: number;
	/** Whether any line of the window has a mistake; that of a header whose length is wrong is known with the last one. */
	readonly hasErrors: boolean;
}

/** The document cannot be read by windows. The message says why, `line` where (LSP, zero-based). */
export class WindowError extends Error {
	override readonly name = "WindowError";
	readonly line: number;

	constructor(message: string, line: number) {
		super(message);
		this.line = line;
	}
}

/** Line numbers within a window: the two members that are seen again begin at `from` and `second`, and end before `end`. */
interface Boundary {
	/** Line of the array's header. */
	readonly header: number;
	readonly from: number;
	readonly second: number;
	readonly end: number;
}

/** What a window takes over from those before it. */
interface Before {
	readonly head: string;
	/** Lines of the head, as TOON and as LSP count. */
	readonly headLines: number;
	readonly headLspLines: number;
	readonly members: string;
	/** Line numbers in the window. */
	readonly second: number;
	readonly own: number;
	/** LSP lines before the window's own. */
	readonly lspLines: number;
}

export class Windows {
	readonly #options: ParseOptions;
	readonly #length: number;
	readonly #sums = new Map<(typeof SUMS)[number], number>();
	#pending = "";
	/** Length that `#pending` must have for the next try. */
	#wanted: number;
	#indentSize: number | undefined;
	#before: Before | undefined;

	/** @param length UTF-16 units that a window has at least */
	constructor(options: ParseOptions, length = WINDOW_LENGTH) {
		this.#options = options;
		this.#length = length;
		this.#wanted = length;
	}

	/** Spaces a level, once they are known. */
	get indentSize(): number | undefined {
		return this.#indentSize;
	}

	/**
	 * Takes the next part of the text. Returns a window if one is full.
	 * @throws WindowError where what was read is not one large array
	 */
	push(part: string): Window | undefined {
		this.#pending += part;
		if (this.#pending.length < this.#wanted) return undefined;
		const text = this.#pending.slice(0, this.#pending.lastIndexOf("\n") + 1);
		if (!this.#knowsIndentation(text)) return this.#wait();
		const built = this.#build(text);
		const boundary = findBoundary(built.tree, this.#before);
		if (boundary === undefined) return this.#wait();
		return this.#take(built, boundary, text);
	}

	/** The last window. */
	end(): Window {
		const before = this.#before;
		this.#knowsIndentation(this.#pending, true);
		const built = this.#build(this.#pending);
		const { tree } = built;
		this.#pending = "";
		const end = tree.order.lineCount;
		if (before === undefined) return windowOf(tree, { headLspLines: 0, own: 0, shift: 0, first: 0, end });
		this.#addSums(tree, before.headLines);
		const array = arrayOf(tree, before.headLines);
		for (const name of SUMS) tree.scopes[name][array] = this.#sums.get(name)!;
		built.counts.settleHeader(array);
		built.counts.settleEnd();
		const own = lspLineAt(tree, before.own);
		const shift = before.lspLines - own;
		const window = windowOf(tree, { headLspLines: before.headLspLines, own, shift, first: before.second, end });
		if (hasErrors(tree, before.headLines) && tree.scopes.kind[array] === LIST_SCOPE) throw brokenList(window);
		return window;
	}

	#knowsIndentation(text: string, isAll = false): boolean {
		if (this.#indentSize !== undefined) return true;
		const { indentSize = "auto" } = this.#options;
		if (indentSize === "auto") {
			const lines = [...firstLines(text)];
			// The last one goes on, or is empty.
			if (lines.length < LINES_ASKED && !isAll) return false;
			this.#indentSize = detectIndentSize(lines);
		} else this.#indentSize = Math.max(1, Math.floor(indentSize));
		return true;
	}

	#wait(): undefined {
		if (this.#pending.length > MOST_LENGTH) {
			this.#pending = "";
			throw new WindowError(
				"Of TOON this large only documents are read that are one table or list, and from here on there are no rows or items of it. Split the file.",
				this.#before?.lspLines ?? 0,
			);
		}
		this.#wanted = 2 * this.#pending.length;
		return undefined;
	}

	#build(text: string): Built {
		const { head = "", members = "" } = this.#before ?? {};
		const { strict = true, styles = DEFAULT_STYLES } = this.#options;
		return buildTree(head + members + text, { strict, styles: new Set(styles), indentSize: this.#indentSize! });
	}

	/** @param text of the window's own lines, and lines behind the boundary */
	#take(built: Built, boundary: Boundary, text: string): Window {
		const before = this.#before;
		const start = (before?.head.length ?? 0) + (before?.members.length ?? 0);
		const taken = offsetOf(built.tree, boundary.end) - start;
		this.#pending = this.#pending.slice(taken);
		this.#wanted = this.#length;
		// Lines behind the boundary belong to the next window: sums are to be without them.
		const { tree } = taken === text.length ? built : this.#build(text.slice(0, taken));
		const headLines = before?.headLines ?? boundary.header + 1;
		this.#addSums(tree, headLines);
		const own = before?.own ?? headLines;
		const interruption = this.#sums.get("shallow") !== 0 ? tree.order.at(own) : fieldFrom(tree, own, headLines);
		if (interruption !== 0) throw interrupted(lspLineOf(tree, interruption) + this.#shift(tree));
		const next = this.#after(tree, boundary, headLines);
		const isWrong = hasErrors(tree, headLines);
		const wrongHead = before === undefined ? wrongLine(tree, headLines) : 0;
		if (wrongHead !== 0) throw interrupted(lspLineOf(tree, wrongHead));
		const stretch = {
			headLspLines: next.headLspLines,
			own: lspLineAt(tree, own),
			shift: this.#shift(tree),
			first: before?.second ?? 0,
			end: boundary.second,
		};
		const window = { ...windowOf(tree, stretch), hasErrors: isWrong };
		if (isWrong && tree.scopes.kind[arrayOf(tree, headLines)] === LIST_SCOPE) throw brokenList(window);
		this.#before = next;
		return window;
	}

	/** LSP lines from where a line stands in the window to where it stands in the document. */
	#shift(tree: Tree): number {
		const before = this.#before;
		return before === undefined ? 0 : before.lspLines - lspLineAt(tree, before.own);
	}

	/** Adds up the sums of the array: those of the window, without the members that were seen before. */
	#addSums(tree: Tree, headLines: number): void {
		const array = arrayOf(tree, headLines);
		const seen = this.#before === undefined ? undefined : this.#build("").tree;
		const seenArray = seen === undefined ? 0 : arrayOf(seen, headLines);
		for (const name of SUMS) {
			const own = tree.scopes[name][array]! - (seen?.scopes[name][seenArray] ?? 0);
			const sum = (this.#sums.get(name) ?? 0) + own;
			this.#sums.set(name, name === "contentHash" ? sum | 0 : sum);
		}
	}

	#after(tree: Tree, { from, second, end }: Boundary, headLines: number): Before {
		const before = this.#before;
		const text = tree.lines.base;
		const headLspLines = before?.headLspLines ?? lspLineAt(tree, headLines);
		return {
			head: before?.head ?? text.slice(0, offsetOf(tree, headLines)),
			headLines,
			headLspLines,
			members: text.slice(offsetOf(tree, from), offsetOf(tree, end)),
			second: headLines + second - from,
			own: headLines + end - from,
			lspLines: lspLineAt(tree, end) + this.#shift(tree),
		};
	}
}

interface Stretch extends Pick<Window, "first" | "end"> {
	/** LSP lines in the window. */
	readonly headLspLines: number;
	readonly own: number;
	readonly shift: number;
}

function windowOf(tree: Tree, { headLspLines, own, shift, first, end }: Stretch): Window {
	const { items } = new Problems(tree).list(Number.POSITIVE_INFINITY);
	const ofOwn = items.filter(({ range }) => range.start.line >= own);
	return {
		diagnostics: shift === 0 ? ofOwn : ofOwn.map((one) => moved(one, shift)),
		headDiagnostics: items.filter(({ range }) => range.start.line < headLspLines),
		lines: new LineReader(tree),
		first,
		end,
		hasErrors: tree.errors > 0,
	};
}

/** Whether anything is wrong but lengths in the head, which are known at the end. */
function hasErrors(tree: Tree, headLines: number): boolean {
	let lengths = 0;
	for (let number = 0; number < headLines; number++) if (hasWrongLength(tree, tree.order.at(number))) lengths++;
	return tree.errors > lengths;
}

/** The first line of the head, or of what stands behind it, with a mistake that may change how later ones are read; or 0. */
function wrongLine(tree: Tree, headLines: number): number {
	for (let number = 0; number <= headLines; number++) {
		const line = tree.order.at(number);
		if (tree.lines.errors[line]! > (hasWrongLength(tree, line) ? 1 : 0)) return line;
	}
	return 0;
}

const hasWrongLength = (tree: Tree, line: number): boolean => (derivedErrors(tree, line) & WRONG_COUNT) !== 0;

function moved({ code, severity, range: { start, end }, message }: Diagnostic, by: number): Diagnostic {
	const range = { start: { ...start, line: start.line + by }, end: { ...end, line: end.line + by } };
	return { code, severity, range, message, related: [], fixes: [] };
}

/** The first field of another scope between the rows of a table, from a line on, or 0: an equal one may stand far away. */
function fieldFrom({ lines, order, scopes }: Tree, from: number, headLines: number): number {
	if (scopes.kind[lines.top[order.at(headLines - 1)]!] !== TABLE_SCOPE) return 0;
	for (let number = from; number < order.lineCount; number++) {
		const line = order.at(number);
		if (lines.keyHash[line] !== 0) return line;
	}
	return 0;
}

const interrupted = (line: number): WindowError =>
	new WindowError(
		"Of TOON this large only documents are read that are one table or list, and this line is in the way of that: correct it, or split the file.",
		line,
	);

/** What is said of a mistake in a list may depend on all of its items. */
function brokenList({ diagnostics, headDiagnostics }: Window): WindowError {
	const first = [...diagnostics, ...headDiagnostics].find(({ severity }) => severity === "error")!;
	const message = `${first.message} A list this large is read up to its first mistake.`;
	return new WindowError(message, first.range.start.line);
}

/** The array that the last line of the head opens. */
const arrayOf = ({ lines, order }: Tree, headLines: number): number => lines.top[order.at(headLines - 1)]!;

/** LSP line of a line by its number; behind the last one that of the end. */
const lspLineAt = (tree: Tree, number: number): number =>
	number < tree.order.lineCount ? lspLineOf(tree, tree.order.at(number)) : lspLineCount(tree);

/** UTF-16 units before a line of a tree that was not edited. */
const offsetOf = ({ lines, order }: Tree, number: number): number =>
	number < order.lineCount ? lines.start[order.at(number)]! : lines.base.length;

/** Where the window may end. */
function findBoundary(tree: Tree, before: Before | undefined): Boundary | undefined {
	const arrays = before === undefined ? openArrays(tree) : [arrayOf(tree, before.headLines)];
	for (const array of arrays) {
		const header = tree.order.numberOf(tree.lines, tree.scopes.opener[array]!);
		const own = before?.own ?? header + 1;
		const isTable = tree.scopes.kind[array] === TABLE_SCOPE;
		const found = isTable ? lastRows(tree, array, own) : lastItems(tree, array, own);
		if (found !== undefined) return { header, ...found };
	}
	return undefined;
}

/** Flags of scopes and lines that mistakes left. */
const UNSURE_SCOPE = HEADER_MISFITS | MOVED | RETURNED | TAKEN_FOR_KEYED;
const UNSURE_LINE = RESUMED | SHALLOW | WIDTH_EXPLAINED;

/** Tables and lists that are open at the end, the outermost first. */
function openArrays(tree: Tree): number[] {
	const { lines, order, scopes } = tree;
	const last = tree.contentBeforePlace(order.chunks.length - 1, order.chunks[order.chunks.length - 1]!.count);
	const found: number[] = [];
	if (last === 0) return found;
	for (let scope = lines.scope[last]!; scope !== 0; scope = scopes.parent[scope]!) {
		if ((scopes.flags[scope]! & UNSURE_SCOPE) !== 0) return [];
		const kind = scopes.kind[scope]!;
		if ((kind !== TABLE_SCOPE && kind !== LIST_SCOPE) || lines.start[scopes.opener[scope]!]! > LONGEST_HEAD) continue;
		if (lines.top[scopes.opener[scope]!] === scope) found.unshift(scope);
	}
	return found;
}

/** The last two rows without a mistake that stand one behind the other, behind the first `own` lines. */
function lastRows(tree: Tree, table: number, own: number): Omit<Boundary, "header"> | undefined {
	const { lines, order, scopes } = tree;
	const isSound = (line: number): boolean =>
		tree.kindOf(line) === ROW &&
		lines.scope[line] === table &&
		lines.cells[line] === scopes.leaves[table] &&
		lines.errors[line] === 0 &&
		(lines.flags[line]! & UNSURE_LINE) === 0;
	let isNextSound = false;
	for (let number = order.lineCount - 1; number >= own; number--) {
		const isThisSound = isSound(order.at(number));
		if (isThisSound && isNextSound) return { from: number, second: number + 1, end: number + 2 };
		isNextSound = isThisSound;
	}
	return undefined;
}

/** The last two items without a mistake in front of a third one. */
function lastItems(tree: Tree, list: number, own: number): Omit<Boundary, "header"> | undefined {
	const { lines, order } = tree;
	/** The items that begin behind here, up to three, the last one first. */
	let starts: number[] = [];
	for (let number = order.lineCount - 1; number >= own; number--) {
		const line = order.at(number);
		if (starts.length > 0 && (lines.errors[line] !== 0 || (lines.flags[line]! & UNSURE_LINE) !== 0)) starts = [];
		else if ((lines.kind[line]! & ITEM) !== 0 && lines.scope[line] === list) starts.push(number);
		if (starts.length === 3) return { from: starts[2]!, second: starts[1]!, end: starts[0]! };
	}
	return undefined;
}
