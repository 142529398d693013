/** Collects the warnings of one conversion, without drowning the reader. */
import type { ConversionWarning } from "./types";

/** More of one kind are counted, not listed. */
const MOST_OF_A_KIND = 20;

export class Warnings {
	readonly #list: ConversionWarning[] = [];
	readonly #counts = new Map<string, number>();

	/**
	 * @param kind what the warnings have in common, in the words of the summary: "3 more `kind`"
	 * @param make called only if the warning is listed
	 */
	add(kind: string, make: () => ConversionWarning): void {
		const count = (this.#counts.get(kind) ?? 0) + 1;
		this.#counts.set(kind, count);
		if (count <= MOST_OF_A_KIND) this.#list.push(make());
	}

	list(): readonly ConversionWarning[] {
		const more: ConversionWarning[] = [];
		for (const [kind, count] of this.#counts) {
			if (count > MOST_OF_A_KIND) more.push({ message: `… and ${count - MOST_OF_A_KIND} more ${kind}.` });
		}
		return [...this.#list, ...more];
	}
}
