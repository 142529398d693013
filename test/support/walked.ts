/** The value of a document as its visitor tells it: what every reader of the tree relies on. */
import type {
	ArrayHeader,
	JsonValue,
	RowReader,
	Scalar,
	TableHeader,
	ToonDocument,
	Visitor,
} from "../../server/src/language/index";
import { setKey } from "./values";

/** Builds the value of a document from its walk; undefined when the walk visits nothing. */
export function walkedValue(document: ToonDocument): JsonValue | undefined {
	const builder = new ValueBuilder();
	document.walk(builder);
	return builder.finish();
}

type Container = JsonValue[] | { [key: string]: JsonValue };

/** Throws when begin and end do not match, a key is missing, or a line is given twice or out of order. */
class ValueBuilder implements Visitor {
	#root: JsonValue | undefined;
	readonly #open: Container[] = [];
	readonly #tables: TableHeader[] = [];
	#line = -1;

	beginObject(key: string | undefined): void {
		this.#begin(key, {});
	}

	endObject(): void {
		this.#end(false);
	}

	beginArray(key: string | undefined, _header: ArrayHeader): void {
		this.#begin(key, []);
	}

	endArray(): void {
		this.#end(true);
	}

	beginTable(key: string | undefined, header: TableHeader): void {
		this.#begin(key, header.keyed ? {} : []);
		this.#tables.push(header);
	}

	row(row: RowReader): void {
		const header = this.#tables.at(-1);
		if (header === undefined || row.line <= this.#line) {
			throw new Error(`row in line ${row.line} behind line ${this.#line}`);
		}
		this.#line = row.line;
		const value: { [key: string]: JsonValue } = {};
		for (const [index, path] of header.leaves.entries()) {
			setPath(value, path, row.cell(index).value);
		}
		this.#add(row.key, value);
	}

	endTable(): void {
		const header = this.#tables.pop();
		this.#end(header?.keyed === false);
	}

	scalar(key: string | undefined, scalar: Scalar): void {
		this.#add(key, scalar.value);
	}

	finish(): JsonValue | undefined {
		if (this.#open.length > 0) {
			throw new Error(`${this.#open.length} containers are not ended`);
		}
		return this.#root;
	}

	#begin(key: string | undefined, container: Container): void {
		this.#add(key, container);
		this.#open.push(container);
	}

	#end(array: boolean): void {
		const container = this.#open.pop();
		if (container === undefined || Array.isArray(container) !== array) {
			throw new Error("an end that matches no begin");
		}
	}

	#add(key: string | undefined, value: JsonValue): void {
		const parent = this.#open.at(-1);
		if (parent === undefined) {
			if (this.#root !== undefined) {
				throw new Error("two roots");
			}
			this.#root = value;
		} else if (Array.isArray(parent)) {
			parent.push(value);
		} else if (key === undefined) {
			throw new Error("a field without a key");
		} else {
			setKey(parent, key, value);
		}
	}
}

function setPath(object: { [key: string]: JsonValue }, path: readonly string[], value: JsonValue): void {
	let target = object;
	for (const [index, name] of path.entries()) {
		if (index === path.length - 1) {
			setKey(target, name, value);
			return;
		}
		const inner = Object.getOwnPropertyDescriptor(target, name)?.value ?? {};
		setKey(target, name, inner);
		target = inner;
	}
}
