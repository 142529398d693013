/** What a recogniser of another notation answers with: what the text is taken for, and how it is written in TOON. */
import type { Fix } from "../../types";
import type { SourceLines } from "./sourceLines";

export interface Reading {
	/** What is wrong, why, and what to do. */
	readonly message: string;
	/** Repairs, the best first; made only where somebody asks. */
	fixes(): readonly (Fix | undefined)[];
}

/** Looks at the line of a problem and, if need be, at those around it. */
export type Recogniser = (source: SourceLines, line: number) => Reading | undefined;
