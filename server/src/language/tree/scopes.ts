/**
 * The open scopes and the root: the state of the parser between two lines, and all that a line's reading may change
 * beside the line itself.
 */
import {
	IN_ARRAY,
	MOVED,
	RETURNED,
	ROOT_SCOPE,
	ROOT_UNDECIDED,
	SHIFTED_SCOPE,
	TABLE_SCOPE,
	TAKEN_FOR_KEYED,
	UNDECIDED,
	WIDTH_ASKED,
} from "./kinds";
import { ScopeColumns } from "./scopeColumns";

/** Where a scope stood before recovery moved it. */
interface Home {
	readonly parent: number;
	readonly openDepth: number;
	readonly inArray: number;
}

export class Scopes extends ScopeColumns {
	/** The scope of the whole document, and what the document is. Its opener is the first content line. */
	root: number;
	/** Whether any key ever had a dot in it. */
	hasDottedKeys = false;
	rootMode = ROOT_UNDECIDED;
	readonly #homes = new Map<number, Home>();

	constructor(capacity: number) {
		super(capacity);
		this.root = this.newRoot();
	}

	newRoot(): number {
		this.rootMode = ROOT_UNDECIDED;
		return this.add(ROOT_SCOPE, 0, 0, -1, 0);
	}

	/** The nearest scope that is not merely a shift of another. */
	realScope(scope: number): number {
		while (this.kind[scope] === SHIFTED_SCOPE) scope = this.parent[scope]!;
		return scope;
	}

	/** Leaf fields of a table, noted as asked: with another number, the line that asks might be read otherwise. */
	askWidth(table: number): number {
		this.flags[table]! |= WIDTH_ASKED;
		return this.leaves[table]!;
	}

	/** Whether any scope is moved at the moment. */
	get hasMoved(): boolean {
		return this.#homes.size !== 0;
	}

	/** Moves a scope whose opener stands at a wrong depth to where its content shows that it belongs. */
	move(scope: number, parent: number, openDepth: number): void {
		if ((this.flags[scope]! & MOVED) === 0) {
			const inArray = this.flags[scope]! & IN_ARRAY;
			this.#homes.set(scope, { parent: this.parent[scope]!, openDepth: this.openDepth[scope]!, inArray });
		}
		this.parent[scope] = parent;
		this.openDepth[scope] = openDepth;
		this.flags[scope]! |= MOVED | (this.flags[parent]! & IN_ARRAY);
	}

	/** Makes the scope as it was when its opener had been read: its first content line decides anew. */
	undecide(scope: number): void {
		this.contentDepth[scope] = UNDECIDED;
		this.indentation[scope] = -1;
		if (this.flags[scope]! & TAKEN_FOR_KEYED) this.kind[scope] = TABLE_SCOPE;
		const home = this.#homes.get(scope);
		this.flags[scope]! &= ~(TAKEN_FOR_KEYED | RETURNED);
		if (home === undefined) return;
		this.parent[scope] = home.parent;
		this.openDepth[scope] = home.openDepth;
		this.flags[scope] = (this.flags[scope]! & ~(MOVED | IN_ARRAY)) | home.inArray;
		this.#homes.delete(scope);
	}

	/** Moves the scope back, since its second content line shows that it stands right and the first one wrong. */
	returnHome(scope: number): void {
		this.undecide(scope);
		this.contentDepth[scope] = this.expectedDepth(scope);
		this.flags[scope]! |= RETURNED;
	}

	/** The scope `old` takes over how `born`, which it stays in place of, was moved; `born`'s parent may have a twin. */
	takeOverMove(born: number, old: number): void {
		const moves = MOVED | RETURNED | TAKEN_FOR_KEYED | IN_ARRAY;
		this.flags[old] = (this.flags[old]! & ~moves) | (this.flags[born]! & moves);
		const home = this.#homes.get(born);
		this.#homes.delete(born);
		if (home === undefined) this.#homes.delete(old);
		else this.#homes.set(old, { ...home, parent: this.twin[home.parent]! || home.parent });
	}

	override free(scope: number): void {
		this.#homes.delete(scope);
		super.free(scope);
	}
}
