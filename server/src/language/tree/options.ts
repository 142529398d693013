/** How a text is read, all of it decided. */
import type { StyleCode } from "../types";

export interface TreeOptions {
	readonly strict: boolean;
	/** Spaces a level. */
	readonly indentSize: number;
	/** Which matters of style are reported. */
	readonly styles: ReadonlySet<StyleCode>;
}
