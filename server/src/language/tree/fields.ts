/** The field list of a table header, as steps for building rows and as a tree for those who show it. */
import { PIPE, TAB } from "../text/characters";
import { visitFields } from "../text/fieldList";
import { scanHeader } from "../text/header";
import { HeaderScan } from "../text/headerScan";
import type { Delimiter, Field, TableHeader } from "../types";
import type { Tree } from "./tree";

/** How a row becomes an object: a leaf takes a cell, `open` begins a group, null ends it. */
export type FieldStep = string | { readonly open: string } | null;

export interface FieldSteps {
	readonly steps: readonly FieldStep[];
	/** Leaves only: the steps are the names. */
	readonly flat: readonly string[] | undefined;
}

export const delimiterText = (code: number): Delimiter => (code === TAB ? "\t" : code === PIPE ? "|" : ",");

/** Text and scan of the header line that opened the scope. */
function headerOf(tree: Tree, scope: number): { readonly text: string; readonly header: HeaderScan } {
	const line = tree.scopes.opener[scope]!;
	const text = tree.lines.textOf(line);
	const header = new HeaderScan();
	scanHeader(text, tree.bracketStart(line, text), text.length, header);
	return { text, header };
}

export function readFieldSteps(tree: Tree, scope: number): FieldSteps {
	const { text, header } = headerOf(tree, scope);
	const steps: FieldStep[] = [];
	let flat = true;
	visitFields(text, header.fieldsStart, header.fieldsEnd, {
		leaf: (name) => {
			steps.push(name);
			if (name === "__proto__") flat = false;
		},
		open: (name) => {
			steps.push({ open: name });
			flat = false;
		},
		close: () => steps.push(null),
	});
	return { steps, flat: flat ? (steps as string[]) : undefined };
}

/** A table header with its fields; paths to the leaves are made when they are asked for. */
class ReadTableHeader implements TableHeader {
	readonly length: number;
	readonly delimiter: Delimiter;
	readonly keyed: boolean;
	readonly fields: readonly Field[];
	#leaves: string[][] | undefined;

	constructor(text: string, header: HeaderScan, count: number) {
		this.length = header.declared < 0 ? count : header.declared;
		this.delimiter = delimiterText(header.delimiter);
		this.keyed = header.keyed;
		this.fields = readFieldTree(text, header);
	}

	get leaves(): readonly (readonly string[])[] {
		this.#leaves ??= leafPaths(this.fields);
		return this.#leaves;
	}
}

export function readTableHeader(tree: Tree, scope: number): TableHeader {
	const { text, header } = headerOf(tree, scope);
	return new ReadTableHeader(text, header, tree.scopes.count[scope]!);
}

function readFieldTree(text: string, header: HeaderScan): readonly Field[] {
	const root: Field[] = [];
	const outer: Field[][] = [];
	let group = root;
	visitFields(text, header.fieldsStart, header.fieldsEnd, {
		leaf: (name) => group.push({ name }),
		open: (name) => {
			const fields: Field[] = [];
			group.push({ name, fields });
			outer.push(group);
			group = fields;
		},
		close: () => {
			group = outer.pop() ?? root;
		},
	});
	return root;
}

function leafPaths(fields: readonly Field[]): string[][] {
	const paths: string[][] = [];
	const path: string[] = [];
	const stack: { readonly fields: readonly Field[]; next: number }[] = [{ fields, next: 0 }];
	while (stack.length > 0) {
		const level = stack[stack.length - 1]!;
		const field = level.fields[level.next++];
		if (field === undefined) {
			stack.pop();
			path.pop();
		} else if (field.fields === undefined) paths.push([...path, field.name]);
		else {
			path.push(field.name);
			stack.push({ fields: field.fields, next: 0 });
		}
	}
	return paths;
}
