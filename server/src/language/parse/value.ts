/** A value that stands alone: of a field, of an item, or the whole document (§7). */

import { ANY_DELIMITER } from "../text/plain";
import type { ParseContext } from "./context";

/** Reports what is wrong in the value in `[start, end)`. */
export function checkValue({ cells, work }: ParseContext, start: number, end: number): void {
	cells.value(work.text, start, end, ANY_DELIMITER);
}
