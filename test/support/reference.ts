/** The reference implementation as a judge of values and verdicts. */
import { decode } from "@toon-format/toon";
import type { JsonValue } from "../../server/src/language/index";

/** What the reference makes of a text: a value, or the message of its first error. */
export type Verdict =
	| { readonly valid: true; readonly value: JsonValue }
	| { readonly valid: false; readonly message: string };

/** Settings that both parsers know; all given, so that nothing is detected from the text. */
export interface Settings {
	readonly strict: boolean;
	readonly indentSize: number;
}

/** Asks the reference; its errors are verdicts, not exceptions. */
export function askReference(text: string, { strict, indentSize }: Settings): Verdict {
	try {
		return { valid: true, value: decode(text, { strict, indentSize }) as JsonValue };
	} catch (error) {
		return { valid: false, message: error instanceof Error ? error.message : String(error) };
	}
}
