/** YAML between two lines of hyphens at the top of a Markdown document. */
import {
	type ArrayHeader,
	type RowReader,
	type Scalar,
	type TableHeader,
	ToonDocument,
	type Visitor,
} from "../../language";
import { visitRow } from "../rows";
import { type Cancellation, ConversionError } from "../types";
import type { Warnings } from "../warnings";
import { yamlToToon } from "../yamlToToon";
import type { Value } from "./outline";

export interface FrontMatter {
	readonly members: readonly (readonly [key: string, value: Value])[];
	/** The document with the front matter blanked out, so that its lines stay where they are. */
	readonly rest: string;
}

const PATTERN = /^---[ \t]*(\r?\n)([\s\S]*?)(?:^|(?<=\n))(?:---|\.\.\.)[ \t]*(?=\r?\n|$)/;

/** The front matter, if the document begins with one that is a mapping; undefined for others. */
export function readFrontMatter(text: string, warnings: Warnings, cancellation: Cancellation): FrontMatter | undefined {
	const match = PATTERN.exec(text);
	if (match === null) return undefined;
	const value = readYaml(match[2]!, warnings, cancellation);
	if (value === undefined) return undefined;
	const rest = match[0].replace(/[^\r\n]/g, "") + text.slice(match[0].length);
	return { members: value.kind === "object" ? value.members : [], rest };
}

function readYaml(yaml: string, warnings: Warnings, cancellation: Cancellation): Value | undefined {
	if (yaml.trim() === "") return { kind: "literal", value: null };
	try {
		const { text, warnings: found } = yamlToToon.convert(yaml, {}, cancellation);
		const reader = new ValueReader();
		new ToonDocument(text).walk(reader);
		if (reader.root?.kind !== "object") return undefined;
		for (const warning of found) warnings.add("notes on the front matter", () => warning);
		return reader.root;
	} catch (error) {
		// Text between rules then, and no front matter.
		if (error instanceof ConversionError) return undefined;
		throw error;
	}
}

/** An object or array that is being read. */
type Open =
	| { readonly kind: "object"; readonly members: (readonly [string, Value])[]; readonly line: number }
	| { readonly kind: "array"; readonly items: Value[]; readonly line: number };

/** Makes a value of what is visited. */
class ValueReader implements Visitor {
	root: Value | undefined;
	readonly #open: Open[] = [];
	#leaves: TableHeader["leaves"] = [];

	beginObject(key: string | undefined, line: number): void {
		this.#begin(key, { kind: "object", members: [], line });
	}

	endObject(): void {
		this.#open.pop();
	}

	beginArray(key: string | undefined, _header: ArrayHeader, line: number): void {
		this.#begin(key, { kind: "array", items: [], line });
	}

	endArray(): void {
		this.#open.pop();
	}

	beginTable(key: string | undefined, header: TableHeader, line: number): void {
		if (header.keyed) this.beginObject(key, line);
		else this.#begin(key, { kind: "array", items: [], line });
		this.#leaves = header.leaves;
	}

	row(row: RowReader): void {
		this.beginObject(row.key, row.line);
		visitRow(this.#leaves, {
			open: (name) => this.beginObject(name, row.line),
			cell: (name, index) => this.scalar(name, row.cell(index), row.line),
			close: () => this.endObject(),
		});
		this.endObject();
	}

	endTable(): void {
		this.#open.pop();
	}

	scalar(key: string | undefined, scalar: Scalar, line: number): void {
		this.#add(key, { kind: "scalar", scalar, line });
	}

	#begin(key: string | undefined, value: Open): void {
		this.#add(key, value);
		this.#open.push(value);
	}

	#add(key: string | undefined, value: Value): void {
		const parent = this.#open[this.#open.length - 1];
		if (parent === undefined) this.root = value;
		else if (parent.kind === "object") parent.members.push([key ?? "", value]);
		else parent.items.push(value);
	}
}
