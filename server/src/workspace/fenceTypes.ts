/** Fences as they travel to the client. Types only. */
import type { Format } from "../convert";
import type { Range } from "../language";

/** A fence of a Markdown file that holds data. */
export interface FenceResult {
	readonly format: Format;
	readonly text: string;
	/** From its opening mark to the end of its closing one. */
	readonly range: Range;
	/** Zero-based line of its first content. */
	readonly line: number;
	/** Of TOON: names the document to other requests as `uri` does a file, for as long as the file is open. */
	readonly address?: string;
}
