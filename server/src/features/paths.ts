/** The place of a position in the value, as JSON Pointer, JavaScript or jq write it; and rows by number or key. */
import type { LineReader, Position, Range, ToonDocument } from "../language";
import { cellAt, membersOf, numberOf } from "./structure";

export type PathStyle = "pointer" | "javascript" | "jq";

export type PathStep = string | number;

/** The steps from the root to what stands at the position; undefined in comments and blank lines. */
export function pathAt(document: ToonDocument, position: Position): PathStep[] | undefined {
	const { lines } = document;
	const handle = lines.at(lines.place(position).number);
	if (!lines.isContent(handle)) return undefined;
	const steps = pathOf(lines, handle);
	const line = document.line(position.line);
	const cell = cellAt(line, position.character);
	if (cell === undefined) {
		const isMarker = line.tokens.some(({ type, end }) => type === "list-marker" && position.character <= end);
		// On the hyphen of an item that is an object: the item itself.
		return isMarker && lines.itemScope(handle) !== 0 ? steps.slice(0, -1) : steps;
	}
	if (line.kind === "inline-array") return [...steps, cell.index];
	const leaf = line.table?.leaves[cell.index];
	return leaf === undefined ? steps : [...steps, ...leaf];
}

/** The steps to what a content line stands for. */
function pathOf(lines: LineReader, line: number): PathStep[] {
	const steps: PathStep[] = [];
	for (let at = line; at !== 0; ) {
		const key = lines.key(at);
		const scope = lines.scope(at);
		const kind = lines.scopeKind(scope);
		if (key !== undefined) steps.push(key);
		if (kind === "list" || kind === "table") steps.push(indexIn(lines, scope, at));
		if (scope === lines.rootScope || scope === 0) break;
		const opener = lines.opener(scope);
		if (lines.itemScope(opener) === scope) {
			// A field of an item: the item is next, not the field on its first line.
			const list = lines.scope(opener);
			steps.push(indexIn(lines, list, opener));
			at = lines.opener(list);
			if (list === lines.rootScope) break;
		} else at = opener;
	}
	return steps.reverse();
}

/** How many members of the scope stand before the line. */
function indexIn(lines: LineReader, scope: number, line: number): number {
	let index = 0;
	for (const each of lines.from(numberOf(lines, lines.opener(scope)) + 1)) {
		if (each === line) break;
		if (lines.scope(each) === scope) index++;
	}
	return index;
}

/** A path as text. */
export function formatSteps(steps: readonly PathStep[], style: PathStyle): string {
	switch (style) {
		case "pointer":
			return steps.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
		case "jq":
			return steps.length === 0 ? "." : jq(steps);
		default:
			return steps.map(javascript).join("").replace(/^\./, "");
	}
}

const isName = (step: PathStep): step is string => typeof step === "string" && /^[A-Za-z_$][\w$]*$/.test(step);

const javascript = (step: PathStep): string => (isName(step) ? `.${step}` : `[${JSON.stringify(step)}]`);

function jq(steps: readonly PathStep[]): string {
	const written = steps
		.map((step) => (isName(step) && !step.includes("$") ? `.${step}` : `[${JSON.stringify(step)}]`))
		.join("");
	return written.startsWith(".") ? written : `.${written}`;
}

/**
 * The row, entry row or item that somebody asks for by its number (from 1), its entry key or the text of its first cell,
 * in the table or list at the position. Null where that has none; undefined where there is no table or list.
 */
export function findRow(document: ToonDocument, position: Position, wanted: string): Range | null | undefined {
	const { lines } = document;
	const scope = tableScopeAt(document, position);
	if (scope === 0) return undefined;
	const number = /^\d+$/.test(wanted) ? Number(wanted) : 0;
	let byNumber = 0;
	let index = 0;
	for (const line of membersOf(lines, scope)) {
		const name = lines.key(line) ?? lines.values(line)[0];
		if ((typeof name === "object" ? String(name.value) : name) === wanted && lines.kind(line) !== "row")
			return rowRange(document, line);
		if (++index === number) byNumber = line;
	}
	if (byNumber !== 0) return rowRange(document, byNumber);
	for (const line of membersOf(lines, scope)) {
		const first = lines.values(line)[0];
		if (first !== undefined && String(first.value) === wanted) return rowRange(document, line);
	}
	return null;
}

const rowRange = (document: ToonDocument, line: number): Range => {
	const { range, tokens } = document.line(document.lines.lspLine(line));
	const first = tokens.find(({ type }) => type !== "whitespace");
	return { start: first?.range.start ?? range.start, end: range.end };
};

/** The table or list that the position is in, or whose header it is on; else the first of the document. */
function tableScopeAt({ lines }: ToonDocument, position: Position): number {
	const isTable = (scope: number): boolean => ["table", "keyed-table", "list"].includes(lines.scopeKind(scope));
	const handle = lines.at(lines.place(position).number);
	const opened = lines.isContent(handle) ? lines.opened(handle) : 0;
	if (opened !== 0 && isTable(opened)) return opened;
	for (let scope = lines.scope(handle); scope !== 0; scope = lines.parent(scope)) if (isTable(scope)) return scope;
	for (const line of lines.all()) {
		const scope = lines.opened(line);
		if (scope !== 0 && isTable(scope)) return scope;
	}
	return 0;
}
