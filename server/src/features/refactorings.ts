/**
 * Refactorings as code actions: the same value in another form, or changed as the title says.
 *
 * What is offered is decided by the line alone, so that moving the cursor costs nothing; the edits are worked out when
 * one is chosen.
 */
import { type CodeAction, CodeActionKind } from "vscode-languageserver-types";
import type { Delimiter, LineKind, Position, SyntaxLine, TextEdit, ToonDocument } from "../language";
import {
	addColumn,
	type ColumnChange,
	changeColumns,
	duplicateColumn,
	groupColumns,
	moveColumn,
	removeColumn,
	spreadGroup,
} from "./refactor/columns";
import { changeAllDelimiters, changeDelimiter } from "./refactor/delimiters";
import {
	inlineToList,
	keyedTableToObject,
	listToInline,
	listToTable,
	objectToKeyedTable,
	tableToList,
} from "./refactor/forms";
import { toggleQuotes } from "./refactor/quotes";
import { sortKeys, sortRows } from "./refactor/sorting";
import { cellAt, holdsFields, tableAt, tokenAtPosition } from "./structure";

/** Where somebody asks. */
interface Asked {
	readonly document: ToonDocument;
	readonly position: Position;
	readonly line: SyntaxLine;
	/** Handle of the line. */
	readonly handle: number;
	/** Handle of the header whose table the line is in or opens; 0 outside of tables. */
	readonly table: number;
	/** The column of that table at the position. */
	readonly column: { readonly index: number; readonly path: readonly string[] } | undefined;
}

export interface Refactoring {
	readonly id: string;
	/** Undefined where it is not offered. Looks at the line only. */
	title(asked: Asked): string | undefined;
	/** Undefined where it turns out not to be possible: `otherwise` says why. */
	edits(asked: Asked): TextEdit[] | undefined;
	readonly otherwise: string;
}

const form = (
	id: string,
	title: string,
	kinds: readonly LineKind[],
	edits: (document: ToonDocument, opener: number) => TextEdit[] | undefined,
	otherwise: string,
): Refactoring => ({
	id,
	title: ({ line }) => (kinds.includes(line.kind) ? title : undefined),
	edits: ({ document, handle }) => edits(document, handle),
	otherwise,
});

const column = (
	id: string,
	title: (name: string) => string,
	change: ColumnChange,
	otherwise: string,
	isOffered: (asked: Asked) => boolean = () => true,
): Refactoring => ({
	id,
	title: (asked) => (asked.column !== undefined && isOffered(asked) ? title(asked.column.path.join(".")) : undefined),
	edits: ({ document, table, column: at }) => at && changeColumns(document, table, at.index, change),
	otherwise,
});

const DELIMITERS: readonly (readonly [name: string, delimiter: Delimiter])[] = [
	["commas", ","],
	["tabs", "\t"],
	["pipes", "|"],
];

const ERRORS_INSIDE = "Mend the errors in it first";

/** Every refactoring, in the order of the menu. */
export const REFACTORINGS: readonly Refactoring[] = [
	form(
		"list-to-table",
		"Convert list to table",
		["list-header"],
		listToTable,
		"Only a list whose items are objects with the same fields in the same order becomes a table.",
	),
	form(
		"table-to-list",
		"Convert table to list",
		["table-header"],
		tableToList,
		`${ERRORS_INSIDE}: a table without rows has no list.`,
	),
	form(
		"object-to-keyed-table",
		"Convert object to keyed table",
		["object"],
		objectToKeyedTable,
		"Only an object whose members are objects with the same fields in the same order becomes a keyed table.",
	),
	form(
		"keyed-table-to-object",
		"Convert keyed table to object",
		["keyed-table-header"],
		keyedTableToObject,
		`${ERRORS_INSIDE}.`,
	),
	form("inline-to-list", "Convert inline array to list", ["inline-array"], inlineToList, `${ERRORS_INSIDE}.`),
	form(
		"list-to-inline",
		"Convert list to inline array",
		["list-header"],
		listToInline,
		"Only a list of plain values without comments between them fits on one line.",
	),
	column("add-column", (name) => `Add a column after ${name}`, addColumn, `${ERRORS_INSIDE}.`),
	column("duplicate-column", (name) => `Duplicate column ${name}`, duplicateColumn, `${ERRORS_INSIDE}.`),
	column(
		"remove-column",
		(name) => `Remove column ${name} with its values`,
		removeColumn,
		"It is the last column of its table or group, or the table has errors.",
	),
	column(
		"move-column-left",
		(name) => `Move column ${name} to the left`,
		moveColumn(-1),
		"It is the first column of its table or group.",
		({ column: at }) => at!.index > 0,
	),
	column(
		"move-column-right",
		(name) => `Move column ${name} to the right`,
		moveColumn(1),
		"It is the last column of its table or group.",
	),
	column(
		"spread-group",
		(name) => `Spread the group of ${name} into separate columns`,
		spreadGroup,
		"A column with such a name stands there already, or the name of the group has a dot.",
		({ column: at }) => at!.path.length > 1,
	),
	column(
		"group-columns",
		(name) => `Group the columns beside ${name} that share what stands before the dot`,
		groupColumns,
		"The columns are in groups already, or a column has that name.",
		({ column: at }) => at!.path.at(-1)!.includes("."),
	),
	...[false, true].map(
		(descending): Refactoring => ({
			id: descending ? "sort-rows-descending" : "sort-rows",
			title: ({ column: at }) => at && `Sort rows by ${at.path.join(".")}, ${descending ? "descending" : "ascending"}`,
			edits: ({ document, table, column: at }) => at && sortRows(document, table, at.index, descending),
			otherwise: "The rows are in that order already, or the table has errors.",
		}),
	),
	{
		id: "sort-keys",
		title: ({ line, document, handle }) => {
			if (line.kind === "object") return "Sort keys of the object";
			const { lines } = document;
			const isField =
				line.tokens.some(({ type }) => type === "key") && holdsFields(lines.scopeKind(lines.scope(handle)));
			return isField || lines.itemScope(handle) !== 0 ? "Sort keys beside this one" : undefined;
		},
		edits: ({ line, document, handle }) => {
			const { lines } = document;
			const scope = line.kind === "object" ? lines.opened(handle) : lines.itemScope(handle) || lines.scope(handle);
			return sortKeys(document, scope);
		},
		otherwise: "The keys are in order already, or there are errors among them.",
	},
	...DELIMITERS.map(
		([name, delimiter]): Refactoring => ({
			id: `delimiter-${name}`,
			title: ({ line }) =>
				["table-header", "keyed-table-header", "inline-array"].includes(line.kind) &&
				line.header?.delimiter !== delimiter
					? `Separate by ${name}`
					: undefined,
			edits: ({ document, handle }) => changeDelimiter(document, handle, delimiter),
			otherwise: `${ERRORS_INSIDE}.`,
		}),
	),
	...DELIMITERS.map(
		([name, delimiter]): Refactoring => ({
			id: `all-delimiters-${name}`,
			title: ({ line }) =>
				["table-header", "keyed-table-header", "inline-array"].includes(line.kind)
					? `Separate by ${name} in the whole document`
					: undefined,
			edits: ({ document }) => changeAllDelimiters(document, delimiter),
			otherwise: "Everything is separated so already, or has errors.",
		}),
	),
	{
		id: "toggle-quotes",
		title: ({ line, position }) => {
			const token = tokenAtPosition(line, position);
			if (token === undefined) return undefined;
			const isQuoted = line.text.charAt(token.start) === '"';
			const isString = ["key", "field-name", "string", "quoted-string"].includes(token.type);
			return isString ? `${isQuoted ? "Remove quotes" : "Put in quotes"}` : undefined;
		},
		edits: ({ document, position }) => toggleQuotes(document, position),
		otherwise: "Without quotes it would be read as something else.",
	},
];

/** What stands in `data` of an action whose edits are still to come. */
export interface RefactoringData {
	readonly refactoring: string;
	readonly uri: string;
	readonly version: number;
	readonly position: Position;
}

export const refactorKind = CodeActionKind.RefactorRewrite;

/**
 * What is offered at a position.
 *
 * @param resolves whether the editor asks for the edits of the one that is chosen; if not, they are worked out now
 */
export function refactorActions(
	document: ToonDocument,
	uri: string,
	version: number,
	position: Position,
	resolves: boolean,
): CodeAction[] {
	const asked = ask(document, position);
	if (asked === undefined) return [];
	return REFACTORINGS.flatMap((refactoring): CodeAction[] => {
		const title = refactoring.title(asked);
		if (title === undefined) return [];
		if (resolves) {
			const data: RefactoringData = { refactoring: refactoring.id, uri, version, position };
			return [{ title, kind: refactorKind, data }];
		}
		const edits = refactoring.edits(asked);
		return edits === undefined ? [] : [{ title, kind: refactorKind, edit: { changes: { [uri]: edits } } }];
	});
}

/** The edits of an action that was chosen, or why there are none. */
export function refactoringEdits(
	document: ToonDocument,
	id: string,
	position: Position,
): { readonly edits: TextEdit[] } | { readonly reason: string } {
	const asked = ask(document, position);
	const refactoring = REFACTORINGS.find((each) => each.id === id);
	const isOffered = asked !== undefined && refactoring?.title(asked) !== undefined;
	const edits = isOffered ? refactoring?.edits(asked) : undefined;
	if (edits !== undefined) return { edits };
	return { reason: `Nothing was changed. ${refactoring?.otherwise ?? "The document has changed since."}` };
}

function ask(document: ToonDocument, position: Position): Asked | undefined {
	const { lines } = document;
	const handle = lines.at(lines.place(position).number);
	if (!lines.isContent(handle)) return undefined;
	const line = document.line(position.line);
	const isHeader = line.kind === "table-header" || line.kind === "keyed-table-header";
	const table = isHeader ? handle : line.table === undefined ? 0 : lines.opener(lines.scope(handle));
	return { document, position, line, handle, table, column: columnAt(document, line, position) };
}

function columnAt(document: ToonDocument, line: SyntaxLine, position: Position): Asked["column"] {
	if (line.table !== undefined) {
		const index = cellAt(line, position.character)?.index ?? -1;
		const path = line.table.leaves[index];
		return path && { index, path };
	}
	const token = tokenAtPosition(line, position);
	if (token?.type !== "field-name" || token.cell === undefined) return undefined;
	const path = tableAt(document, line.line)?.leaves[token.cell];
	return path && { index: token.cell, path };
}
