/** A value as lines, one for each primitive: what git compares of a TOON file. */
import { type ExactObject, type ExactValue, isPrimitive, writeExact } from "./exactJson";
import { pathText, type Step } from "./paths";
import { keyFieldOf, keyValue } from "./rows";

/** `users[id=2].name: "Bob"` for each value, in order. */
export function* flatten(value: ExactValue, path: readonly Step[] = []): Generator<string> {
	if (isPrimitive(value)) {
		yield `${pathText(path)}: ${writeExact(value)}`;
	} else if (Array.isArray(value)) {
		if (value.length === 0) yield `${pathText(path)}: []`;
		const field = keyFieldOf([value]);
		for (const [at, item] of value.entries()) {
			const step = field === undefined ? at : { field, value: keyValue(item as ExactObject, field) };
			yield* flatten(item, [...path, step]);
		}
	} else {
		const keys = Object.keys(value);
		if (keys.length === 0) yield `${pathText(path)}: {}`;
		for (const key of keys) yield* flatten(value[key]!, [...path, key]);
	}
}
