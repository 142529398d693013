/** The scopes of a document as brackets of its JSON. */
import type { LineReader } from "../language";

/** Brackets and depths in one version of a document without errors. */
export class JsonScopes {
	readonly reader: LineReader;
	/** The first content line, or 0. */
	readonly first: number;
	/** Whether the root is an object whose braces no line of the document opens. */
	readonly bareRoot: boolean;
	readonly #depths = new Map<number, number>();

	constructor(reader: LineReader) {
		this.reader = reader;
		this.first = reader.first;
		this.bareRoot = reader.root === "object" && (this.first === 0 || reader.key(this.first) !== undefined);
	}

	/** The bracket that ends the scope; nothing for a root that has none of its own. */
	closing(scope: number): "}" | "]" | "" {
		switch (this.reader.scopeKind(scope)) {
			case "object":
			case "item":
			case "keyed-table":
				return "}";
			case "list":
			case "table":
				return "]";
			case "root":
				return this.bareRoot ? "}" : "";
			default:
				return "";
		}
	}

	/** Levels of indentation of what stands directly in the scope. */
	depth(scope: number): number {
		const known = this.#depths.get(scope);
		if (known !== undefined) return known;
		let depth = 0;
		for (let at = scope; at !== 0; at = this.reader.parent(at)) if (this.closing(at) !== "") depth++;
		this.#depths.set(scope, depth);
		return depth;
	}
}
