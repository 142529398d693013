/** Places in a value, for people: `users[id=2].name`. */
import { isPlainKey } from "../language";
import { type ExactValue, type Primitive, writeExact } from "./exactJson";

/** A field, an item by its index, or a row by the field that tells it apart. */
export type Step = string | number | { readonly field: string; readonly value: Primitive };

/** The whole value is `.`. */
export function pathText(steps: readonly Step[]): string {
	let text = "";
	for (const step of steps) {
		if (typeof step === "number") text += `[${step}]`;
		else if (typeof step === "object") text += `[${keyText(step.field)}=${valueText(step.value)}]`;
		else text += text === "" ? keyText(step) : `.${keyText(step)}`;
	}
	return text === "" ? "." : text;
}

const keyText = (key: string): string => (isPlainKey(key) && !key.includes(".") ? key : JSON.stringify(key));

const valueText = (value: ExactValue): string =>
	typeof value === "string" && /^[\w.@/-]+$/.test(value) && Number.isNaN(Number(value)) ? value : writeExact(value);
