/** What an update did to the lines and scopes of a tree, for those who keep something for each. */

export interface Change {
	/** Everything was parsed anew: no handle from before is valid, and the lists below are empty. */
	readonly all: boolean;
	/** The same by line numbers as TOON counts, edit by edit, each in the numbers that the one before left. */
	readonly replaced: readonly ReplacedLines[];
	/** Lines that are gone. Their handles may stand for other lines after the next update. */
	readonly removed: readonly number[];
	readonly added: readonly number[];
	/** Lines that stayed but were parsed again: their kind, scope or opened scope may be another. */
	readonly reparsed: readonly number[];
	readonly scopesRemoved: readonly number[];
	/** Scopes that stayed but whose header is another line or was parsed again: N, field names and key may differ. */
	readonly scopesChanged: readonly number[];
}

/** `removed` lines from number `first` on gave way to `inserted` ones. */
export interface ReplacedLines {
	readonly first: number;
	readonly removed: number;
	readonly inserted: number;
}

/** Collects the changes of all edits of one update. */
export class ChangeLog {
	readonly replaced: ReplacedLines[] = [];
	readonly removed = new Set<number>();
	readonly added = new Set<number>();
	readonly reparsed = new Set<number>();
	readonly scopesRemoved = new Set<number>();
	readonly scopesChanged = new Set<number>();
	/** Handles to give back when the update is over. */
	readonly deadLines: number[] = [];
	readonly deadScopes: number[] = [];

	lineRemoved(line: number): void {
		this.deadLines.push(line);
		this.reparsed.delete(line);
		if (!this.added.delete(line)) this.removed.add(line);
	}

	lineReparsed(line: number): void {
		if (!this.added.has(line)) this.reparsed.add(line);
	}

	scopeRemoved(scope: number): void {
		this.deadScopes.push(scope);
		this.scopesChanged.delete(scope);
		this.scopesRemoved.add(scope);
	}

	toChange(): Change {
		return {
			all: false,
			replaced: this.replaced,
			removed: [...this.removed],
			added: [...this.added],
			reparsed: [...this.reparsed],
			scopesRemoved: [...this.scopesRemoved],
			scopesChanged: [...this.scopesChanged],
		};
	}
}

export const EVERYTHING_CHANGED: Change = {
	all: true,
	replaced: [],
	removed: [],
	added: [],
	reparsed: [],
	scopesRemoved: [],
	scopesChanged: [],
};
