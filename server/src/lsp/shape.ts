/** Shapes of what a client sends, put together from small ones, and what a value has that does not fit. */
import { URI } from "vscode-uri";

/** What is missing in a value, as `"place", what it must be`; undefined where it fits. */
export type Shape = (value: unknown, place: string) => string | undefined;

/** What has a name for people and a test. */
const shape =
	(what: string, isRight: (value: unknown) => boolean): Shape =>
	(value, place) =>
		isRight(value) ? undefined : `${place === "" ? "parameters" : JSON.stringify(place)}, ${what}`;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === "object" && value !== null && !Array.isArray(value);

/** The largest `uinteger` of LSP, 2^31 - 1. */
const LARGEST = 2 ** 31 - 1;

export const anything: Shape = () => undefined;
export const text = shape("a string", (value) => typeof value === "string");
export const flag = shape("true or false", (value) => typeof value === "boolean");
export const number = shape("a number", (value) => Number.isFinite(value));
export const integer = shape(
	"a whole number",
	(value) => Number.isInteger(value) && Math.abs(Number(value)) <= LARGEST,
);
/** Of our own making, which LSP does not bound: the name of a state, a place in a list. */
export const safeInteger = shape("a whole number", (value) => Number.isSafeInteger(value));
export const count = shape(
	"a whole number from 0",
	(value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= LARGEST,
);
export const object = shape("an object", isRecord);
export const nothing = shape("nothing", (value) => value === undefined || value === null);

/** Text that names a resource. */
export const uri = shape("a uri", (value) => typeof value === "string" && isUri(value));

function isUri(value: string): boolean {
	try {
		URI.parse(value);
		return true;
	} catch {
		return false;
	}
}

export const oneOf = (...allowed: readonly string[]): Shape =>
	shape(`one of ${allowed.join(", ")}`, (value) => typeof value === "string" && allowed.includes(value));

/** Absent, or of that shape. */
export const optional =
	(inner: Shape): Shape =>
	(value, place) =>
		value === undefined ? undefined : inner(value, place);

/** Absent, `null` as some clients write what is absent, or of that shape. */
export const nullable =
	(inner: Shape): Shape =>
	(value, place) =>
		value === undefined || value === null ? undefined : inner(value, place);

export const listOf =
	(inner: Shape): Shape =>
	(value, place) => {
		if (!Array.isArray(value)) return shape("a list", () => false)(value, place);
		for (const [index, each] of value.entries()) {
			const missing = inner(each, `${place}[${index}]`);
			if (missing !== undefined) return missing;
		}
		return undefined;
	};

/** An object that has these parts; others in it are none of our business. */
export const record =
	(parts: Readonly<Record<string, Shape>>): Shape =>
	(value, place) => {
		if (!isRecord(value)) return object(value, place);
		for (const [name, part] of Object.entries(parts)) {
			const own = Object.hasOwn(value, name) ? value[name] : undefined;
			const missing = part(own, place === "" ? name : `${place}.${name}`);
			if (missing !== undefined) return missing;
		}
		return undefined;
	};

/** An object that fits all of them. */
export const all =
	(...shapes: readonly Shape[]): Shape =>
	(value, place) => {
		for (const each of shapes) {
			const missing = each(value, place);
			if (missing !== undefined) return missing;
		}
		return undefined;
	};
