/**
 * Duplicate keys, which a document may have in non-strict mode: the last value wins, at the place of the first (§14).
 * Documents without any are visited as they are; one with some is recorded first, and told again without them.
 */
import type { ArrayHeader, RowReader, Scalar, TableHeader, ToonDocument, Visitor } from "../language";
import { formatPath, type PathSegment } from "./paths";
import type { Warnings } from "./warnings";

/** What can be visited like a document. */
export interface Visitable {
	walk(visitor: Visitor): void;
}

/** The document as its value: each key of an object comes once. Comments of a recorded document are left out. */
export function withoutDuplicates(document: ToonDocument, warnings: Warnings): Visitable {
	if (document.options.strict) return document;
	const finder = new DuplicateFinder();
	document.walk(finder);
	if (!finder.found) return document;
	const recorder = new Recorder(warnings);
	document.walk(recorder);
	return recorder;
}

/** Looks whether any object has a key twice. */
class DuplicateFinder implements Visitor {
	found = false;
	/** Keys of the open objects; arrays have none. */
	readonly #keys: (Set<string> | undefined)[] = [];

	beginObject(key: string | undefined): void {
		this.#member(key);
		this.#keys.push(new Set());
	}

	endObject(): void {
		this.#keys.pop();
	}

	beginArray(key: string | undefined): void {
		this.#member(key);
		this.#keys.push(undefined);
	}

	endArray(): void {
		this.#keys.pop();
	}

	beginTable(key: string | undefined, header: TableHeader): void {
		this.#member(key);
		this.#keys.push(header.keyed ? new Set() : undefined);
	}

	row(row: RowReader): void {
		this.#member(row.key);
	}

	endTable(): void {
		this.#keys.pop();
	}

	scalar(key: string | undefined): void {
		this.#member(key);
	}

	#member(key: string | undefined): void {
		const keys = this.#keys[this.#keys.length - 1];
		if (key === undefined || keys === undefined) return;
		if (keys.has(key)) this.found = true;
		else keys.add(key);
	}
}

/** A value as it was visited: how to tell of it, and what is within. */
interface Recorded {
	readonly begin: (visitor: Visitor) => void;
	readonly end: (visitor: Visitor) => void;
	readonly key: string | undefined;
	readonly members: Recorded[];
	/** Places in `members`, for objects. */
	readonly places: Map<string, number>;
}

const nothing = (): void => {};

/** Remembers a document, one member for each key. */
class Recorder implements Visitor, Visitable {
	readonly #warnings: Warnings;
	readonly #roots: Recorded[] = [];
	readonly #open: Recorded[] = [];

	constructor(warnings: Warnings) {
		this.#warnings = warnings;
	}

	beginObject(key: string | undefined, line: number): void {
		this.#begin(
			key,
			line,
			(to) => to.beginObject(key, line),
			(to) => to.endObject(),
		);
	}

	endObject(): void {
		this.#open.pop();
	}

	beginArray(key: string | undefined, header: ArrayHeader, line: number): void {
		this.#begin(
			key,
			line,
			(to) => to.beginArray(key, header, line),
			(to) => to.endArray(),
		);
	}

	endArray(): void {
		this.#open.pop();
	}

	beginTable(key: string | undefined, header: TableHeader, line: number): void {
		this.#begin(
			key,
			line,
			(to) => to.beginTable(key, header, line),
			(to) => to.endTable(),
		);
	}

	row(row: RowReader): void {
		const copy = copyRow(row);
		this.#member(row.key, row.line, (to) => to.row(copy), nothing);
	}

	endTable(): void {
		this.#open.pop();
	}

	scalar(key: string | undefined, scalar: Scalar, line: number): void {
		this.#member(key, line, (to) => to.scalar(key, scalar, line), nothing);
	}

	walk(visitor: Visitor): void {
		const open: { readonly value: Recorded; next: number }[] = [];
		for (const root of this.#roots) {
			root.begin(visitor);
			open.push({ value: root, next: 0 });
			while (open.length > 0) {
				const top = open[open.length - 1]!;
				const member = top.value.members[top.next++];
				if (member === undefined) {
					top.value.end(visitor);
					open.pop();
				} else {
					member.begin(visitor);
					open.push({ value: member, next: 0 });
				}
			}
		}
	}

	#begin(key: string | undefined, line: number, begin: Recorded["begin"], end: Recorded["end"]): void {
		this.#open.push(this.#member(key, line, begin, end));
	}

	#member(key: string | undefined, line: number, begin: Recorded["begin"], end: Recorded["end"]): Recorded {
		const value: Recorded = { begin, end, key, members: [], places: new Map() };
		const parent = this.#open[this.#open.length - 1];
		const members = parent?.members ?? this.#roots;
		const place = key === undefined ? undefined : parent?.places.get(key);
		if (place !== undefined) {
			members[place] = value;
			this.#warn(key!, line);
		} else {
			if (key !== undefined) parent?.places.set(key, members.length);
			members.push(value);
		}
		return value;
	}

	#warn(key: string, line: number): void {
		this.#warnings.add("duplicate keys", () => {
			const outer = this.#open.slice(1).map((value, i): PathSegment => {
				return value.key ?? this.#open[i]!.members.length - 1;
			});
			const path = formatPath([...outer, key]);
			return {
				message: `${path} stands more than once, and an object has one value for a key: the last is kept.`,
				path,
				line,
			};
		});
	}
}

/** A reader is only valid during its visit. */
function copyRow(row: RowReader): RowReader {
	const { line, key, length } = row;
	const cells = Array.from({ length }, (_, i) => row.cell(i));
	return { line, key, length, cell: (index) => cells[index]!, text: (index) => cells[index]!.text };
}
