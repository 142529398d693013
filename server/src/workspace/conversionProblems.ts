/** Errors and warnings of conversions as problems of a file. */
import type { ConversionError, ConversionWarning, Place } from "../convert";
import { oneLine, told } from "./problemList";
import type { Problem } from "./tasks";

export function conversionErrors({ message, place, diagnostics }: ConversionError): Problem[] {
	if (diagnostics.length > 0) return told(diagnostics);
	return [{ severity: "error", message: oneLine(message), ...at(place) }];
}

export const warningOf = ({ message, line, path }: ConversionWarning): Problem => ({
	severity: "warning",
	message: oneLine(path === undefined || message.includes(path) ? message : `${path}: ${message}`),
	...at(line === undefined ? undefined : { line }),
});

function at(place: Place | undefined): Pick<Problem, "range"> {
	if (place === undefined) return {};
	const { line, character = 0 } = place;
	return { range: { start: { line, character }, end: { line, character } } };
}
