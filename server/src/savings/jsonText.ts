/** A value as JSON.stringify writes it, without recursion: values may be nested to any depth. */
import type { JsonValue } from "../language";
import { indentation } from "./indentation";

/** An array or object that is being written. */
interface Open {
	readonly entries: readonly (readonly [key: string | undefined, value: JsonValue])[];
	readonly closing: "]" | "}";
	next: number;
}

/** The same text as JSON.stringify(value), or as JSON.stringify(value, null, 2) if `pretty`. */
export function jsonText(value: JsonValue, pretty: boolean): string {
	const parts: string[] = [];
	const open: Open[] = [];
	const colon = pretty ? ": " : ":";
	const breakLine = (): void => {
		if (pretty) parts.push("\n", indentation(open.length));
	};
	const write = (content: JsonValue): void => {
		if (typeof content !== "object" || content === null) {
			parts.push(JSON.stringify(content));
			return;
		}
		const isArray = Array.isArray(content);
		const entries = isArray ? content.map((item) => [undefined, item] as const) : Object.entries(content);
		if (entries.length === 0) {
			parts.push(isArray ? "[]" : "{}");
			return;
		}
		parts.push(isArray ? "[" : "{");
		open.push({ entries, closing: isArray ? "]" : "}", next: 0 });
	};
	write(value);
	while (open.length > 0) {
		const level = open[open.length - 1]!;
		const entry = level.entries[level.next++];
		if (entry === undefined) {
			open.pop();
			breakLine();
			parts.push(level.closing);
			continue;
		}
		if (level.next > 1) parts.push(",");
		breakLine();
		if (entry[0] !== undefined) parts.push(JSON.stringify(entry[0]), colon);
		write(entry[1]);
	}
	return parts.join("");
}
