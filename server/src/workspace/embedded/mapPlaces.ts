/** Every place in an answer, or in a question, turned into another one: whatever LSP calls it. */
import { InsertTextMode } from "vscode-languageserver-types";
import type { Position, Range } from "../../language";

/** How places are turned. */
export interface PlaceMap {
	position(position: Position): Position;
	/** The edit that does there what an edit does here. `adjusts`: its lines get the indentation of the first one. */
	edit(range: Range, newText: string, adjusts: boolean): MappedEdit;
}

export interface MappedEdit {
	readonly range: Range;
	readonly newText: string;
}

/** Numbers of lines that stand alone: of folding ranges, and of inlays. */
const LINE_FIELDS: ReadonlySet<string> = new Set(["startLine", "endLine", "namesOn"]);

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
	typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const isPosition = (value: unknown): value is Position =>
	isFields(value) && typeof value.line === "number" && typeof value.character === "number";

const isRange = (value: unknown): value is Range => isFields(value) && isPosition(value.start) && isPosition(value.end);

/** A completion whose further lines the editor would indent, which knows nothing of what a document stands in. */
const isAdjusted = (value: Fields): value is Fields & { readonly textEdit: Fields & MappedEdit } => {
	const { textEdit, insertTextMode } = value;
	const isAsked = insertTextMode === InsertTextMode.adjustIndentation && isFields(textEdit);
	return isAsked && isRange(textEdit.range) && typeof textEdit.newText === "string";
};

/** A value still to be copied, and where to. */
interface Waiting {
	readonly value: unknown;
	readonly holder: Record<string | number, unknown>;
	readonly key: string | number;
}

/**
 * A copy of plain data with its positions, ranges, edits and lines turned. What is no plain data (errors) stays as it
 * is. Without recursion: answers may be nested as deep as a document is.
 */
export function mapPlaces<T>(value: T, map: PlaceMap): T {
	const root: { copy?: T } = {};
	const stack: Waiting[] = [{ value, holder: root as Record<string, unknown>, key: "copy" }];
	for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
		next.holder[next.key] = copied(next.value, map, stack);
	}
	return root.copy as T;
}

function copied(value: unknown, map: PlaceMap, stack: Waiting[]): unknown {
	if (Array.isArray(value)) {
		const holder: unknown[] = new Array(value.length);
		for (const [key, each] of value.entries()) {
			stack.push({ value: each, holder: holder as unknown as Record<number, unknown>, key });
		}
		return holder;
	}
	if (isPosition(value)) return { ...value, ...map.position(value) };
	if (!isFields(value)) return value;
	const holder: Record<string, unknown> = { ...value };
	const { range, newText } = value;
	if (isRange(range) && typeof newText === "string") return { ...holder, ...map.edit(range, newText, false) };
	if (isAdjusted(value)) {
		const { textEdit } = value;
		holder.insertTextMode = InsertTextMode.asIs;
		holder.textEdit = { ...textEdit, ...map.edit(textEdit.range, textEdit.newText, true) };
	}
	for (const [key, each] of Object.entries(value)) {
		if (key === "textEdit" && holder.textEdit !== each) continue;
		if (typeof each === "number" && LINE_FIELDS.has(key)) holder[key] = map.position({ line: each, character: 0 }).line;
		else if (typeof each === "object") stack.push({ value: each, holder, key });
	}
	return holder;
}
