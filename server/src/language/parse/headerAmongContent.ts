/** The header of another block that stands at the depth of an array's content. */

import { isHeader } from "../recovery/looks";
import { COLON } from "../text/characters";
import type { ParseContext } from "./context";

/** Whether the line is the header of another block that stands too deep; what stands below it is its own. */
export function isHeaderAmongContent(context: ParseContext, start: number, end: number, array: number): boolean {
	const { judge, scopes, work } = context;
	return (
		work.text.charCodeAt(end - 1) === COLON &&
		isHeader(work.text, start, end, scopes.delimiter[array]!) &&
		!judge.fitsArray(array, start, end)
	);
}

/** Reports it. Also what stands beside it is not looked into, up to the next line that is a row. */
export function failHeader({ work }: ParseContext, start: number, end: number, base: number): void {
	work.reportLine("over-indented", start, end, "key");
	work.fail(work.top, base - 1);
}
