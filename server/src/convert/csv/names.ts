/** Names of columns: each needs one, and each is one column's. */
import type { Warnings } from "../warnings";

/** @param line zero-based, of the header */
export function columnKeys(header: readonly string[], line: number, warnings: Warnings): string[] {
	const given = new Set(header);
	const used = new Set<string>();
	/** The number to go on with, by what the columns are called. */
	const numbers = new Map<string, number>();
	return header.map((name, column) => {
		let key = name;
		if (name === "" || used.has(name)) {
			const stem = name === "" ? "column" : name;
			let number = name === "" ? column + 1 : (numbers.get(stem) ?? 2);
			while (given.has(`${stem}_${number}`) || used.has(`${stem}_${number}`)) number++;
			if (name !== "") numbers.set(stem, number + 1);
			key = `${stem}_${number}`;
			const why = name === "" ? "has no name" : `has the name ${JSON.stringify(name)} of another`;
			const message = `Column ${column + 1} ${why}: it is called ${JSON.stringify(key)}.`;
			warnings.add("renamed columns", () => ({ message, line, path: key }));
		}
		used.add(key);
		return key;
	});
}
