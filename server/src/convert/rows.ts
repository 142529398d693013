/** The cells of a row as the nested object that they stand for. */
import type { TableHeader } from "../language";

export interface RowParts {
	/** A group of fields begins: an object with this key. */
	open(name: string): void;
	cell(name: string, index: number): void;
	/** The innermost group ends. */
	close(): void;
}

/** Tells of groups and cells in order. Neighbouring leaves share the groups that their paths have in common. */
export function visitRow(leaves: TableHeader["leaves"], parts: RowParts): void {
	let open = 0;
	let before: readonly string[] = [];
	for (const [index, leaf] of leaves.entries()) {
		let shared = 0;
		while (shared < open && shared < leaf.length - 1 && before[shared] === leaf[shared]) shared++;
		for (; open > shared; open--) parts.close();
		for (; open < leaf.length - 1; open++) parts.open(leaf[open]!);
		parts.cell(leaf[leaf.length - 1]!, index);
		before = leaf;
	}
	for (; open > 0; open--) parts.close();
}
