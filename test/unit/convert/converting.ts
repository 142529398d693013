/** One line to convert a text, and one to be refused. */
import assert from "node:assert/strict";
import {
	type Conversion,
	ConversionError,
	type ConvertOptions,
	convertOnce,
	type Format,
} from "../../../server/src/convert/index";

export const convert = (text: string, from: Format, to: Format, options: ConvertOptions = {}): Conversion =>
	convertOnce({ text, from, to, options });

/** The converted text; fails when there are warnings. */
export function converted(text: string, from: Format, to: Format, options: ConvertOptions = {}): string {
	const answer = convert(text, from, to, options);
	assert.deepEqual(answer.warnings, []);
	return answer.text;
}

/** The error of a conversion that must not succeed. */
export function refused(text: string, from: Format, to: Format, options: ConvertOptions = {}): ConversionError {
	try {
		const { text: result } = convert(text, from, to, options);
		assert.fail(`converted to ${JSON.stringify(result)}`);
	} catch (error) {
		if (error instanceof ConversionError) return error;
		throw error;
	}
}
