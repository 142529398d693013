/** Values set, inserted and deleted by path. */
import { setOwn } from "../language";
import { type ExactObject, type ExactValue, isObject, isPrimitive, writeExact } from "./exactJson";

export type ValueEdit =
	| { readonly op: "set" | "insert"; readonly path: string; readonly value: ExactValue }
	| { readonly op: "delete"; readonly path: string };

/** Why an edit cannot be made, in words. */
export class EditError extends Error {
	override readonly name = "EditError";
}

/** A field or an index; all items; or the items whose field has a value. */
type Selector =
	| { readonly kind: "name"; readonly name: string }
	| { readonly kind: "all" }
	| { readonly kind: "end" }
	| { readonly kind: "where"; readonly field: string; readonly text: string };

/**
 * The value after an edit; the value given is changed.
 * @throws EditError
 */
export function editValue(root: ExactValue, edit: ValueEdit): ExactValue {
	const selectors = parsePath(edit.path);
	const last = selectors.pop();
	if (last === undefined) {
		if (edit.op === "set") return edit.value;
		throw new EditError("The path is empty: name what to change, as users[0].name or users[id=2].");
	}
	let parents: ExactValue[] = [root];
	for (const selector of selectors) {
		parents = parents.flatMap((parent) => selected(parent, selector, edit.path).map((key) => child(parent, key)));
	}
	if (parents.length === 0) throw new EditError(`${edit.path}: nothing is there.`);
	for (const parent of parents) change(parent, last, edit);
	return root;
}

function change(parent: ExactValue, last: Selector, edit: ValueEdit): void {
	if (isPrimitive(parent)) throw new EditError(`${edit.path}: ${writeExact(parent)} holds nothing to change.`);
	if (edit.op === "delete") {
		const keys = selected(parent, last, edit.path);
		if (keys.length === 0) throw new EditError(`${edit.path}: nothing is there.`);
		for (const key of keys.reverse()) remove(parent, key);
	} else if (Array.isArray(parent) && edit.op === "insert") {
		parent.splice(
			last.kind === "end" ? parent.length : indexFor(parent, last, edit.path),
			0,
			structuredClone(edit.value),
		);
	} else if (Array.isArray(parent) && last.kind === "end") {
		parent.push(structuredClone(edit.value));
	} else if (isObject(parent) && last.kind === "name") {
		if (edit.op === "insert" && Object.hasOwn(parent, last.name)) {
			const field = parent[last.name]!;
			// To insert into a list is to add to its end.
			if (!Array.isArray(field)) throw new EditError(`${edit.path}: it is there already. Use set to change it.`);
			field.push(structuredClone(edit.value));
		} else setOwn(parent, last.name, structuredClone(edit.value));
	} else {
		const keys = selected(parent, last, edit.path);
		if (keys.length === 0) throw new EditError(`${edit.path}: nothing is there.`);
		for (const key of keys) setOwn(parent as ExactObject, String(key), structuredClone(edit.value));
	}
}

function remove(parent: ExactValue, key: string | number): void {
	if (Array.isArray(parent)) parent.splice(Number(key), 1);
	else delete (parent as ExactObject)[key];
}

const child = (parent: ExactValue, key: string | number): ExactValue => (parent as ExactObject)[key]!;

function indexFor(list: readonly ExactValue[], selector: Selector, path: string): number {
	const index = selector.kind === "name" ? Number(selector.name) : Number.NaN;
	if (Number.isInteger(index) && index >= 0 && index <= list.length) return index;
	throw new EditError(`${path}: give an index from 0 to ${list.length}, or [-] for the end.`);
}

/** The keys of what a selector chooses, which exist. */
function selected(parent: ExactValue, selector: Selector, path: string): (string | number)[] {
	if (isPrimitive(parent)) throw new EditError(`${path}: ${writeExact(parent)} holds no fields and no items.`);
	const keys: (string | number)[] = Array.isArray(parent) ? [...parent.keys()] : Object.keys(parent);
	switch (selector.kind) {
		case "all":
			return keys;
		case "end":
			throw new EditError(`${path}: [-] is the place behind the last item, which only insert and set can fill.`);
		case "where":
			return keys.filter((key) => {
				const item = child(parent, key);
				if (!isObject(item) || !Object.hasOwn(item, selector.field)) return false;
				const value = item[selector.field]!;
				return isPrimitive(value) && (typeof value === "string" ? value : writeExact(value)) === selector.text;
			});
		case "name": {
			const exists = Array.isArray(parent)
				? /^\d+$/.test(selector.name) && Number(selector.name) < parent.length
				: Object.hasOwn(parent, selector.name);
			if (!exists) throw new EditError(`${path}: there is no ${JSON.stringify(selector.name)}.`);
			return [Array.isArray(parent) ? Number(selector.name) : selector.name];
		}
	}
}

/** `users[id=2].name`, `users[0]`, `users[*].age`, `"odd key".x`; or a JSON Pointer, `/users/0/name`. */
function parsePath(path: string): Selector[] {
	if (path.startsWith("/")) return path.slice(1).split("/").map(pointerSelector);
	const selectors: Selector[] = [];
	const token =
		/\.?(?:"((?:[^"\\]|\\.)*)"|([^.[\]"]+))|\[\s*(\*|-|\d+|"(?:[^"\\]|\\.)*"|[^\]=]+=(?:"(?:[^"\\]|\\.)*"|[^\]]*))\s*\]/y;
	while (token.lastIndex < path.length) {
		const from = token.lastIndex;
		const match = token.exec(path);
		if (match === null)
			throw new EditError(
				`${path}: it cannot be read from ${JSON.stringify(path.slice(from))} on. Write users[0].name or users[id=2].`,
			);
		const [, quoted, plain, inside] = match;
		if (inside !== undefined) selectors.push(bracketSelector(inside.trim()));
		else selectors.push({ kind: "name", name: quoted === undefined ? plain! : unquoted(`"${quoted}"`) });
	}
	return selectors;
}

function pointerSelector(part: string): Selector {
	const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
	return name === "-" ? { kind: "end" } : name === "*" ? { kind: "all" } : { kind: "name", name };
}

function bracketSelector(inside: string): Selector {
	if (inside === "*") return { kind: "all" };
	if (inside === "-") return { kind: "end" };
	if (/^\d+$/.test(inside)) return { kind: "name", name: inside };
	if (inside.startsWith('"')) return { kind: "name", name: unquoted(inside) };
	const at = inside.indexOf("=");
	return { kind: "where", field: inside.slice(0, at).trim(), text: unquoted(inside.slice(at + 1).trim()) };
}

function unquoted(text: string): string {
	if (!text.startsWith('"')) return text;
	try {
		return String(JSON.parse(text));
	} catch {
		throw new EditError(`${text} is no string: write its quotes and backslashes as JSON does.`);
	}
}
